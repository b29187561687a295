import { z } from '@hono/zod-openapi';
import { policySchema } from '@/lib/schemas/policy';

const id = z.string().min(1).max(64);
const seatId = id.optional();

/** A draft value: text, or a list of texts or numbers. */
const fieldValue = z.union([
  z.string().max(20_000),
  z.array(z.union([z.string().max(200), z.number()])).max(200),
]);

export const joinInput = z.object({ code: z.string().max(40) });

export const seatInput = z.object({ email: z.string().max(320), password: z.string().max(1_000) });

export const opsInput = z.object({
  ops: z
    .array(
      z
        .object({
          opId: z.string().min(1).max(64),
          path: z.string().min(1).max(120),
          base: z.number().int().min(0).optional(),
          value: fieldValue.optional(),
          textUpdate: z.base64().max(60_000).optional(),
        })
        .refine(
          (op) => (op.value === undefined) !== (op.textUpdate === undefined),
          'Send a value or a textUpdate.',
        )
        .refine(
          (op) => op.value === undefined || op.base !== undefined,
          'A value needs the base it was made on.',
        ),
    )
    .min(1)
    .max(256),
  atomic: z.boolean().optional(),
  seatId,
});

export const submissionInput = z.object({
  partId: id,
  response: z.unknown().optional().openapi({ description: 'Left out: what stands in the fields' }),
  token: z.string().min(1).max(100),
  seatId,
});

export const partActionInput = z.object({ partId: id, seatId });

export const proposalInput = z.object({
  partId: id,
  purpose: z.enum(['hand-in', 'reveal', 'disagreement']),
  seatId,
});

export const handInInput = partActionInput.extend({
  disagree: z.boolean().optional().openapi({ description: 'Hands in an answer of this seat alone' }),
  response: z
    .unknown()
    .optional()
    .openapi({ description: 'With disagree: this answer; left out: what stands in the fields' }),
});

export const newNumbersInput = z.object({
  questionId: id,
  round: z.number().int().min(0).openapi({ description: 'The round that was seen' }),
  seatId,
});

export const driverInput = z.object({ driverSeatId: id, questionId: id.optional(), seatId });

export const presenceInput = z.object({
  path: z.string().max(120).nullable(),
  typing: z.boolean(),
  /** In a long text: a Yjs relative position as base64. */
  caret: z.string().max(200).nullable().optional(),
  seatId,
});

const verdict = z.enum(['correct', 'incorrect', 'invalid', 'blank', 'more-digits']);

export const opsResultSchema = z
  .object({
    seq: z.number().int(),
    accepted: z.array(z.string()),
    conflicts: z.array(
      z.object({ opId: z.string(), value: z.unknown(), version: z.number().int(), by: z.string() }),
    ),
    verdicts: z.record(z.string(), verdict),
    versions: z.record(z.string(), z.number().int()),
  })
  .openapi('OpsResult');

export const submissionSchema = z
  .object({
    id: z.string().nullable(),
    partId: z.string(),
    attempt: z.number().int().nullable(),
    outcome: z.enum(['correct', 'partial', 'incorrect', 'ungradable', 'needs-review']),
    earned: z.number(),
    total: z.number(),
    feedback: z.array(z.object({ code: z.string(), message: z.string() })),
    cells: z.array(z.array(z.enum(['correct', 'incorrect', 'invalid', 'blank']))).optional(),
    signature: z.string().optional(),
    provisional: z.boolean().optional(),
    concepts: z
      .array(
        z.object({
          id: z.string(),
          verdict: z.enum(['found', 'contradicted', 'conflict', 'unknown']),
          quote: z.string().optional(),
        }),
      )
      .optional(),
    /** Never sent any more: a part whose page was turned takes no submission. */
    afterReveal: z.boolean().optional().openapi({ deprecated: true }),
    automatic: z.boolean().optional(),
  })
  .openapi('Submission');

export const pairViewSchema = z
  .object({
    id: z.string(),
    code: z.string().nullable(),
    assignmentId: z.string(),
    status: z.enum(['not-open', 'open', 'closed']),
    opensAt: z.string().nullable(),
    closesAt: z.string().nullable(),
    policy: policySchema,
    seed: z.string(),
    rounds: z.record(z.string(), z.number().int()),
    waitsForPartner: z.boolean(),
    isSplit: z.boolean(),
    seats: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        present: z.boolean(),
        hasLeft: z.boolean(),
        isYours: z.boolean(),
      }),
    ),
    parts: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        spec: z.unknown(),
        prompt: z.string(),
        points: z.number(),
        isScored: z.boolean(),
        isPrediction: z.boolean(),
        attempts: z.number().int().nullable(),
        hasInstantCheck: z.boolean(),
      }),
    ),
    fields: z.record(
      z.string(),
      z.object({
        value: z.unknown(),
        version: z.number().int(),
        by: z.string(),
        verdict: verdict.optional(),
      }),
    ),
    submissions: z.record(z.string(), submissionSchema),
    scores: z.record(
      z.string(),
      z.object({
        attempts: z.number().int(),
        attemptsLeft: z.number().int().nullable(),
        outcome: z.string().nullable(),
        earned: z.number(),
        total: z.number(),
        provisional: z.boolean(),
        overridden: z.boolean(),
      }),
    ),
    revealed: z.array(z.string()),
    keys: z.record(z.string(), z.unknown()),
    handedIn: z.array(z.string()),
    proposals: z.array(
      z.object({
        purpose: z.enum(['hand-in', 'reveal', 'disagreement']),
        partId: z.string(),
        by: z.string(),
      }),
    ),
    driverSeatId: z.string().nullable(),
    drivenQuestions: z.array(z.string()),
    seq: z.number().int(),
  })
  .openapi('PairSession');
