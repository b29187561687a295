import { z } from 'zod';

/** One remark on a response: a stable code for programs, a sentence for people. Never contains a value of the key. */
export const feedback = z.object({ code: z.string(), message: z.string() });

/** What a check says of one cell of a submitted response. */
export const cellVerdict = z.enum(['correct', 'incorrect', 'invalid', 'blank']);

/** What the instant check says of one field; `more-digits` counts as incorrect. */
export const fieldVerdict = z.enum([...cellVerdict.options, 'more-digits']);

/** What the rubric engine found of one concept in a written response. */
export const conceptVerdict = z.object({
  id: z.string(),
  verdict: z.enum(['found', 'contradicted', 'conflict', 'unknown']),
  /** The words of the response that decided it, verbatim. */
  quote: z.string().optional(),
  /** Id of the field that was read, in a response of several. */
  field: z.string().optional(),
});

/** What a good response contains, in the author's words: a concept of a rubric, for those who review. */
export interface RubricLine {
  /** The id that verdicts bear. */
  concept: string;
  label: string;
  /** Of the field whose text should contain it, in a response of several. */
  field?: string;
}

const graded = z.object({
  outcome: z.enum(['correct', 'partial', 'incorrect', 'needs-review']),
  earned: z.number(),
  total: z.number(),
  /** True until a person has looked, where the automatic grade alone is not to be trusted. */
  provisional: z.boolean(),
  feedback: z.array(feedback),
  cells: z.array(z.array(cellVerdict)).optional(),
  /** The code of the known wrong idea that explains the response best. */
  signature: z.string().optional(),
  concepts: z.array(conceptVerdict).optional(),
  /** 0…1, of the automatic grade of a written response. */
  confidence: z.number().optional(),
  /** What the reading of a written response found it to be; see `Situation`. */
  situation: z.string().optional(),
  route: z.enum(['auto', 'review']).optional(),
});

const ungradable = z.object({
  outcome: z.literal('ungradable'),
  earned: z.literal(0),
  total: z.number(),
  feedback: z.array(feedback),
  cells: z.array(z.array(cellVerdict)).optional(),
});

/** What a grader says of a response. */
const grading = z.discriminatedUnion('outcome', [graded, ungradable]);

export type Feedback = z.infer<typeof feedback>;
export type CellVerdict = z.infer<typeof cellVerdict>;
export type FieldVerdict = z.infer<typeof fieldVerdict>;
export type ConceptVerdict = z.infer<typeof conceptVerdict>;
/** A response that could be graded. `earned` and `total` are points. */
export type Graded = z.infer<typeof graded>;
/** A response that is not ready: it costs nothing, is not stored and is no attempt. */
export type Ungradable = z.infer<typeof ungradable>;
export type Grading = z.infer<typeof grading>;
