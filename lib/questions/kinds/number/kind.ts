import { z } from 'zod';
import type { FormulaScope } from '@/lib/reference/expression';
import { AuthoringError, defineKind, type PreparedKey, ungradable } from '../../define-kind';
import { authoredNumberSchema, evaluateNumber, toJsonNumber } from '../../grading/authored-values';
import {
  type CellInput,
  canonicalCell,
  isBlankCell,
  isCellInput,
  isFieldText,
  moreDigitsFeedback,
  moreDigitsHelp,
  numberRulesSchema,
  readCell,
} from '../../grading/cells';
import {
  findSignature,
  prepareSignature,
  type Signature,
  signatureFeedback,
  signaturesSchema,
} from '../../grading/signatures';
import {
  type Judgement,
  judgeNumber,
  type Tolerance,
  type TypedNumber,
  toleranceSchema,
  toleranceWarnings,
} from '../../grading/tolerance';
import {
  borderSchemas,
  hasBorders,
  isInRange,
  judgeRange,
  prepareRange,
  prepareRemarks,
  type Range,
  type Remark,
  remarksSchema,
  toRevealedRange,
} from './range';

const specSchema = z.strictObject({
  /** Shown behind the field: "bits". */
  unit: z.string().max(30).default(''),
  /** Ways of writing a number that are allowed. */
  reading: numberRulesSchema,
});

export type NumberSpec = z.infer<typeof specSchema>;

const keySchema = z.strictObject({
  /** The one right number; or a range by one or two of the borders. */
  value: authoredNumberSchema.optional(),
  ...borderSchemas,
  tolerance: toleranceSchema.default({}),
  signatures: signaturesSchema(authoredNumberSchema),
  /** What to say about wrong numbers of a range; the first that fits is said. */
  remarks: remarksSchema,
});

type AuthoredNumberKey = z.infer<typeof keySchema>;

interface NumberKey {
  target: { value: number } | { range: Range };
  tolerance: Tolerance;
  signatures: Signature[];
  remarks: Remark[];
}

const notTheValue = 'This is not the number that is asked for.';
const notInRange = 'This number does not do what is asked for.';

/** One number, as typed. */
export const number = defineKind<NumberSpec, AuthoredNumberKey, NumberKey, CellInput>({
  name: 'number',
  spec: specSchema,
  authoredKey: keySchema,
  response: z.custom<CellInput>(isCellInput),
  wantedShape: () => 'one number, as text',
  prepareKey(_spec, authored, names) {
    return hasBorders(authored) ? prepareRangeKey(authored, names) : prepareValueKey(authored, names);
  },
  grade(spec, { target, tolerance, signatures, remarks }, response, points) {
    const read = readCell(response, spec.reading);
    if (!read.ok) {
      return read.code === 'empty'
        ? ungradable(points, 'blank', 'Nothing has been entered yet.')
        : ungradable(points, 'unreadable', read.message);
    }
    const judgement = judge(read, target, tolerance);
    const graded = { total: points, provisional: false };
    if (judgement === 'correct') return { ...graded, outcome: 'correct', earned: points, feedback: [] };
    if (judgement === 'more-digits') {
      return { ...graded, outcome: 'incorrect', earned: 0, feedback: [moreDigitsFeedback(tolerance)] };
    }
    const signature = findSignature(signatures, { read: [read], judgements: [judgement] });
    const remark = remarks.find(({ range }) => isInRange(read.value, range));
    return {
      ...graded,
      outcome: 'incorrect',
      earned: 0,
      feedback: [
        ...(signature === null ? [] : [signatureFeedback(signature)]),
        remark
          ? { code: remark.code, message: remark.feedback }
          : { code: 'incorrect', message: 'range' in target ? notInRange : notTheValue },
      ],
      ...(signature !== null && { signature: signature.code }),
    };
  },
  toRevealedKey: (_spec, { target }) =>
    'range' in target ? toRevealedRange(target.range) : { value: toJsonNumber(target.value) },
  fieldPaths: () => [''],
  acceptsField: (_spec, _path, value) => isFieldText(value),
  responseFromFields: (_spec, fields) => fields.get('') ?? '',
  canonical: (_spec, response) => canonicalCell(response),
  isBlank: (_spec, response) => isBlankCell(response),
  verdictHelp: (_spec, { tolerance }) => moreDigitsHelp(tolerance),
  checkField(spec, { target, tolerance }, _path, value) {
    if (!isCellInput(value)) return 'invalid';
    const read = readCell(value, spec.reading);
    if (read.ok) return judge(read, target, tolerance);
    return read.code === 'empty' ? 'blank' : 'invalid';
  },
});

function judge(typed: TypedNumber, target: NumberKey['target'], tolerance: Tolerance): Judgement {
  if ('range' in target) return judgeRange(typed, target.range, tolerance);
  return judgeNumber(typed, target.value, tolerance);
}

function prepareValueKey(authored: AuthoredNumberKey, names: FormulaScope): PreparedKey<NumberKey> {
  const { tolerance, signatures } = authored;
  if (authored.value === undefined) {
    throw new AuthoringError('A key holds a value, or the borders of a range.', []);
  }
  const value = evaluateNumber(authored.value, names, ['value']);
  const bound = { values: [value], columns: 1, tolerance };
  return {
    key: {
      target: { value },
      tolerance,
      signatures: signatures.map((signature, index) =>
        prepareSignature(signature, bound, (known) => [
          evaluateNumber(known, names, ['signatures', index, 'value']),
        ]),
      ),
      remarks: prepareRemarks(authored.remarks, names),
    },
    warnings: toleranceWarnings([value], tolerance),
  };
}

function prepareRangeKey(authored: AuthoredNumberKey, names: FormulaScope): PreparedKey<NumberKey> {
  const { value, tolerance, signatures } = authored;
  if (value !== undefined) {
    throw new AuthoringError('A key holds a value or the borders of a range, not both.', ['value']);
  }
  if (signatures.length > 0) {
    throw new AuthoringError('Signatures compare with a value; a range has none.', ['signatures']);
  }
  const range = prepareRange(authored, names);
  return {
    key: { target: { range }, tolerance, signatures: [], remarks: prepareRemarks(authored.remarks, names) },
    warnings: toleranceWarnings(Object.values(range), tolerance),
  };
}
