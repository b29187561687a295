import { z } from 'zod';
import { cellPath } from '@/lib/pairing/field-path';
import { fitsInText, proseOf } from '@/lib/reading/evidence';
import type { Feedback, Grading } from '@/lib/schemas/grading';
import { defineKind, ungradable, wrongShape } from '../../define-kind';
import { subjectNames } from '../../fields/subject';
import { toJsonNumber } from '../../grading/authored-values';
import { type CellInput, canonicalCell, isBlankCell, isCellInput, isFieldText } from '../../grading/cells';
import { addFractions, addPoints, type Fraction, multiplyFractions, pointsFor } from '../../grading/credit';
import { gradeWritten, type WrittenGrade } from '../../grading/rubric/engine';
import { labelsOf } from '../../grading/rubric/rubric';
import { checkWeights } from './check-weights';
import {
  type AttentionMapKey,
  type AuthoredAttentionMapKey,
  askedRows,
  attentionMapKeySchema,
  prepareAttentionMapKey,
} from './key';
import { type AttentionMapSpec, attentionMapSpecSchema } from './spec';
import { weightPath } from './weight-path';

const longestReason = 4000;

/** Weights as typed (a row for each word, or only the rows asked for), indices of focus words, a reason. */
export interface AttentionMapResponse {
  weights?: CellInput[][];
  focus?: number[];
  reason?: string;
}

function isAttentionMapResponse(value: unknown): value is AttentionMapResponse {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { weights = [], focus = [], reason = '' } = value as Record<string, unknown>;
  return (
    Array.isArray(weights) &&
    weights.every((row) => Array.isArray(row) && row.every(isCellInput)) &&
    isIndexList(focus) &&
    typeof reason === 'string'
  );
}

function isIndexList(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((index) => Number.isInteger(index));
}

/**
 * A predicted attention map: the weights' structure and order, and the focus words, are graded at once; the reason is
 * read by a rubric. Fields are `weights/row/column`, `focus` (a list of indices) and `reason`.
 */
export const attentionMap = defineKind<
  AttentionMapSpec,
  AuthoredAttentionMapKey,
  AttentionMapKey,
  AttentionMapResponse
>({
  name: 'attention-map',
  spec: attentionMapSpecSchema,
  authoredKey: attentionMapKeySchema,
  response: z.custom<AttentionMapResponse>(isAttentionMapResponse),
  wantedShape,
  prepareKey: (spec, authored, names) => ({
    key: prepareAttentionMapKey(spec, authored, names),
    warnings:
      spec.reason && authored.reason === undefined
        ? ['The reason has no rubric: every one waits for a person.']
        : [],
  }),
  grade,
  toRubric: (_spec, { rubric }) => (rubric === null ? [] : labelsOf(rubric)),
  toRevealedKey(spec, { model }) {
    const asked = askedRows(spec);
    return {
      weights: spec.words.map((_, row) => (model.weights[asked.indexOf(row)] ?? []).map(toJsonNumber)),
      focus: model.focus,
      ...(model.reason !== null && { reason: model.reason }),
    };
  },
  fieldPaths({ words, focus, reason }) {
    const paths = words.flatMap((_, row) => words.map((_word, column) => weightPath(row, column)));
    if (focus !== null) paths.push('focus');
    if (reason) paths.push('reason');
    return paths;
  },
  comparedPart: ({ compareWith, words }) =>
    compareWith === null
      ? null
      : {
          partId: compareWith,
          path: ['compareWith'],
          fieldPaths: words.flatMap((_, row) => words.map((_word, column) => cellPath(row, column))),
        },
  acceptsField(spec, path, value) {
    if (path === 'focus') return isIndexList(value) && areFocusWords(spec, value);
    if (path === 'reason') return typeof value === 'string' && fitsInText(value, longestReason);
    return isFieldText(value);
  },
  namedParts: ({ reason, focus }) =>
    typeof reason === 'boolean'
      ? []
      : subjectNames(reason.ask)
          .filter((name) => name !== 'focus' || focus === null)
          .map((partId) => ({ partId, path: ['reason', 'ask'] })),
  isLongText: (_spec, path) => path === 'reason',
  responseFromFields: ({ words, focus, reason }, fields) => ({
    weights: words.map((_, row) => words.map((_word, column) => fields.get(weightPath(row, column)) ?? '')),
    ...(focus !== null && { focus: fields.get('focus') ?? [] }),
    ...(reason && { reason: fields.get('reason') ?? '' }),
  }),
  canonical: (spec, { weights = [], focus = [], reason = '' }) => ({
    weights: (placeRows(spec, weights) ?? weights).map((row) =>
      row.every(isBlankCell) ? [] : row.map(canonicalCell),
    ),
    focus: [...focus].sort((a, b) => a - b),
    reason: reason.trim(),
  }),
  isBlank: (_spec, { weights = [], focus = [], reason = '' }) =>
    focus.length === 0 && proseOf(reason).trim() === '' && weights.every((row) => row.every(isBlankCell)),
});

