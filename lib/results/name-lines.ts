/** A name cut where its surname begins: a surname is the last word, with the small words before it (“van”, “de la”). */
function cutName(name: string): { given: string[]; surname: string } {
  const words = name.trim().split(/\s+/u);
  let start = words.length - 1;
  while (start > 1 && /^\p{Ll}/u.test(words[start - 1] ?? '')) start -= 1;
  return { given: words.slice(0, start), surname: words.slice(start).join(' ') };
}

function initial(word: string): string {
  // By code points, so that no letter is cut in half; both halves of "Jean-Luc" count.
  return word
    .split('-')
    .filter((half) => half !== '')
    .map((half) => `${[...half][0]}.`)
    .join('-');
}

function lengthOf(text: string): number {
  return [...text].length;
}

/**
 * A name in at most `room` characters. Given names shrink to initials and go before the surname loses a letter.
 *
 * @param room characters, at least 2.
 */
export function shortName(name: string, room: number): string {
  const { given, surname } = cutName(name);
  const [first = '', ...middle] = given;
  const initials = given.map(initial);
  const written = [
    name.trim(),
    [first, ...middle.map(initial), surname].join(' ').trim(),
    [...initials, surname].join(' '),
    [...initials.slice(0, 1), surname].join(' '),
    surname,
  ];
  const short = written.find((text) => lengthOf(text) <= room);
  return short ?? `${[...surname].slice(0, room - 1).join('')}…`;
}

/** Characters of a line, at most. */
const longestLine = 26;

/**
 * The members of a pair in two lines at most, with every surname to read: one a line; of three, the second and the
 * third share a line.
 *
 * @param room characters of a line.
 */
export function nameLines(names: readonly string[], room = longestLine): string[] {
  const [first, ...others] = names;
  if (first === undefined) return [];
  const share = Math.max(2, Math.floor((room - 3 * (others.length - 1)) / others.length));
  const second = others.map((name) => shortName(name, share)).join(' & ');
  return others.length === 0 ? [shortName(first, room)] : [shortName(first, room), second];
}
