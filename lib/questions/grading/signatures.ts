import { z } from 'zod';
import type { FormulaSource } from '@/lib/reference/expression';
import type { Feedback } from '@/lib/schemas/grading';
import type { JudgedCells } from './cells';
import { halfUnit, judgeNumber, type Tolerance, toleranceSchema, typedPlaces } from './tolerance';

const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, digits and single hyphens.');
const feedback = z
  .string()
  .trim()
  .min(1)
  .default('The values follow a pattern, but not the one that is asked for. Read the task again.');

/**
 * Known wrong ideas about a key whose values are written as `values`. Several entries may share a code: variants of
 * one idea. The feedback says where to look and never holds a value of the key.
 */
export function signaturesSchema<T extends FormulaSource>(values: z.ZodType<T>) {
  return z
    .array(
      z.union(
        [
          /** The values that the idea leads to. */
          z.strictObject({ code, feedback, value: values, tolerance: toleranceSchema.optional() }),
          /** A named test of the whole response, see {@link signatureTests}. */
          z.strictObject({ code, feedback, test: z.enum(['rounded-too-far', 'not-uniform']) }),
        ],
        { error: 'A signature holds a code and either a value or the name of a test.' },
      ),
    )
    .default([]);
}

/** What signatures use of a response. */
type Judged = Pick<JudgedCells, 'read' | 'judgements'>;

export type AuthoredSignature<T extends FormulaSource> = z.infer<
  ReturnType<typeof signaturesSchema<T>>
>[number];

/** A wrong idea ready to compare with; for each cell of a response it says whether the idea explains it. */
export interface Signature {
  code: string;
  feedback: string;
  /** Ideas that predict values say more than tests that describe a shape, so they are asked first. */
  predictsValues: boolean;
  explain(response: Judged): (index: number) => boolean;
}

/** What signatures are compared on: the key, row by row. */
export interface SignatureKey {
  values: readonly number[];
  columns: number;
  tolerance: Tolerance;
}

/** Binds an authored signature to a key; `evaluate` gives the values of a formula, row by row. */
export function prepareSignature<T extends FormulaSource>(
  authored: AuthoredSignature<T>,
  key: SignatureKey,
  evaluate: (value: T) => readonly number[],
): Signature {
  if ('test' in authored) {
    const test = signatureTests[authored.test];
    return {
      code: authored.code,
      feedback: authored.feedback,
      predictsValues: false,
      explain: (response) => test(key, response),
    };
  }
  const values = evaluate(authored.value);
  const tolerance = authored.tolerance ?? key.tolerance;
  return {
    code: authored.code,
    feedback: authored.feedback,
    predictsValues: true,
    explain:
      ({ read, judgements }) =>
      (index) => {
        const typed = read[index];
        if (!typed) return false;
        const judgement = judgeNumber(typed, values[index] ?? Number.NaN, tolerance);
        // Rounded too far is still the same idea, unless it is as well the key rounded too far.
        return judgement === 'correct' || (judgement === 'more-digits' && judgements[index] === 'incorrect');
      },
  };
}

const signatureTests = {
  'rounded-too-far': explainByRounding,
  'not-uniform': explainByRowSums,
} as const;

/**
 * `rounded-too-far`: a cell is explained when it is the key rounded or cut off after the places that were typed
 * (at least one).
 */
function explainByRounding(key: SignatureKey, { read, judgements }: Judged): (index: number) => boolean {
  return (index) => {
    const typed = read[index];
    const value = key.values[index];
    if (!typed || value === undefined) return false;
    if (judgements[index] !== 'incorrect') return true;
    const places = typedPlaces(typed);
    if (places === null || places < 1 || typed.value === 0) return false;
    return typed.value * value > 0 && Math.abs(typed.value - value) < 2 * halfUnit(places);
  };
}

/**
 * `not-uniform`: a row is explained when it holds numbers, none negative, is 0 (or blank) wherever the key is 0, and
 * sums to 1 within 0.01 or what rounding its numbers as typed can cost.
 */
function explainByRowSums(key: SignatureKey, response: Judged): (index: number) => boolean {
  const explained: boolean[] = [];
  for (let start = 0; start < key.values.length; start += key.columns) {
    explained.push(isUnitRow(key, response, start) || isCorrectRow(key, response, start));
  }
  return (index) => explained[Math.floor(index / key.columns)] === true && response.read[index] !== null;
}

function isUnitRow(key: SignatureKey, { read }: Judged, start: number): boolean {
  let sum = 0;
  let slack = 1e-9;
  for (let index = start; index < start + key.columns; index += 1) {
    const typed = read[index];
    const isOpen = key.values[index] !== 0;
    if (!typed) {
      if (isOpen) return false;
      continue;
    }
    if (typed.value < 0 || (!isOpen && typed.value !== 0)) return false;
    sum += typed.value;
    if (isOpen) slack += halfUnit(typedPlaces(typed) ?? 15);
  }
  return Math.abs(sum - 1) <= Math.min(0.05, Math.max(0.01, slack));
}

function isCorrectRow(key: SignatureKey, { judgements }: Judged, start: number): boolean {
  return judgements.slice(start, start + key.columns).every((judgement) => judgement === 'correct');
}

/**
 * The wrong idea that explains a response best, or null. Cells without a readable number say nothing, and less than a
 * quarter of the cells is too little to go by. An idea qualifies when it
 * - explains at least two of the cells that are wrong by the key (one where there is only one cell), and at least half
 *   of them,
 * - explains at least three quarters of all cells with a number, and
 * - explains more cells than the key itself does.
 *
 * Of several the one that explains most cells is named, the first as written when they are equal; tests are asked only
 * where no idea with values qualifies.
 */
export function findSignature(signatures: readonly Signature[], response: Judged): Signature | null {
  const { judgements } = response;
  const entered: number[] = [];
  const wrong: number[] = [];
  for (let index = 0; index < judgements.length; index += 1) {
    if (judgements[index] === null) continue;
    entered.push(index);
    if (judgements[index] !== 'correct') wrong.push(index);
  }
  const leastWrong = Math.max(Math.min(2, judgements.length), wrong.length / 2);
  if (wrong.length < leastWrong || entered.length * 4 < judgements.length) return null;

  let best: Signature | null = null;
  let bestCount = entered.length - wrong.length;
  for (const predictsValues of [true, false]) {
    for (const signature of signatures) {
      if (signature.predictsValues !== predictsValues) continue;
      const explains = signature.explain(response);
      if (wrong.filter(explains).length < leastWrong) continue;
      const count = entered.filter(explains).length;
      if (count > bestCount && count >= entered.length * 0.75) {
        best = signature;
        bestCount = count;
      }
    }
    if (best !== null) return best;
  }
  return null;
}

export function signatureFeedback({ code, feedback }: Signature): Feedback {
  return { code, message: feedback };
}
