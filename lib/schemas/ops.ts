import { z } from 'zod';
import { fieldVerdict } from './grading';
import { type Json, json } from './json';

/** Longest field value, in characters of its JSON: a text of 20,000 characters with room for its escapes. */
const longestValue = 60_000;

/** Whether JSON can say every number again: one like 1e999 is read as infinite, and written as null. */
function hasFiniteNumbers(value: Json): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(hasFiniteNumbers);
}

const fieldValue = json
  .refine(
    (value) =>
      typeof value === 'string' ? value.length <= 20_000 : JSON.stringify(value).length <= longestValue,
    'This value is too long.',
  )
  // A column of JSON cannot tell a null that was sent from no value.
  .refine(
    (value) => value !== null && hasFiniteNumbers(value),
    'This value cannot be stored as it was sent.',
  );

/** One edit as it comes in: a whole new value, or an edit inside a long text. */
const opInput = z
  .object({
    opId: z.string().min(1).max(64),
    path: z.string().min(1).max(120),
    base: z.number().int().min(0).optional(),
    value: fieldValue.optional(),
    textUpdate: z.base64().max(60_000).optional(),
    own: z
      .boolean()
      .optional()
      .meta({ description: 'Of an own answer during a disagreement: the partner never receives it' }),
  })
  .refine((op) => (op.value === undefined) !== (op.textUpdate === undefined), 'Send a value or a textUpdate.')
  .refine((op) => op.value === undefined || op.base !== undefined, 'A value needs the base it was made on.');

export const opsInput = z.object({
  ops: z.array(opInput).min(1).max(256),
  atomic: z.boolean().optional(),
  seatId: z.string().min(1).max(64).optional(),
});

const opConflict = z.object({
  opId: z.string(),
  value: json,
  version: z.number().int(),
  /** Id of the seat that wrote the current value. */
  by: z.string(),
});

/** The answer to edits: each is accepted or conflicts. */
export const opsResult = z
  .object({
    seq: z.number().int(),
    accepted: z.array(z.string()),
    conflicts: z.array(opConflict),
    verdicts: z.record(z.string(), fieldVerdict),
    /** The version of each accepted op's field after that op. */
    versions: z.record(z.string(), z.number().int()),
  })
  .meta({ id: 'OpsResult' });

export type OpInput = z.infer<typeof opInput>;
export type OpConflict = z.infer<typeof opConflict>;
export type OpsResult = z.infer<typeof opsResult>;

/** One edit of one field, as a browser makes it: its whole new value. */
export type ValueOp = Required<Pick<OpInput, 'opId' | 'path'>> & {
  /** The version the edit was made on. */
  base: number;
  value: Json;
};

/** One edit inside a long text: a Yjs update, as base64. It is merged, whatever version it was made on. */
export type TextOp = Required<Pick<OpInput, 'opId' | 'path'>> & { textUpdate: string };
