import { z } from 'zod';
import { type NumberRules, type ReadNumber, readNumber, type UnreadableNumber } from '../reading/number';
import type { CellVerdict, Feedback, FieldVerdict, Json } from './define-kind';
import { type Judgement, judgeNumber, type Tolerance } from './tolerance';

/** What may stand in a cell of a response: the text as typed; a script may send a number, and null for nothing. */
export type CellInput = string | number | null;

/** Longest text a numeric field keeps; nothing longer is one number. */
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

/** Whether a value may stand in a numeric field, right or wrong, readable or not. */
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

/** The instant check of one cell. */
export function checkCell(input: Json, key: number, tolerance: Tolerance, rules: NumberRules): FieldVerdict {
  if (!isCellInput(input)) return 'invalid';
  const read = readCell(input, rules);
  if (read.ok) return judgeNumber(read, key, tolerance);
  return read.code === 'empty' ? 'blank' : 'invalid';
}

/** Every cell of a response read and judged, in reading order. */
export interface JudgedCells {
  verdicts: CellVerdict[];
  /** null where nothing readable stands */
  read: (ReadNumber | null)[];
  judgements: (Judgement | null)[];
  correct: number;
  blank: number;
  invalid: number;
  moreDigits: number;
  firstInvalid: { index: number; message: string } | null;
}

/** Reads and judges `inputs` against `key`, cell by cell; both in reading order and of one length. */
export function judgeCells(
  inputs: readonly CellInput[],
  key: readonly number[],
  tolerance: Tolerance,
  rules: NumberRules,
): JudgedCells {
  const judged: JudgedCells = {
    verdicts: [],
    read: [],
    judgements: [],
    correct: 0,
    blank: 0,
    invalid: 0,
    moreDigits: 0,
    firstInvalid: null,
  };
  for (let index = 0; index < inputs.length; index += 1) {
    const read = readCell(inputs[index] ?? null, rules);
    if (!read.ok) {
      const isBlank = read.code === 'empty';
      judged.verdicts.push(isBlank ? 'blank' : 'invalid');
      judged.read.push(null);
      judged.judgements.push(null);
      if (isBlank) judged.blank += 1;
      else {
        judged.invalid += 1;
        judged.firstInvalid ??= { index, message: read.message };
      }
      continue;
    }
    const judgement = judgeNumber(read, key[index] ?? Number.NaN, tolerance);
    judged.verdicts.push(judgement === 'correct' ? 'correct' : 'incorrect');
    judged.read.push(read);
    judged.judgements.push(judgement);
    if (judgement === 'correct') judged.correct += 1;
    if (judgement === 'more-digits') judged.moreDigits += 1;
  }
  return judged;
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

/** The remarks on cells that are wrong, rounded too far, unreadable or missing; `placeOf` names a cell by its index. */
export function cellFeedback(
  judged: JudgedCells,
  tolerance: Tolerance,
  placeOf: (index: number) => string,
): Feedback[] {
  const { verdicts, correct, blank, invalid, moreDigits, firstInvalid } = judged;
  const feedback: Feedback[] = [];
  const wrong = verdicts.length - correct - blank - invalid;
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
