import { z } from 'zod';
import { defineKind, ungradable } from '../../define-kind';
import { gradeWritten } from '../../grading/rubric/engine';
import { prepareRubric, rubricSchema } from '../../grading/rubric/rubric';

/** Room for some 700 words; longer texts are no short answers. */
const defaultMaxLength = 4000;

const specSchema = z.strictObject({
  /** In characters. */
  maxLength: z.int().min(50).max(8000).default(defaultMaxLength),
  /** Height of the text field, in lines. */
  rows: z.int().min(1).max(30).default(5),
  placeholder: z.string().max(200).default(''),
});

export type ShortAnswerSpec = z.infer<typeof specSchema>;

/** A written explanation, read by a rubric of concepts; provisional until a person has looked. */
export const shortAnswer = defineKind({
  name: 'short-answer',
  spec: specSchema,
  authoredKey: rubricSchema,
  response: z.string(),
  wantedShape: () => 'a text',
  prepareKey: (_spec, authored) => ({ key: prepareRubric(authored), warnings: [] }),
  grade(spec, rubric, response, points) {
    if (response.length > spec.maxLength) {
      return ungradable(
        points,
        'too-long',
        `The response has ${response.length} characters; at most ${spec.maxLength} are read. Shorten it and check again.`,
      );
    }
    const { flags: _flags, outcome, earned, feedback, ...rest } = gradeWritten(rubric, response, points);
    if (outcome === 'ungradable') return { outcome, earned: 0, total: points, feedback };
    return { outcome, earned, total: points, feedback, ...rest };
  },
  toRevealedKey: (_spec, rubric) => ({ model: rubric.model }),
  fieldPaths: () => [''],
  acceptsField: (spec, _path, value) => typeof value === 'string' && value.length <= spec.maxLength,
  isLongText: () => true,
  responseFromFields: (_spec, fields) => fields.get('') ?? '',
  canonical: (_spec, response) => response.trim(),
  isBlank: (_spec, response) => response.trim() === '',
});
