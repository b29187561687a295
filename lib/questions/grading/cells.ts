import { z } from 'zod';
import { type NumberRules, type ReadNumber, readNumber, type UnreadableNumber } from '@/lib/reading/number';
import type { CellVerdict, Feedback, FieldVerdict } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';
import { type Judgement, judgeNumber, type Tolerance } from './tolerance';

/** A cell of a response: the text as typed. A script may send a number, or null for an empty cell. */
export type CellInput = string | number | null;

/** Longest text that a numeric field takes; nothing longer is one number. */
const longestField = 300;

/** Which ways of writing a number a part allows; all unless the author switches one off. */
export const numberRulesSchema = z
  .strictObject({
    expressions: z.boolean().default(true),
    fractions: z.boolean().default(true),
    percent: z.boolean().default(true),
  })
  .prefault({});

export function isCellInput(value: unknown): value is CellInput {
  return typeof value === 'string' || value === null || typeof value === 'number';
}

/** Whether a numeric field takes a value, right or wrong, readable or not. */
export function isFieldText(value: Json): boolean {
  return typeof value === 'string' && value.length <= longestField;
}

export function readCell(input: CellInput, rules: NumberRules): ReadNumber | UnreadableNumber {
  return readNumber(typeof input === 'string' ? input : input === null ? '' : String(input), rules);
}

export function isBlankCell(input: CellInput): boolean {
  if (input === null) return true;
  if (typeof input === 'number' || input.length > longestField) return false;
  const read = readNumber(input);
  return !read.ok && read.code === 'empty';
}

/** A cell as typed, without what surrounds it. */
export function canonicalCell(input: CellInput): string {
  return input === null ? '' : String(input).trim();
}

/** The instant check of one cell. */
export function checkCell(input: Json, key: number, tolerance: Tolerance, rules: NumberRules): FieldVerdict {
  if (!isCellInput(input)) return 'invalid';
  const read = readCell(input, rules);
  if (read.ok) return judgeNumber(read, key, tolerance);
  return read.code === 'empty' ? 'blank' : 'invalid';
}

/** Every cell of a response read and judged. */
export interface JudgedCells {
  /** Row by row. */
  verdicts: CellVerdict[][];
  /** In reading order; null where a cell cannot be read. */
  read: (ReadNumber | null)[];
  judgements: (Judgement | null)[];
  correct: number;
  blank: number;
  invalid: number;
  moreDigits: number;
  firstInvalid: { index: number; message: string } | null;
}

/**
 * Reads and judges rows of cells against `key`, which holds as many values in reading order. Arrays are made in their
 * full length: letting them grow costs more than reading and judging the cells.
 */
export function judgeCells(
  rows: readonly (readonly CellInput[])[],
  key: readonly number[],
  tolerance: Tolerance,
  rules: NumberRules,
): JudgedCells {
  const judged: JudgedCells = {
    verdicts: new Array<CellVerdict[]>(rows.length),
    read: new Array<ReadNumber | null>(key.length),
    judgements: new Array<Judgement | null>(key.length),
    correct: 0,
    blank: 0,
    invalid: 0,
    moreDigits: 0,
    firstInvalid: null,
  };
  let index = 0;
  for (let row = 0; row < rows.length; row += 1) {
    const cells = rows[row] ?? [];
    const verdicts = new Array<CellVerdict>(cells.length);
    for (let column = 0; column < cells.length; column += 1) {
      verdicts[column] = judgeInto(judged, index, readCell(cells[column] ?? null, rules), key, tolerance);
      index += 1;
    }
    judged.verdicts[row] = verdicts;
  }
  return judged;
}

/** Notes what was read in the cell of `index`, and gives its verdict. */
function judgeInto(
  judged: JudgedCells,
  index: number,
  read: ReadNumber | UnreadableNumber,
  key: readonly number[],
  tolerance: Tolerance,
): CellVerdict {
  if (!read.ok) {
    judged.read[index] = null;
    judged.judgements[index] = null;
    if (read.code === 'empty') {
      judged.blank += 1;
      return 'blank';
    }
    judged.invalid += 1;
    judged.firstInvalid ??= { index, message: read.message };
    return 'invalid';
  }
  const judgement = judgeNumber(read, key[index] ?? Number.NaN, tolerance);
  judged.read[index] = read;
  judged.judgements[index] = judgement;
  if (judgement === 'correct') {
    judged.correct += 1;
    return 'correct';
  }
  if (judgement === 'more-digits') judged.moreDigits += 1;
  return 'incorrect';
}

/** What `more-digits` says to a person; `wanted` from the tolerance, not from the key. */
export function moreDigitsFeedback({ asTyped, decimals, significant }: Tolerance): Feedback {
  const places = asTyped?.minDecimals ?? decimals;
  const wanted =
    places !== undefined
      ? `at least ${places} ${places === 1 ? 'place' : 'places'} after the decimal point`
      : `at least ${significant ?? 'some more'} significant digits`;
  return {
    code: 'more-digits',
    message: `Right as far as it goes, but rounded too far: give ${wanted}, or the exact value.`,
  };
}

const countWords = ['no', 'one', 'two', 'three', 'four'];

/** What a cell that was rounded too far asks for, said at the cell itself; nothing where no number of digits is asked for. */
export function moreDigitsHelp({ asTyped, decimals, significant }: Tolerance): { 'more-digits'?: string } {
  const places = asTyped?.minDecimals ?? decimals;
  const amount = places ?? significant;
  if (amount === undefined) return {};
  const word = countWords[amount] ?? `${amount}`;
  const unit = places === undefined ? 'significant digit' : 'decimal';
  return { 'more-digits': `Right so far: use a fraction or ${word} ${unit}${amount === 1 ? '' : 's'}.` };
}

/** The remarks on cells that are wrong, rounded too far, unreadable or missing; `placeOf` names a cell by its index. */
export function cellFeedback(
  judged: JudgedCells,
  tolerance: Tolerance,
  placeOf: (index: number) => string,
): Feedback[] {
  const { judgements, correct, blank, invalid, moreDigits, firstInvalid } = judged;
  const feedback: Feedback[] = [];
  const wrong = judgements.length - correct - blank - invalid;
  if (moreDigits > 0) feedback.push(moreDigitsFeedback(tolerance));
  if (wrong > moreDigits) {
    feedback.push({ code: 'cells-incorrect', message: `${countCells(wrong - moreDigits)} not right yet.` });
  }
  if (firstInvalid !== null) {
    const others = invalid > 1 ? ` ${countCells(invalid)} unreadable in all.` : '';
    const message = `${placeOf(firstInvalid.index)}: ${firstInvalid.message}${others}`;
    feedback.push({ code: 'cells-unreadable', message });
  }
  if (blank > 0) feedback.push({ code: 'cells-blank', message: `${countCells(blank)} still empty.` });
  return feedback;
}

function countCells(count: number): string {
  return count === 1 ? 'One cell is' : `${count} cells are`;
}
