import { z } from 'zod';
import { fitsInText, proseOf } from '@/lib/reading/evidence';
import type { Grading } from '@/lib/schemas/grading';
import { defineKind, ungradable, wrongShape } from '../../define-kind';
import { subjectNames } from '../../fields/subject';
import { gradeWritten } from '../../grading/rubric/engine';
import { labelsOf } from '../../grading/rubric/rubric';
import { gradeFields } from './grade-fields';
import {
  type AuthoredShortAnswerKey,
  prepareShortAnswerKey,
  type ShortAnswerKey,
  shortAnswerKeySchema,
} from './key';
import { isShortAnswerResponse, type ShortAnswerResponse, textIn, textsOf } from './response';
import { type ShortAnswerSpec, shortAnswerSpecSchema } from './spec';

/**
 * A written explanation, or several with a field each, read by rubrics of concepts; provisional until a person has
 * looked. Without named fields the part itself is the only field; with them, each has the path of its id.
 */
export const shortAnswer = defineKind<
  ShortAnswerSpec,
  AuthoredShortAnswerKey,
  ShortAnswerKey,
  ShortAnswerResponse
>({
  name: 'short-answer',
  spec: shortAnswerSpecSchema,
  authoredKey: shortAnswerKeySchema,
  response: z.custom<ShortAnswerResponse>(isShortAnswerResponse),
  wantedShape,
  prepareKey: (spec, authored) => ({ key: prepareShortAnswerKey(spec, authored), warnings: [] }),
  grade,
  toRevealedKey: ({ fields }, key) => ({
    model: key.whole.model,
    ...(fields !== null && {
      fields: Object.fromEntries([...key.fields].map(([id, { rubric }]) => [id, rubric.model])),
    }),
  }),
  toRubric: (_spec, { whole, fields }) =>
    fields.size > 0
      ? [...fields].flatMap(([field, { rubric }]) => labelsOf(rubric).map((line) => ({ ...line, field })))
      : labelsOf(whole),
  fieldPaths: ({ fields }) => fields?.map(({ id }) => id) ?? [''],
  acceptsField: (spec, _path, value) => typeof value === 'string' && fitsInText(value, spec.maxLength),
  isLongText: () => true,
  namedParts: ({ fields }) =>
    (fields ?? []).flatMap(({ label, echo }, index) => [
      ...subjectNames(label)
        .filter((name) => !fields?.some(({ id }) => id === name))
        .map((partId) => ({ partId, path: ['fields', index, 'label'] })),
      ...(echo === null ? [] : [{ partId: echo, path: ['fields', index, 'echo'] }]),
    ]),
  responseFromFields: (spec, fields) =>
    spec.fields === null
      ? (fields.get('') ?? '')
      : Object.fromEntries(spec.fields.map(({ id }) => [id, fields.get(id) ?? ''])),
  canonical(spec, response) {
    if (typeof response === 'string') return response.trim();
    if (textsOf(spec, response) === null) return response;
    return Object.fromEntries((spec.fields ?? []).map(({ id }) => [id, textIn(response, id).trim()]));
  },
  isBlank: (_spec, response) =>
    (typeof response === 'string' ? [response] : Object.values(response)).every(
      (text) => proseOf(text).trim() === '',
    ),
});

function grade(
  spec: ShortAnswerSpec,
  key: ShortAnswerKey,
  response: ShortAnswerResponse,
  points: number,
): Grading {
  const texts = textsOf(spec, response);
  if (texts === null) return wrongShape(points, wantedShape(spec));
  if (!texts.every((text) => fitsInText(text, spec.maxLength))) {
    const longest = Math.max(...texts.map((text) => proseOf(text).length));
    return ungradable(
      points,
      'too-long',
      `The response has ${longest} characters; at most ${spec.maxLength} are read. Shorten it and check again.`,
    );
  }
  if (typeof response !== 'string') return gradeFields(spec.fields ?? [], key, response, points);
  const { flags: _flags, outcome, earned, feedback, ...rest } = gradeWritten(key.whole, response, points);
  if (outcome === 'ungradable') return { outcome, earned: 0, total: points, feedback };
  return { outcome, earned, total: points, feedback, ...rest };
}

function wantedShape({ fields }: ShortAnswerSpec): string {
  return fields === null ? 'a text' : `a text for each of ${fields.map(({ id }) => id).join(', ')}`;
}
