import { z } from 'zod';
import { fieldVerdict } from './grading';
import { json } from './json';
import { policySchema } from './policy';
import { submissionView } from './submission';

/** A draft value as the pair sees it. Version 0 was never written. */
const fieldView = z.object({
  value: json,
  version: z.number().int(),
  /** Id of the seat that wrote it. */
  by: z.string(),
  verdict: fieldVerdict.optional(),
});

const seatView = z.object({
  id: z.string(),
  name: z.string(),
  /** Seen within the last 20 seconds. */
  present: z.boolean(),
  /** Not seen for five minutes; a seat that is neither present nor this is away. */
  hasLeft: z.boolean(),
  /** One of the seats that this browser has proved. */
  isYours: z.boolean(),
});

/** What a browser may see of a part; never its key. */
const partView = z.object({
  id: z.string(),
  kind: z.string(),
  spec: json,
  /** Markdown with $mathematics$. */
  prompt: z.string(),
  points: z.number(),
  isScored: z.boolean(),
  /** An exploration asks for it: it has no card. */
  isPrediction: z.boolean(),
  /** null is without limit. */
  attempts: z.number().int().nullable(),
  hasInstantCheck: z.boolean(),
});

/** Current score for one part. */
const currentScore = z.object({
  attempts: z.number().int(),
  attemptsLeft: z.number().int().nullable(),
  outcome: z.string().nullable(),
  earned: z.number(),
  total: z.number(),
  provisional: z.boolean(),
  /** A person has decided; holds until a person changes it. */
  overridden: z.boolean(),
});

export const proposalPurpose = z.enum(['hand-in', 'reveal', 'disagreement']);

const proposalView = z.object({
  purpose: proposalPurpose,
  partId: z.string(),
  /** Id of the seat that asks. */
  by: z.string(),
});

export const phase = z.enum(['not-open', 'open', 'closed']);

/** Everything a pair's page shows; never a key of a part whose page has not been turned. */
export const pairView = z
  .object({
    id: z.string(),
    /** What the partner types to join; null when no place is free. */
    code: z.string().nullable(),
    assignmentId: z.string(),
    status: phase,
    opensAt: z.string().nullable(),
    closesAt: z.string().nullable(),
    policy: policySchema,
    seed: z.string(),
    /** Rounds of numbers, by question: those for which the pair may ask for new ones. */
    rounds: z.record(z.string(), z.number().int()),
    /** True while a partner is required and missing. */
    waitsForPartner: z.boolean(),
    /** An instructor has split the pair: each member works on in a copy. */
    isSplit: z.boolean(),
    seats: z.array(seatView),
    parts: z.array(partView),
    fields: z.record(z.string(), fieldView),
    submissions: z.record(z.string(), submissionView),
    scores: z.record(z.string(), currentScore),
    revealed: z.array(z.string()),
    /** What the turned pages show, by part. */
    keys: z.record(z.string(), json),
    handedIn: z.array(z.string()),
    proposals: z.array(proposalView),
    /** The seat that drives; null until roles were taken, or where the assignment has them switched off. */
    driverSeatId: z.string().nullable(),
    /** Ids of questions for which the pair has decided who drives. */
    drivenQuestions: z.array(z.string()),
    seq: z.number().int(),
  })
  .meta({ id: 'PairSession' });

/** Everything in a view that ops do not carry; sent again after every reconnect. */
export const pairState = pairView.omit({ fields: true, parts: true });

export type FieldView = z.infer<typeof fieldView>;
export type SeatView = z.infer<typeof seatView>;
export type PartView = z.infer<typeof partView>;
export type CurrentScore = z.infer<typeof currentScore>;
export type ProposalView = z.infer<typeof proposalView>;
export type PairView = z.infer<typeof pairView>;
export type SharedPairState = z.infer<typeof pairState>;
