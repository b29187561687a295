import { z } from 'zod';
import { type ExplorationName, explorationNames } from '@/lib/explorations/names';
import { authoredNumberSchema, authoredRowsSchema } from '@/lib/questions/grading/authored-values';
import { addPoints } from '@/lib/questions/grading/credit';
import type { Json } from '@/lib/schemas/json';
import type { PartView } from '@/lib/schemas/pair-view';
import { clearestIssue, type PreparedPart } from '../questions/define-kind';
import type { FormulaScope } from '../reference/expression';
import { drawsSchema } from './draws';

const text = z.string().trim().min(1);
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, digits and single hyphens.');
// The id becomes a part of field paths and addresses, so it holds no slash, dot or space.
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/, 'Use letters, digits, _ and -, at most 32.');
const labels = z.array(z.string());
const blockSchemas = {
  text: z.strictObject({ text }),
  code: z.strictObject({ code: text, language: text.default('text'), caption: text.optional() }),
  matrix: z.strictObject({
    /** A formula (`causalMask(8)`) or rows of numbers and formulas. */
    matrix: authoredRowsSchema,
    caption: text,
    rowLabels: labels.optional(),
    columnLabels: labels.optional(),
  }),
  table: z.strictObject({
    table: z.array(z.array(authoredNumberSchema)).min(1),
    header: labels.optional(),
    caption: text,
  }),
  exploration: z.strictObject({
    exploration: z.enum(explorationNames),
    with: z.record(z.string(), z.json()).default({}),
    /** The part below which it stands; else it stands where it is written, before all parts. */
    below: id.optional(),
  }),
};

type BlockName = keyof typeof blockSchemas;
const blockNames = ['text', 'code', 'matrix', 'table', 'exploration'] as const satisfies BlockName[];

export type AuthoredBlock = z.infer<(typeof blockSchemas)[BlockName]>;

// Not a union: its error for a misspelt setting would list what each of the five forms misses.
const blockSchema = z.record(z.string(), z.unknown()).transform((raw, context): AuthoredBlock => {
  const name = blockNames.find((candidate) => candidate in raw);
  if (name === undefined) {
    context.addIssue(`A block holds one of: ${blockNames.join(', ')}.`);
    return z.NEVER;
  }
  const parsed = blockSchemas[name].safeParse(raw);
  if (parsed.success) return parsed.data;
  const { message, path } = clearestIssue(parsed.error.issues);
  context.addIssue({ code: 'custom', message, path });
  return z.NEVER;
});

const partSchema = z.strictObject({
  id,
  kind: text,
  /** Markdown with $mathematics$. */
  prompt: text,
  points: z.number().positive().max(1000),
  /** How often the pair may check the part; null is without limit. */
  attempts: z.int().min(1).max(100).nullable().default(null),
  /** Whether committed fields are checked at once, where the kind can. */
  instantCheck: z.boolean().default(true),
  /** false: its points stay out of every sum; by default as its question says. */
  scored: z.boolean().optional(),
  /** Both are read by the kind. */
  spec: z.unknown().optional(),
  key: z.unknown().optional(),
  /** A response that deserves full marks: how the part is tested. */
  modelResponse: z.json(),
});

const questionSchema = z.strictObject({
  id,
  title: text,
  /** false: an extra question, whose points stay out of every sum. */
  scored: z.boolean().default(true),
  /** Values that every pair gets of its own; keys use their names, texts show them as `{{formula}}`. */
  draws: drawsSchema.optional(),
  body: z.array(blockSchema).default([]),
  parts: z.array(partSchema).min(1),
});

/** A worksheet file as its author writes it. */
export const worksheetSchema = z.strictObject({
  slug,
  revision: z.int().min(1),
  title: text,
  /** Whom the material is adapted from; shown at its end. */
  credit: text,
  /** About how long a pair works on the scored parts. */
  minutes: z.int().min(1).max(600).optional(),
  /** Language of the prompts, as in the HTML attribute. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)
    .default('en'),
  /** Formulas of its texts as a person reads them aloud, by their TeX: every `$$formula$$`, and any other. */
  spoken: z.record(z.string(), text).default({}),
  questions: z.array(questionSchema).min(1),
});

export type AuthoredWorksheet = z.infer<typeof worksheetSchema>;
export type AuthoredQuestion = z.infer<typeof questionSchema>;
export type AuthoredPart = z.infer<typeof partSchema>;

