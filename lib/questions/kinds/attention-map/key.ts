import { z } from 'zod';
import type { FormulaScope } from '@/lib/reference/expression';
import { AuthoringError } from '../../define-kind';
import { authoredListSchema, evaluateList } from '../../grading/authored-values';
import { addFractions, type Fraction, multiplyFractions, toFraction } from '../../grading/credit';
import { type PreparedRubric, prepareRubric, rubricSchema } from '../../grading/rubric/rubric';
import type { AttentionMapSpec } from './spec';

/** A word of the block, or its index where a word occurs twice (the word alone then means every occurrence). */
const wordSchema = z.union([z.string(), z.int().min(0)], {
  error: 'Expected a word of the block or its index.',
});
const wordsSchema = z.array(wordSchema);
const hint = z.string().trim().min(1);
const share = z.number().nonnegative().max(1000).default(1);

export const attentionMapKeySchema = z.strictObject({
  /** Whether weights on words that come later must be 0. */
  causal: z.boolean().default(true),
  /** How far from 1 the sum of a row may be. */
  sumTolerance: z.number().positive().max(0.5).default(0.01),
  /** Whether a row that was asked for may give all its words about the same weight. */
  mayBeUniform: z.boolean().default(false),
  /** Every word of `high` should get more weight than every word of `low`. */
  order: z
    .strictObject({ high: wordsSchema.min(1), low: wordsSchema.min(1), hint: hint.optional() })
    .optional(),
  /** The words to choose as focus: those of `full`, of which each counts the same; a word of `part` counts half as much. */
  focus: z
    .strictObject({ full: wordsSchema.min(1), part: wordsSchema.default([]), hint: hint.optional() })
    .optional(),
  /** How the reason is read; without it the reason waits for a person. */
  reason: rubricSchema
    .extend({
      /**
       * By concept: the focus words that say it for the text. A concept whose words were not chosen counts as denied, so
       * that words and text which disagree wait for a person.
       */
      from: z
        .record(z.string(), z.strictObject({ focus: z.union([wordSchema, wordsSchema.min(1)]) }))
        .default({}),
    })
    .optional(),
  /** How the points are shared among what is looked at (what a part does not ask for drops out). */
  credit: z.strictObject({ structure: share, order: share, focus: share, reason: share }).prefault({}),
  /** One map that deserves full marks, shown when the page is turned: a row of weights for each row asked for. */
  model: z.strictObject({ weights: z.array(authoredListSchema), focus: wordsSchema.default([]) }),
});

export type AuthoredAttentionMapKey = z.infer<typeof attentionMapKeySchema>;

type CreditItem = 'structure' | 'order' | 'focus' | 'reason';

export interface AttentionMapKey {
  causal: boolean;
  sumTolerance: number;
  mayBeUniform: boolean;
  order: { high: number[]; low: number[]; hint: string | null } | null;
  focus: { full: ReadonlySet<number>; part: ReadonlySet<number>; hint: string | null } | null;
  rubric: PreparedRubric | null;
  /** By concept of the rubric: indices of the focus words, any of which says it. */
  conceptWords: ReadonlyMap<string, ReadonlySet<number>>;
  /** Shares of the points; they sum to 1. */
  credit: Record<CreditItem, Fraction>;
  model: { weights: number[][]; focus: number[]; reason: string | null };
}

/** The rows that must be filled, from 0. */
export function askedRows({ rows, words }: AttentionMapSpec): number[] {
  return rows ?? words.map((_, index) => index);
}

