import { z } from 'zod';

const id = z.string().min(1).max(64);
const version = z.number().int().min(0).max(2_147_483_647);
const earned = z.number().min(0).max(1_000_000);
const text = z.string().trim().max(2_000);

/** Where a decision comes from; see lib/results/decisions.ts. */
const decisionOrigin = z.enum(['agree', 'points', 'group', 'undo']);

/** A person's decision on a part of one pair. */
export const decisionInput = z
  .object({
    partId: id,
    /** In points; left out to take a decision back. */
    earned: earned.optional(),
    /** Of the part's state that it is made on. */
    version,
    /**
     * Where nothing counts yet: how many edits the draft had that the person saw. They raise no version, and a draft that
     * was changed since is another answer.
     */
    draftEdits: version.optional(),
    /** Points go to a part as a whole: to give them to one of its fields is refused, not taken for the part's. */
    field: z.string().max(200).optional(),
    /** For one member alone. */
    seatId: id.optional(),
    origin: decisionOrigin,
    /** With others that are decided together. */
    batchId: id.optional(),
    /** The pair reads it. */
    comment: text.optional(),
    /** Only those who review read it. */
    note: text.optional(),
    /** The decision to take back; the newest where it is left out. */
    undoes: id.optional(),
  })
  .refine(({ origin, earned: points }) => origin === 'undo' || points !== undefined, {
    message: 'Say how many points.',
    path: ['earned'],
  })
  .refine(({ field }) => field === undefined, {
    message: 'Points are given to a whole part, not to one of its fields.',
    path: ['field'],
  });

/** How a part of a pair stands, for those who decided on an older state. */
export const presentState = z.object({
  pairSessionId: z.string(),
  version: z.number().int(),
  /** Points that count now. */
  earned: z.number(),
  review: z.string(),
  /** The newest decision. */
  decided: z
    .object({
      id: z.string(),
      earned: z.number(),
      seatId: z.string().nullable(),
      by: z.string(),
      comment: z.string().nullable(),
    })
    .nullable(),
});

/** The id of the stored decision, and the version of the part's state after it. */
export const madeDecision = z.object({ id: z.string(), version: z.number().int() });

/** One decision for many pairs whose responses say the same; or all of such a batch taken back. */
export const groupDecisionInput = z
  .object({
    assignmentId: id,
    partId: id,
    batchId: id,
    origin: z.enum(['group', 'undo']),
    earned: earned.optional(),
    comment: text.optional(),
    note: text.optional(),
    /** Whom it concerns; left out to take the batch back. */
    members: z
      .array(z.object({ pairSessionId: id, version }))
      .max(500)
      .default([]),
  })
  .refine(({ origin, earned: points }) => origin === 'undo' || points !== undefined, {
    message: 'Say how many points.',
    path: ['earned'],
  });

export const groupDecided = z.object({
  decided: z.array(madeDecision.extend({ pairSessionId: z.string() })),
  /** Pairs that have something else by now: nothing was decided for them. */
  changed: z.array(presentState),
});

export type DecisionInput = z.infer<typeof decisionInput>;
export type PresentState = z.infer<typeof presentState>;
export type MadeDecision = z.infer<typeof madeDecision>;
export type GroupDecisionInput = z.infer<typeof groupDecisionInput>;
export type GroupDecided = z.infer<typeof groupDecided>;
