import type { FieldVerdict } from '@/lib/schemas/grading';

/** Fields of a part, at most, whose verdicts are packed: a matrix of 16 by 16. A larger one has no heat map. */
const mostCells = 256;

const characters = {
  correct: '+',
  incorrect: 'x',
  'more-digits': 'm',
  invalid: '?',
  blank: '.',
} as const satisfies Record<FieldVerdict, string>;

function isVerdict(value: unknown): value is FieldVerdict {
  return typeof value === 'string' && value in characters;
}

/** How many fields are right. */
export function countRight(packed: string): number {
  return packed.split(characters.correct).length - 1;
}

/** Whether a packed verdict is of a value that is wrong. */
export function isWrongCell(character: string | undefined): boolean {
  return character === characters.incorrect || character === characters['more-digits'];
}

/** Verdicts in reading order, a character each: `+` correct, `x` incorrect, `m` more digits, `?` invalid, `.` blank. */
export function packCells(verdicts: readonly unknown[]): string {
  return verdicts.map((verdict) => characters[isVerdict(verdict) ? verdict : 'blank']).join('');
}

/** Rows of verdicts as a submission stores them, packed; null where they are not for `count` fields. */
export function packRows(rows: unknown, count: number): string | null {
  if (!Array.isArray(rows)) return null;
  const verdicts: unknown[] = rows.flat();
  return verdicts.length === count ? packCells(verdicts) : null;
}

/** Packed verdicts with those of another one where the first has blanks. */
export function fillBlanks(packed: string, other: string): string {
  const isBlank = (character: string | undefined) => (character ?? characters.blank) === characters.blank;
  return Array.from(packed.length >= other.length ? packed : other, (_, at) =>
    isBlank(packed[at]) ? (other[at] ?? characters.blank) : packed[at],
  ).join('');
}

/** Whether no field is blank. */
export function isWhole(packed: string): boolean {
  return packed !== '' && !packed.includes(characters.blank);
}

/** Whether a part's fields have verdicts that are packed. */
export function hasCells(part: { hasInstantCheck: boolean; fieldPaths: readonly string[] }): boolean {
  return part.hasInstantCheck && part.fieldPaths.length <= mostCells;
}

/** Whether every field is right. */
export function isAllRight(packed: string): boolean {
  return countRight(packed) === packed.length;
}
