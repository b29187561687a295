/** A name, an address or a code as it is: browsers that translate the page leave it alone. */
export function Verbatim({ children }: { children: string }) {
  return <span translate="no">{children}</span>;
}

interface WithNamesProps {
  text: string;
  names: readonly string[];
}

/**
 * A sentence in which browsers that translate the page leave names of people, e-mail addresses and codes alone. Every
 * piece has an element of its own, because React loses a bare text that a translation has replaced.
 */
export function WithNames({ text, names }: WithNamesProps) {
  return (
    <span>
      {cutAtNames(text, names).map(({ start, piece, isName }) => (
        <span key={`${start} ${isName}`} translate={isName ? 'no' : undefined}>
          {piece}
        </span>
      ))}
    </span>
  );
}

interface Piece {
  start: number;
  piece: string;
  isName: boolean;
}

/** Cuts a text where a name stands as a word of its own, longer names first. Joined, it is the text again. */
export function cutAtNames(text: string, names: readonly string[]): Piece[] {
  const patterns = names
    .filter((name) => name.trim() !== '')
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  if (patterns.length === 0) return [{ start: 0, piece: text, isName: false }];
  const anyName = new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: name, index } of text.matchAll(anyName)) {
    if (index > at) pieces.push({ start: at, piece: text.slice(at, index), isName: false });
    pieces.push({ start: index, piece: name, isName: true });
    at = index + name.length;
  }
  if (at < text.length) pieces.push({ start: at, piece: text.slice(at), isName: false });
  return pieces;
}
