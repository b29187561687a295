import { z } from 'zod';
import type { Graded } from '@/lib/schemas/grading';
import { AuthoringError, defineKind, ungradable, wrongShape } from '../../define-kind';
import { earnedPoints } from '../../grading/credit';
import { optionOf } from './option-of';

const optionId = z.string().min(1).max(60);

const specSchema = z
  .strictObject({
    options: z
      .array(z.strictObject({ id: optionId, label: z.string().min(1).max(500) }))
      .min(2)
      .max(30),
    /** Whether several options may be chosen. */
    several: z.boolean().default(false),
  })
  .refine(({ options }) => new Set(options.map(({ id }) => id)).size === options.length, {
    path: ['options'],
    error: 'Two options have the same id.',
  });

export type ChoiceSpec = z.infer<typeof specSchema>;

const keySchema = z.strictObject({
  /** The id of the right option, or the ids of all that are right. */
  correct: z.union([optionId, z.array(optionId).min(1)], {
    error: 'Expected the id of an option, or a list of ids.',
  }),
  /** Where several may be chosen: each right option counts and each wrong one takes as much away, or all or nothing. */
  credit: z.enum(['each', 'all']).default('each'),
  /** By id of a wrong option: what to say when it is chosen. Says where to look, not what is right. */
  hints: z.record(optionId, z.string().min(1)).default({}),
});

interface ChoiceKey {
  correct: ReadonlySet<string>;
  allowsSeveral: boolean;
  credit: 'each' | 'all';
  hints: ReadonlyMap<string, string>;
}

/** The id of an option, or the ids of several; also their labels, in any case. */
export type ChoiceResponse = string | string[] | null;

function isChoiceResponse(value: unknown): value is ChoiceResponse {
  if (value === null || typeof value === 'string') return true;
  return Array.isArray(value) && value.every((id) => typeof id === 'string');
}

/** One option of several, or some of them. The part itself is the only field; there is no instant verdict. */
export const choice = defineKind<ChoiceSpec, z.infer<typeof keySchema>, ChoiceKey, ChoiceResponse>({
  name: 'choice',
  spec: specSchema,
  authoredKey: keySchema,
  response: z.custom<ChoiceResponse>(isChoiceResponse),
  wantedShape: ({ several }) => (several ? 'a list of option ids' : 'the id of one option'),
  prepareKey({ options, several }, { correct, credit, hints }) {
    const known = new Set(options.map(({ id }) => id));
    const ids = typeof correct === 'string' ? [correct] : correct;
    const unknown = ids.find((id) => !known.has(id));
    if (unknown !== undefined) throw new AuthoringError(`There is no option "${unknown}".`, ['correct']);
    for (const id of Object.keys(hints)) {
      if (!known.has(id)) throw new AuthoringError(`There is no option "${id}".`, ['hints', id]);
      if (ids.includes(id)) throw new AuthoringError(`"${id}" is right and needs no hint.`, ['hints', id]);
    }
    const isList = typeof correct !== 'string';
    return {
      key: {
        correct: new Set(ids),
        allowsSeveral: several || isList,
        credit,
        hints: new Map(Object.entries(hints)),
      },
      warnings:
        isList && !several
          ? ['The key lists right options: write "several: true" in the spec, so that several can be chosen.']
          : [],
    };
  },
  grade(spec, { correct, allowsSeveral, credit, hints }, response, points) {
    const named = listOf(response);
    if (named.length === 0) return ungradable(points, 'blank', 'Nothing has been chosen yet.');
    const chosen = idsOf(spec, named);
    if (chosen === null) return ungradable(points, 'unknown-option', 'This is none of the options offered.');
    if (chosen.length > 1 && !allowsSeveral) {
      return wrongShape(points, 'the id of one option', `${chosen.length} were chosen`);
    }
    const right = chosen.filter((id) => correct.has(id)).length;
    const wrong = chosen.length - right;
    const graded: Pick<Graded, 'total' | 'provisional'> = { total: points, provisional: false };
    if (right === correct.size && wrong === 0) {
      return { ...graded, outcome: 'correct', earned: points, feedback: [] };
    }
    const units = credit === 'each' ? Math.max(0, right - wrong) : 0;
    const earned = earnedPoints(points, units, correct.size);
    const hinted = chosen.flatMap((id) => {
      const hint = hints.get(id);
      return hint === undefined ? [] : [{ code: 'hint', message: hint }];
    });
    const message = allowsSeveral
      ? 'The selection is not right yet: options may be missing or too many.'
      : 'This is not the right option.';
    return {
      ...graded,
      outcome: earned > 0 ? 'partial' : 'incorrect',
      earned,
      feedback: [...hinted, { code: 'incorrect', message }],
    };
  },
  toRevealedKey: (_spec, key) => ({ correct: [...key.correct] }),
  fieldPaths: () => [''],
  valueWords: ({ options }) => Object.fromEntries(options.map(({ id, label }) => [id, label])),
  acceptsField({ options, several }, _path, value) {
    if (!isChoiceResponse(value) || (Array.isArray(value) && !several)) return false;
    const chosen = listOf(value);
    return (
      chosen.length <= options.length && chosen.every((id) => options.some((option) => option.id === id))
    );
  },
  responseFromFields: ({ several }, fields) => fields.get('') ?? (several ? [] : ''),
  canonical(spec, response) {
    const ids = idsOf(spec, listOf(response));
    if (ids === null || response === null) return response;
    return Array.isArray(response) ? ids.sort() : (ids[0] ?? '');
  },
  isBlank: (_spec, response) => listOf(response).length === 0,
});

function listOf(response: ChoiceResponse): string[] {
  if (response === null || response === '') return [];
  return typeof response === 'string' ? [response] : response;
}

/** The options that these names mean, each once; null where one means none. */
function idsOf({ options }: ChoiceSpec, names: readonly string[]): string[] | null {
  const ids = names.map((name) => optionOf(options, name));
  return ids.every((id) => id !== null) ? [...new Set(ids)] : null;
}
