/**
 * Characters that take no space and carry no value: zero-width spaces and joiners, direction marks,
 * invisible operators, variation selectors, the byte order mark. Ignored everywhere.
 * Not among them, because they would change what a person sees: direction overrides, and the soft hyphen,
 * which some PDF readers hand over where the page shows a minus.
 */
const invisible = /[\u061c\u200b-\u200f\u202a-\u202c\u2060-\u2064\u2066-\u2069\ufeff]|[\ufe00-\ufe0f]/;

const plainText = /^[\n\r\t -~]*$/;

export function isInvisible(character: string): boolean {
  return invisible.test(character);
}

/** Whether a text needs none of the replacements of this file, as nearly every text does. */
export function isPlainText(text: string): boolean {
  return plainText.test(text);
}

// Hyphen, no-break hyphen, figure dash, en dash, em dash, horizontal bar, minus, small hyphen-minus.
const minus = /[\u2010-\u2015\u2212\ufe63]/;
const space = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/;
const lineBreak = /[\u0085\u2028\u2029]/;

const lookAlikes: ReadonlyMap<string, string> = new Map([
  ['‘', "'"],
  ['’', "'"],
  ['“', '"'],
  ['”', '"'],
  ['⁄', '/'],
  ['∕', '/'],
  ['÷', '/'],
  ['∗', '*'],
  ['⋅', '*'],
  ['٪', '%'],
  ['٫', '.'],
  ['٬', "'"],
]);

const decimalDigit = /\p{Nd}/u;

/** What a digit of any script is worth; Unicode keeps the ten digits of a script together, from 0 on. */
function digitValue(code: number): number {
  let first = code;
  while (decimalDigit.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}

/** The plain character that one character stands for, itself where it stands for none. */
export function toPlainCharacter(character: string): string {
  if (character <= '~') return character;
  const code = character.codePointAt(0) ?? 0;
  if (decimalDigit.test(character)) return String(digitValue(code));
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  // Letters in the styles of formulas, such as an italic e.
  if (code >= 0x1d400 && code <= 0x1d7ff) return character.normalize('NFKD');
  if (minus.test(character)) return '-';
  if (space.test(character)) return ' ';
  if (lineBreak.test(character)) return '\n';
  return lookAlikes.get(character) ?? character;
}
