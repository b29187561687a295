import { z } from 'zod';
import { authoredNumberSchema, evaluateNumber, toJsonNumber } from '../authored-values';
import {
  type CellInput,
  checkCell,
  isBlankCell,
  isCellInput,
  isFieldText,
  judgeCells,
  moreDigitsFeedback,
  numberRulesSchema,
} from '../cells';
import { defineKind, ungradable } from '../define-kind';
import {
  findSignature,
  prepareSignature,
  type Signature,
  signatureFeedback,
  signaturesSchema,
} from '../signatures';
import { type Tolerance, toleranceSchema, toleranceWarnings } from '../tolerance';

const specSchema = z.strictObject({
  /** Shown behind the field: "bits". */
  unit: z.string().max(30).default(''),
  /** Ways of writing a number that are allowed. */
  reading: numberRulesSchema,
});

export type NumberSpec = z.infer<typeof specSchema>;

const keySchema = z.strictObject({
  value: authoredNumberSchema,
  tolerance: toleranceSchema.default({}),
  signatures: signaturesSchema(authoredNumberSchema),
});

interface NumberKey {
  value: number;
  tolerance: Tolerance;
  signatures: Signature[];
}

/** One number, as typed. */
export const number = defineKind<NumberSpec, z.infer<typeof keySchema>, NumberKey, CellInput>({
  name: 'number',
  spec: specSchema,
  authoredKey: keySchema,
  response: z.custom<CellInput>(isCellInput),
  wantedShape: () => 'one number, as text',
  prepareKey(_spec, { value: authored, tolerance, signatures }) {
    const value = evaluateNumber(authored, ['value']);
    const bound = { values: [value], columns: 1, tolerance };
    return {
      key: {
        value,
        tolerance,
        signatures: signatures.map((signature, index) =>
          prepareSignature(signature, bound, (known) => [
            evaluateNumber(known, ['signatures', index, 'value']),
          ]),
        ),
      },
      warnings: toleranceWarnings([value], tolerance),
    };
  },
  grade(spec, { value, tolerance, signatures }, response, points) {
    const judged = judgeCells([[response]], [value], tolerance, spec.reading);
    if (judged.blank > 0) return ungradable(points, 'blank', 'Nothing has been entered yet.');
    if (judged.firstInvalid !== null) return ungradable(points, 'unreadable', judged.firstInvalid.message);
    const graded = { total: points, provisional: false };
    if (judged.correct > 0) return { ...graded, outcome: 'correct', earned: points, feedback: [] };
    if (judged.moreDigits > 0) {
      return { ...graded, outcome: 'incorrect', earned: 0, feedback: [moreDigitsFeedback(tolerance)] };
    }
    const signature = findSignature(signatures, judged);
    return {
      ...graded,
      outcome: 'incorrect',
      earned: 0,
      feedback: [
        ...(signature === null ? [] : [signatureFeedback(signature)]),
        { code: 'incorrect', message: 'This is not the number that is asked for.' },
      ],
      ...(signature !== null && { signature: signature.code }),
    };
  },
  toRevealedKey: (_spec, key) => ({ value: toJsonNumber(key.value) }),
  fieldPaths: () => [''],
  acceptsField: (_spec, _path, value) => isFieldText(value),
  responseFromFields: (_spec, fields) => fields.get('') ?? '',
  isBlank: (_spec, response) => isBlankCell(response),
  checkField: (spec, key, _path, value) => checkCell(value, key.value, key.tolerance, spec.reading),
});
