import { z } from 'zod';

/** Room for some 700 words; longer texts are no short answers. */
const defaultMaxLength = 4000;

const fieldSchema = z.strictObject({
  /** Names the field in its path, `partId/fieldId`. */
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/, 'Use letters, digits, _ and -, at most 32.'),
  /**
   * What the field asks. Pieces between backticks are set as code; `{1b}` stands for what the pair says in part 1b,
   * `{fieldId}` for what it says in another field.
   */
  label: z.string().trim().min(1).max(300),
  /** Height of the text field, in lines. */
  rows: z.int().min(1).max(30).default(4),
  /** A part whose response is the pair's claim: it stands beside the field. */
  echo: z.string().nullable().default(null),
});

export const shortAnswerSpecSchema = z.strictObject({
  /** In characters; of each field. */
  maxLength: z.int().min(50).max(8000).default(defaultMaxLength),
  /** Height of the text field, in lines, where the part has no named fields. */
  rows: z.int().min(1).max(30).default(5),
  placeholder: z.string().max(200).default(''),
  /** Several texts instead of one, each with a rubric of its own; null asks for one text. */
  fields: z
    .array(fieldSchema)
    .min(1)
    .max(8)
    .refine((fields) => new Set(fields.map(({ id }) => id)).size === fields.length, {
      error: 'Two fields have the same id.',
    })
    .nullable()
    .default(null),
});

export type ShortAnswerSpec = z.infer<typeof shortAnswerSpecSchema>;
export type ShortAnswerField = NonNullable<ShortAnswerSpec['fields']>[number];