function grade(
  spec: AttentionMapSpec,
  key: AttentionMapKey,
  { weights: given = [], focus = [], reason = '' }: AttentionMapResponse,
  points: number,
): Grading {
  const weights = placeRows(spec, given);
  if (weights === null) return wrongShape(points, wantedShape(spec));
  if (!areFocusWords(spec, focus)) {
    const message = `Choose at most ${spec.focus?.max ?? 0} of the block's words, each once.`;
    return ungradable(points, 'focus-words', message);
  }
  if (!fitsInText(reason, longestReason)) {
    return ungradable(points, 'too-long', `At most ${longestReason} characters of a reason are read.`);
  }
  const checked = checkWeights(spec, key, weights);
  const written = spec.reason
    ? gradeReason(key, { focus, reason }, pointsFor(points, key.credit.reason))
    : null;
  const hasReason = written !== null && written.outcome !== 'ungradable';
  if (checked.isBlank && focus.length === 0 && !hasReason) {
    return proseOf(reason).trim() === ''
      ? ungradable(points, 'blank', 'Nothing has been entered yet.')
      : { outcome: 'ungradable', earned: 0, total: points, feedback: written?.feedback ?? [] };
  }
  if (!checked.isReadable && focus.length === 0 && !hasReason) {
    return { outcome: 'ungradable', earned: 0, total: points, feedback: checked.feedback };
  }

  const chosen = gradeFocus(spec, key, focus);
  const automatic = [
    multiplyFractions(key.credit.structure, checked.structure),
    multiplyFractions(key.credit.order, checked.order),
    multiplyFractions(key.credit.focus, chosen.share),
  ].reduce(addFractions);
  const earned = Math.min(points, addPoints([pointsFor(points, automatic), hasReason ? written.earned : 0]));
  const feedback = [...checked.feedback, ...chosen.feedback, ...(written?.feedback ?? [])];
  return {
    outcome: outcomeOf(earned, points, written),
    earned,
    total: points,
    provisional: hasReason && written.provisional,
    feedback,
    ...(hasReason && {
      concepts: written.concepts,
      confidence: written.confidence,
      situation: written.situation,
      route: written.route,
    }),
  };
}

function outcomeOf(
  earned: number,
  points: number,
  written: Pick<WrittenGrade, 'outcome'> | null,
): 'correct' | 'partial' | 'incorrect' | 'needs-review' {
  if (written?.outcome === 'needs-review') return 'needs-review';
  if (earned === points) return 'correct';
  return earned > 0 ? 'partial' : 'incorrect';
}

type ReasonGrade = Omit<WrittenGrade, 'flags'>;

function gradeReason(
  key: AttentionMapKey,
  { focus, reason }: { focus: readonly number[]; reason: string },
  points: number,
): ReasonGrade {
  const waiting = {
    earned: 0,
    provisional: true,
    concepts: [],
    confidence: 0,
    situation: 'nothing-said' as const,
    route: 'review' as const,
  };
  if (proseOf(reason).trim() === '') {
    const feedback = [{ code: 'reason-missing', message: 'Say in words why you expect this map.' }];
    return { ...waiting, outcome: 'ungradable', feedback };
  }
  if (key.rubric !== null) return gradeWritten(key.rubric, reason, points, { concepts: saidBy(key, focus) });
  const feedback = [{ code: 'reason-waits', message: 'Your instructor will read your reason.' }];
  return { ...waiting, outcome: 'needs-review', feedback };
}

/** What the chosen words say of the rubric's concepts; nothing where none is chosen, and the text has to. */
function saidBy({ conceptWords }: AttentionMapKey, focus: readonly number[]): Record<string, boolean> {
  if (focus.length === 0) return {};
  return Object.fromEntries(
    [...conceptWords].map(([concept, words]) => [concept, focus.some((index) => words.has(index))]),
  );
}

/**
 * Credit for the focus words: each word of `full` counts 1/n of it (n the number of such words), each of `part` half
 * of that, and each other word takes as much as one of `part` away; from none to all.
 */
function gradeFocus(
  spec: AttentionMapSpec,
  key: AttentionMapKey,
  focus: readonly number[],
): { share: Fraction; feedback: Feedback[] } {
  const none: Fraction = { over: 0n, under: 1n };
  if (key.focus === null || spec.focus === null) return { share: none, feedback: [] };
  const { full, part, hint } = key.focus;
  if (focus.length < spec.focus.min) {
    const least = spec.focus.min === 1 ? 'the word' : `at least ${spec.focus.min} words`;
    const message = `Choose ${least} that the prediction should look at most.`;
    return { share: none, feedback: [{ code: 'focus-missing', message }] };
  }
  let halves = 0;
  for (const index of focus) halves += full.has(index) ? 2 : part.has(index) ? 1 : -1;
  const all = full.size * 2;
  const reached = Math.min(all, Math.max(0, halves));
  const message = hint ?? 'Look again at which words say most about the next one.';
  return {
    share: { over: BigInt(reached), under: BigInt(all) },
    feedback: reached === all ? [] : [{ code: 'focus', message }],
  };
}

/** The weights as one row for each word; null when they have another shape. Empty rows are rows left blank. */
function placeRows(spec: AttentionMapSpec, given: readonly CellInput[][]): CellInput[][] | null {
  const size = spec.words.length;
  if (given.some((row) => row.length !== size && row.length > 0)) return null;
  if (given.length === 0 || given.length === size) return [...given];
  const asked = askedRows(spec);
  if (given.length !== asked.length) return null;
  return spec.words.map((_, row) => given[asked.indexOf(row)] ?? []);
}

function areFocusWords({ words, focus }: AttentionMapSpec, chosen: readonly number[]): boolean {
  return (
    chosen.length <= (focus?.max ?? 0) &&
    new Set(chosen).size === chosen.length &&
    chosen.every((index) => index >= 0 && index < words.length)
  );
}

function wantedShape({ words, focus, reason }: AttentionMapSpec): string {
  const extras = [focus !== null && 'focus', reason && 'reason'].filter(Boolean).join(' and ');
  return `weights in rows of ${words.length} cells${extras === '' ? '' : `, with ${extras}`}`;
}
