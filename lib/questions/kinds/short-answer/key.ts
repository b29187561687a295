import { z } from 'zod';
import { AuthoringError } from '../../define-kind';
import { addFractions, type Fraction, multiplyFractions, toFraction } from '../../grading/credit';
import type { Given } from '../../grading/rubric/given';
import {
  type AuthoredRubric,
  type PreparedRubric,
  prepareRubric,
  rubricSchema,
} from '../../grading/rubric/rubric';
import type { ShortAnswerSpec } from './spec';

const fieldKeySchema = rubricSchema.extend({
  /** How much of the points the field gets, beside the shares of the others. */
  share: z.number().positive().max(1000).default(1),
  /** What the field asks about says that the rubric's variable is low (high): its text need not say so again. */
  direction: z.enum(['low', 'high']).optional(),
});

/** A rubric that reads the whole text; where the spec names fields, also one for each of them. */
export const shortAnswerKeySchema = rubricSchema.extend({
  /** By id of the field. */
  fields: z.record(z.string(), fieldKeySchema).optional(),
});

export type AuthoredShortAnswerKey = z.infer<typeof shortAnswerKeySchema>;

interface FieldKey {
  rubric: PreparedRubric;
  /** Of the points; the shares of all fields sum to 1. */
  share: Fraction;
  /** What the field knows before its text is read. Never what the pair says elsewhere: that may be wrong. */
  given: Given;
}

export interface ShortAnswerKey {
  /** Reads a response that is one text. */
  whole: PreparedRubric;
  /** By id, one for each field of the spec. */
  fields: ReadonlyMap<string, FieldKey>;
}

/** Binds an authored key to its spec. Throws an AuthoringError where they do not fit. */
export function prepareShortAnswerKey(
  spec: ShortAnswerSpec,
  authored: AuthoredShortAnswerKey,
): ShortAnswerKey {
  const { fields = {}, ...whole } = authored;
  const named = spec.fields ?? [];
  for (const id of Object.keys(fields)) {
    if (!named.some((field) => field.id === id))
      throw new AuthoringError(`The spec has no field "${id}".`, ['fields', id]);
  }
  const sum = Object.values(fields)
    .map(({ share }) => toFraction(share))
    .reduce(addFractions, { over: 0n, under: 1n });
  const inverse = { over: sum.under, under: sum.over };
  return {
    whole: prepareRubric(whole),
    fields: new Map(
      named.map(({ id }) => {
        const field = Object.hasOwn(fields, id) ? fields[id] : undefined;
        if (field === undefined) throw new AuthoringError(`The field "${id}" has no rubric.`, ['fields']);
        return [id, prepareField(field, ['fields', id], inverse)] as const;
      }),
    ),
  };
}

function prepareField(
  { share, direction, ...rubric }: z.infer<typeof fieldKeySchema>,
  path: (string | number)[],
  inverseOfSum: Fraction,
): FieldKey {
  if (direction !== undefined && rubric.variable === undefined) {
    const message = 'A direction is of a variable, and this rubric has none.';
    throw new AuthoringError(message, [...path, 'direction']);
  }
  return {
    rubric: prepareBelow(rubric, path),
    share: multiplyFractions(toFraction(share), inverseOfSum),
    given: direction === undefined ? {} : { direction },
  };
}

/** {@link prepareRubric}; what does not fit is placed below `path`. */
function prepareBelow(rubric: AuthoredRubric, path: (string | number)[]): PreparedRubric {
  try {
    return prepareRubric(rubric);
  } catch (error) {
    if (error instanceof AuthoringError) throw new AuthoringError(error.message, [...path, ...error.path]);
    throw error;
  }
}
