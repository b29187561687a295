/** Nothing that is sent here nests deeper than a matrix in a map in a body. */
const deepest = 16;

/**
 * Whether every database can store a value that came as JSON: PostgreSQL takes neither the character zero nor half of a
 * surrogate pair, and code that walks through values must not run out of stack.
 */
export function isStorableJson(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  if (depth === deepest) return false;
  return Object.entries(value).every(
    ([name, inner]) => isStorableJson(name) && isStorableJson(inner, depth + 1),
  );
}

/** Where a string ends that begins with a quotation mark at `start`. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text[before - 1] === '\\') before -= 1;
    if ((end - before) % 2 === 0) return end;
  }
  return text.length;
}

/** Of `[` and `{`, and of `]` and `}`: each two differ in one bit. */
const [BOTH, OPENING, CLOSING] = [0x20, '{'.charCodeAt(0), '}'.charCodeAt(0)];

/**
 * Whether a text, as JSON, nests too deeply to be stored. To be asked before it is parsed: parsing 64 KB of brackets takes
 * ten times as long, and pairs at work wait meanwhile.
 */
export function nestsTooDeeply(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length && depth <= deepest; at += 1) {
    const code = text.charCodeAt(at);
    if (text[at] === '"') at = endOfString(text, at);
    else if ((code | BOTH) === OPENING) depth += 1;
    else if ((code | BOTH) === CLOSING) depth -= 1;
  }
  return depth > deepest;
}