/** Binds an authored key to its spec. Throws an AuthoringError where they do not fit. */
export function prepareAttentionMapKey(
  spec: AttentionMapSpec,
  authored: AuthoredAttentionMapKey,
  names: FormulaScope,
): AttentionMapKey {
  const { words } = spec;
  const find = (wanted: readonly (string | number)[], path: (string | number)[]) =>
    wanted.flatMap((word, index) => {
      const found = words.flatMap((candidate, at) => (candidate === word || at === word ? [at] : []));
      if (found.length === 0) throw new AuthoringError(`The block has no word "${word}".`, [...path, index]);
      return found;
    });
  if ((spec.focus === null) !== (authored.focus === undefined)) {
    throw new AuthoringError('Focus words belong into both the spec and the key, or into neither.', [
      'focus',
    ]);
  }
  if (!spec.reason && authored.reason !== undefined) {
    throw new AuthoringError('The spec does not ask for a reason.', ['reason']);
  }
  const asked = askedRows(spec);
  if (authored.model.weights.length !== asked.length) {
    throw new AuthoringError(`The model needs ${asked.length} rows of weights, one for each row asked for.`, [
      'model',
      'weights',
    ]);
  }
  const order = authored.order && {
    high: find(authored.order.high, ['order', 'high']),
    low: find(authored.order.low, ['order', 'low']),
    hint: authored.order.hint ?? null,
  };
  if (order !== undefined && orderPairs(order, asked).length === 0) {
    throw new AuthoringError('No row that is asked for sees both a high and a low word.', ['order']);
  }
  return {
    causal: authored.causal,
    sumTolerance: authored.sumTolerance,
    mayBeUniform: authored.mayBeUniform,
    order: order ?? null,
    focus:
      authored.focus === undefined
        ? null
        : {
            full: new Set(find(authored.focus.full, ['focus', 'full'])),
            part: new Set(find(authored.focus.part, ['focus', 'part'])),
            hint: authored.focus.hint ?? null,
          },
    rubric: authored.reason === undefined ? null : prepareReason(authored.reason),
    conceptWords: bindConcepts(spec, authored.reason, find),
    credit: shareCredit(spec, authored),
    model: {
      weights: authored.model.weights.map((row, index) =>
        evaluateList(row, names, words.length, ['model', 'weights', index]),
      ),
      focus: find(authored.model.focus, ['model', 'focus']),
      reason: authored.reason?.model ?? null,
    },
  };
}

type AuthoredReason = NonNullable<AuthoredAttentionMapKey['reason']>;

function prepareReason({ from: _from, ...rubric }: AuthoredReason): PreparedRubric {
  try {
    return prepareRubric(rubric);
  } catch (error) {
    if (error instanceof AuthoringError) throw new AuthoringError(error.message, ['reason', ...error.path]);
    throw error;
  }
}

function bindConcepts(
  spec: AttentionMapSpec,
  reason: AuthoredReason | undefined,
  find: (wanted: readonly (string | number)[], path: (string | number)[]) => number[],
): AttentionMapKey['conceptWords'] {
  return new Map(
    Object.entries(reason?.from ?? {}).map(([concept, { focus }]) => {
      const path = ['reason', 'from', concept];
      if (!reason?.concepts.some(({ id }) => id === concept))
        throw new AuthoringError(`There is no concept "${concept}".`, path);
      if (spec.focus === null) throw new AuthoringError('The spec asks for no focus words.', path);
      return [concept, new Set(find([focus].flat(), [...path, 'focus']))];
    }),
  );
}

/** All (row, high word, low word) in which the row sees both words. */
export function orderPairs(
  { high, low }: { high: readonly number[]; low: readonly number[] },
  rows: readonly number[],
): { row: number; high: number; low: number }[] {
  return rows.flatMap((row) =>
    high.flatMap((more) =>
      low.flatMap((less) => (more <= row && less <= row ? [{ row, high: more, low: less }] : [])),
    ),
  );
}

function shareCredit(
  spec: AttentionMapSpec,
  authored: AuthoredAttentionMapKey,
): Record<CreditItem, Fraction> {
  const { credit } = authored;
  const shares = {
    structure: toFraction(credit.structure),
    order: toFraction(authored.order === undefined ? 0 : credit.order),
    focus: toFraction(authored.focus === undefined ? 0 : credit.focus),
    reason: toFraction(spec.reason ? credit.reason : 0),
  };
  const sum = Object.values(shares).reduce(addFractions);
  if (sum.over === 0n)
    throw new AuthoringError('At least one share of the credit must be above 0.', ['credit']);
  const inverse = { over: sum.under, under: sum.over };
  return {
    structure: multiplyFractions(shares.structure, inverse),
    order: multiplyFractions(shares.order, inverse),
    focus: multiplyFractions(shares.focus, inverse),
    reason: multiplyFractions(shares.reason, inverse),
  };
}