/** The body of a question, before its parts, ready to be shown. Numbers are text: `"-inf"` has no JSON. */
export type Block =
  | { type: 'text'; markdown: string }
  | { type: 'code'; code: string; language: string; caption: string | null }
  | {
      type: 'matrix';
      rows: string[][];
      caption: string;
      rowLabels: string[] | null;
      columnLabels: string[] | null;
    }
  | { type: 'table'; header: string[] | null; rows: string[][]; caption: string }
  | {
      type: 'exploration';
      name: ExplorationName;
      with: { [name: string]: Json };
      /** Id of the part below which it stands. */
      below: string | null;
    };

/** A part checked and ready to grade. */
export interface LoadedPart {
  id: string;
  questionId: string;
  kind: string;
  prompt: string;
  points: number;
  isScored: boolean;
  /** An exploration asks for it, a prediction for example: it has no card and no column of its own. */
  isPrediction: boolean;
  attempts: number | null;
  /** The author wants fields checked at once, and the kind can. */
  instantCheck: boolean;
  prepared: PreparedPart;
  modelResponse: Json;
}

export interface LoadedQuestion {
  id: string;
  title: string;
  isScored: boolean;
  body: Block[];
  parts: LoadedPart[];
  /** What was drawn for this pair, and what it was drawn from; null in a question that is the same for all. */
  drawn: { authored: AuthoredQuestion; values: FormulaScope } | null;
}

/** A worksheet checked and ready to work on: its keys are evaluated. Never changed, may be shared. */
export interface Worksheet {
  slug: string;
  revision: number;
  title: string;
  credit: string;
  /** About how long a pair works on it; absent where its author does not say. */
  minutes?: number | undefined;
  language: string;
  /** Formulas as a person reads them aloud, by their TeX. */
  spoken: Readonly<Record<string, string>>;
  questions: LoadedQuestion[];
  /** Every part by id, in reading order. */
  parts: ReadonlyMap<string, LoadedPart>;
  /** Sum of the scored parts' points. */
  maxPoints: number;
}

/** A worksheet of its questions. */
export function assembleWorksheet(
  head: Pick<Worksheet, 'slug' | 'revision' | 'title' | 'credit' | 'minutes' | 'language' | 'spoken'>,
  questions: LoadedQuestion[],
): Worksheet {
  const { slug, revision, title, credit, minutes, language, spoken } = head;
  const parts = questions.flatMap((question) => question.parts);
  return {
    slug,
    revision,
    title,
    credit,
    minutes,
    language,
    spoken,
    questions,
    parts: new Map(parts.map((part) => [part.id, part])),
    maxPoints: addPoints(parts.filter((part) => part.isScored).map((part) => part.points)),
  };
}

interface PublicQuestion {
  id: string;
  title: string;
  isScored: boolean;
  body: Block[];
  parts: PartView[];
}

/** A worksheet as the browser may see it. */
export interface PublicWorksheet {
  slug: string;
  revision: number;
  title: string;
  credit: string;
  language: string;
  /** Formulas as a person reads them aloud, by their TeX. */
  spoken: Readonly<Record<string, string>>;
  maxPoints: number;
  questions: PublicQuestion[];
}

/** What a browser may see of a worksheet: picked field by field, so that nothing new slips through. */
export function toPublicWorksheet(worksheet: Worksheet): PublicWorksheet {
  const { slug, revision, title, credit, language, spoken, maxPoints } = worksheet;
  return {
    slug,
    revision,
    title,
    credit,
    language,
    spoken,
    maxPoints,
    questions: worksheet.questions.map((question) => ({
      id: question.id,
      title: question.title,
      isScored: question.isScored,
      body: question.body,
      parts: question.parts.map((part) => toPartView(part, worksheet)),
    })),
  };
}

function toPartView(part: LoadedPart, { parts }: Worksheet): PartView {
  const { namedParts } = part.prepared;
  return {
    id: part.id,
    kind: part.kind,
    spec: part.prepared.spec,
    prompt: part.prompt,
    points: part.points,
    isScored: part.isScored,
    isPrediction: part.isPrediction,
    attempts: part.attempts,
    hasInstantCheck: part.instantCheck,
    fieldCount: part.prepared.fieldPaths.length,
    verdictHelp: part.prepared.verdictHelp,
    hasLongText: part.prepared.fieldPaths.some((path) => part.prepared.isLongText(path)),
    ...(part.prepared.comparedPart && { comparedWith: part.prepared.comparedPart.partId }),
    ...(namedParts.length > 0 && {
      namedParts: [...new Set(namedParts.map(({ partId }) => partId))].map((partId) => ({
        partId,
        words: parts.get(partId)?.prepared.valueWords ?? {},
      })),
    }),
  };
}
