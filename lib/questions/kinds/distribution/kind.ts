import { z } from 'zod';
import type { Feedback } from '@/lib/schemas/grading';
import { defineKind, ungradable, wrongShape } from '../../define-kind';
import { authoredListSchema, evaluateList, toJsonNumber } from '../../grading/authored-values';
import {
  type CellInput,
  canonicalCell,
  cellFeedback,
  checkCell,
  isBlankCell,
  isCellInput,
  isFieldText,
  type JudgedCells,
  judgeCells,
  moreDigitsHelp,
  numberRulesSchema,
} from '../../grading/cells';
import { earnedPoints } from '../../grading/credit';
import {
  findSignature,
  prepareSignature,
  type Signature,
  signatureFeedback,
  signaturesSchema,
} from '../../grading/signatures';
import {
  halfUnit,
  type Tolerance,
  toleranceSchema,
  toleranceWarnings,
  typedPlaces,
} from '../../grading/tolerance';

const specSchema = z.strictObject({
  /** What can happen, one label each. */
  outcomes: z.array(z.string().min(1).max(60)).min(1).max(64),
  /** Ways of writing a number that are allowed. */
  reading: numberRulesSchema,
});

export type DistributionSpec = z.infer<typeof specSchema>;

const keySchema = z.strictObject({
  value: authoredListSchema,
  tolerance: toleranceSchema.default({}),
  /** Each outcome the same, or all or nothing. */
  credit: z.enum(['cell', 'all']).default('cell'),
  signatures: signaturesSchema(authoredListSchema),
});

interface DistributionKey {
  values: number[];
  tolerance: Tolerance;
  credit: 'cell' | 'all';
  signatures: Signature[];
}

/** One number per outcome, as typed. */
export type DistributionResponse = CellInput[];

function isDistributionResponse(value: unknown): value is DistributionResponse {
  return Array.isArray(value) && value.every(isCellInput);
}

/** The probabilities of a few outcomes. Fields are the outcomes' indices, from 0. */
export const distribution = defineKind<
  DistributionSpec,
  z.infer<typeof keySchema>,
  DistributionKey,
  DistributionResponse
>({
  name: 'distribution',
  spec: specSchema,
  authoredKey: keySchema,
  response: z.custom<DistributionResponse>(isDistributionResponse),
  wantedShape,
  prepareKey({ outcomes }, { value, tolerance, credit, signatures }, names) {
    const values = evaluateList(value, names, outcomes.length, ['value']);
    const bound = { values, columns: values.length, tolerance };
    const warnings = toleranceWarnings(values, tolerance);
    const sum = values.reduce((total, share) => total + share, 0);
    if (!(Math.abs(sum - 1) <= 1e-9)) warnings.push(`The shares of the key sum to ${sum}, not to 1.`);
    if (values.some((share) => share < 0)) warnings.push('A share of the key is negative.');
    return {
      key: {
        values,
        tolerance,
        credit,
        signatures: signatures.map((signature, index) =>
          prepareSignature(signature, bound, (known) =>
            evaluateList(known, names, outcomes.length, ['signatures', index, 'value']),
          ),
        ),
      },
      warnings,
    };
  },
  grade(spec, { values, tolerance, credit, signatures }, response, points) {
    if (response.length !== values.length) {
      return wrongShape(points, wantedShape(spec), `${response.length} came`);
    }
    const judged = judgeCells([response], values, tolerance, spec.reading);
    const cells = judged.verdicts;
    if (judged.blank === values.length) {
      return { ...ungradable(points, 'blank', 'Nothing has been entered yet.'), cells };
    }
    const remarks = cellFeedback(judged, tolerance, (index) => spec.outcomes[index] ?? `Number ${index + 1}`);
    if (judged.blank + judged.invalid === values.length) {
      return { outcome: 'ungradable', earned: 0, total: points, feedback: remarks, cells };
    }
    const graded = { total: points, provisional: false, cells };
    if (judged.correct === values.length) {
      return { ...graded, outcome: 'correct', earned: points, feedback: [] };
    }
    const earned = credit === 'all' ? 0 : earnedPoints(points, judged.correct, values.length);
    const signature = findSignature(signatures, judged);
    return {
      ...graded,
      outcome: earned > 0 ? 'partial' : 'incorrect',
      earned,
      feedback: [
        ...(signature === null ? [] : [signatureFeedback(signature)]),
        ...sumFeedback(judged),
        ...remarks,
      ],
      ...(signature !== null && { signature: signature.code }),
    };
  },
  toRevealedKey: (_spec, key) => ({ value: key.values.map(toJsonNumber) }),
  fieldPaths: ({ outcomes }) => outcomes.map((_, index) => `${index}`),
  acceptsField: (_spec, _path, value) => isFieldText(value),
  responseFromFields: ({ outcomes }, fields) => outcomes.map((_, index) => fields.get(`${index}`) ?? ''),
  canonical: (_spec, response) => response.map(canonicalCell),
  isBlank: (_spec, response) => response.every(isBlankCell),
  verdictHelp: (_spec, { tolerance }) => moreDigitsHelp(tolerance),
  checkField: (spec, key, path, value) =>
    checkCell(value, key.values[Number(path)] ?? Number.NaN, key.tolerance, spec.reading),
});

function wantedShape({ outcomes }: DistributionSpec): string {
  return `a list of ${outcomes.length} numbers, one for each outcome`;
}

/** A remark when all shares are there and their sum misses 1 by more than rounding them as typed can cost. */
function sumFeedback({ read }: JudgedCells): Feedback[] {
  let sum = 0;
  let slack = 1e-9;
  for (const typed of read) {
    if (!typed) return [];
    sum += typed.value;
    slack += halfUnit(typedPlaces(typed) ?? 15);
  }
  if (Math.abs(sum - 1) <= slack) return [];
  const relation = sum > 1 ? 'more' : 'less';
  const message = `Your numbers add up to ${relation} than one whole: the probabilities of all outcomes together make 100 %.`;
  return [{ code: 'sum-not-one', message }];
}
