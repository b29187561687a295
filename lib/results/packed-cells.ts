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
  return Array.from(other, (character, at) =>
    (packed[at] ?? characters.blank) === characters.blank ? character : packed[at],
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
