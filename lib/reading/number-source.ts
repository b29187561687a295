import { isInvisible, isPlainText, toPlainCharacter } from '@/lib/reading/characters';

/** A text made ready for the parser. */
export interface NumberSource {
  /** lower case, plain characters, raised digits as `^(2)` */
  text: string;
  /** for each of its characters, and its end, the index in the text as typed; null where they are the same */
  places: readonly number[] | null;
}

const names: ReadonlyMap<string, string> = new Map([
  ['∞', 'inf'],
  ['π', 'pi'],
  ['ℯ', 'e'],
]);

const raisedNumber = /[⁺⁻]?[⁰¹²³⁴-⁹]+(?:[⁺⁻][⁰¹²³⁴-⁹]+)*/y;
const smallFraction = /([⁰¹²³⁴-⁹]+)[⁄∕/]([₀-₉]+)/y;
const base = /[a-z\d.)¼-¾⅐-⅞]\s*$/;

/** A text without the characters that nobody sees, and where each of its UTF-16 units was typed. */
function leaveOutInvisible(typed: string): { shown: string; places: number[] } {
  const places: number[] = [];
  let shown = '';
  for (let i = 0; i < typed.length; i++) {
    const unit = typed[i] ?? '';
    if (isInvisible(unit)) continue;
    shown += unit;
    places.push(i);
  }
  return { shown, places };
}

/**
 * Raised digits are a power where a base comes before them, and `¹⁄₃` is a fraction where none does. What is neither,
 * such as a raised minus before a plain digit, stays as typed and is refused.
 */
export function toNumberSource(typed: string): NumberSource {
  if (isPlainText(typed)) return { text: typed.toLowerCase(), places: null };
  const { shown, places: typedAt } = leaveOutInvisible(typed);
  const places: number[] = [];
  let text = '';
  const keep = (characters: string, at: number) => {
    text += characters;
    for (let i = 0; i < characters.length; i++) places.push(typedAt[at] ?? typed.length);
  };
  const match = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at;
    return pattern.exec(shown);
  };
  for (let i = 0; i < shown.length; ) {
    const character = String.fromCodePoint(shown.codePointAt(i) ?? 32);
    const written = base.test(text) ? match(raisedNumber, i) : match(smallFraction, i);
    if (written) {
      const plain = written[0].normalize('NFKD').replaceAll('−', '-').replace(/[⁄∕]/, '/');
      keep(written[1] === undefined ? `^(${plain})` : `(${plain})`, i);
      i += written[0].length;
      continue;
    }
    const plain = character === '⅟' && !base.test(text) ? '1/' : toPlainCharacter(character);
    keep(names.get(plain) ?? (plain <= '~' ? plain.toLowerCase() : plain), i);
    i += character.length;
  }
  places.push(typed.length);
  return { text, places };
}
