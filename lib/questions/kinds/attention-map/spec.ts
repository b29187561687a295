import { z } from 'zod';
import { numberRulesSchema } from '../../grading/cells';

const word = z.string().min(1).max(40);

export const attentionMapSpecSchema = z
  .strictObject({
    /** The block: each row and each column of the map is one word. */
    words: z.array(word).min(2).max(32),
    /** What is predicted in each row: the block shifted by one. */
    targets: z.array(word).nullable().default(null),
    /** Indices of the rows that must be filled, from 0; the others may be. null asks for all. */
    rows: z.array(z.int().min(0)).min(1).nullable().default(null),
    /** How many focus words to choose; null does not ask for any. */
    focus: z
      .strictObject({ min: z.int().min(1).default(1), max: z.int().min(1).default(3) })
      .refine(({ min, max }) => min <= max, 'min must not be above max.')
      .nullable()
      .default(null),
    /**
     * Whether a reason is asked for, in words; `ask` says with which question. In it `{focus}` stands for the focus
     * words that the pair has chosen, `{1b}` for what it says in part 1b.
     */
    reason: z.union([z.boolean(), z.strictObject({ ask: z.string().trim().min(1).max(300) })]).default(false),
    /** A part whose matrix has a row and a column for each word: the pair's own is shown once it is finished. */
    compareWith: z.string().nullable().default(null),
    /** Ways of writing a number that are allowed. */
    reading: numberRulesSchema,
  })
  .refine(({ words, targets }) => targets === null || targets.length === words.length, {
    path: ['targets'],
    error: 'There must be as many targets as words.',
  })
  .refine(({ words, rows }) => rows === null || rows.every((row) => row < words.length), {
    path: ['rows'],
    error: 'There is no such row: rows are counted from 0.',
  })
  .refine(({ rows }) => rows === null || new Set(rows).size === rows.length, {
    path: ['rows'],
    error: 'A row is asked for twice.',
  });

export type AttentionMapSpec = z.infer<typeof attentionMapSpecSchema>;
