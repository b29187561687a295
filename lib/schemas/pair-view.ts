import { z } from 'zod';
import { fieldVerdict } from './grading';
import { joinCost } from './join-cost';
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

/**
 * Whether a part can earn points: `spent` once somebody who sits there has seen its key, `used-up` once no attempt is
 * left.
 */
const pointsStates = ['open', 'spent', 'used-up'] as const;

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
  /** As of when the whole view was read; the score has what holds now. */
  pointsState: z.enum(pointsStates).optional(),
  attemptsLeft: z.number().int().nullable().optional(),
  hasInstantCheck: z.boolean(),
  /** How many fields the part has. */
  fieldCount: z.number().int().optional(),
  /** What the verdict of a field means, where there is more to say than its name. */
  verdictHelp: z.partialRecord(fieldVerdict, z.string()).optional(),
  /** Whether it takes long texts, which hints go on to help with while they change. */
  hasLongText: z.boolean().optional(),
  /** Id of a part that is shown beside this one once it is finished. */
  comparedWith: z.string().optional(),
  /** Parts of which it shows what the pair says there, with what people call the values of their field. */
  namedParts: z.array(z.object({ partId: z.string(), words: z.record(z.string(), z.string()) })).optional(),
});

/** Current score for one part. */
const currentScore = z.object({
  /** Used up: the most of those who sit there. */
  attempts: z.number().int(),
  attemptsLeft: z.number().int().nullable(),
  pointsState: z.enum(pointsStates),
  /** Names of those who sit there and have seen the key. */
  seenBy: z.array(z.string()),
  /** Of a part with one field that takes no more checks: the response that counts, whatever the field holds by now. */
  counted: json.optional(),
  /** What each person at this screen has kept from an earlier pair, where that counts; for one person these are the points. */
  kept: z
    .array(z.object({ name: z.string(), earned: z.number(), total: z.number(), with: z.array(z.string()) }))
    .optional(),
  /** Paths of fields that earn nothing as they are, and who wrote them: people who had seen the key, and have left. */
  uncounted: z.object({ names: z.array(z.string()), paths: z.array(z.string()) }).optional(),
  outcome: z.string().nullable(),
  /** Absent while nothing was graded: what the first submission came to, and how many cells were right at first. */
  first: z.object({ outcome: z.string(), cells: z.number().int().optional() }).optional(),
  earned: z.number(),
  total: z.number(),
  provisional: z.boolean(),
  /** A person has decided; holds until a person changes it. */
  overridden: z.boolean(),
});

const predictionView = z.object({
  seatId: z.string(),
  name: z.string(),
  isYours: z.boolean(),
  partId: z.string(),
  /** Absent while somebody who sits there has not predicted: until then each one knows only their own. */
  response: json.optional(),
});

export const proposalPurpose = z.enum(['hand-in', 'reveal', 'agreement']);

const proposalView = z.object({
  purpose: proposalPurpose,
  partId: z.string(),
  /** Id of the seat that asks. */
  by: z.string(),
  /** Since when it is asked. */
  at: z.string().optional(),
});

/** An answer of one seat alone. What it says is sent to its writer; to everybody once all have confirmed. */
const ownAnswerView = z.object({
  id: z.string(),
  seatId: z.string(),
  name: z.string(),
  isConfirmed: z.boolean(),
  /** By path. */
  fields: z.record(z.string(), fieldView).optional(),
  submission: submissionView.optional(),
});

const disagreementView = z.object({
  partId: z.string(),
  /** All answers are graded. */
  isSettled: z.boolean(),
  answers: z.array(ownAnswerView),
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
    /** People who want to join at a cost for those who sit here, and wait for their yes. */
    joinRequests: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        costs: z.array(joinCost),
        /** One of the viewer's seats has agreed; others have to, as well. */
        isAgreed: z.boolean(),
      }),
    ),
    /** Names of those of the staff who have this page open. */
    readers: z.array(z.string()),
    /** Who has left a place that is still free, and when. */
    left: z.array(z.object({ name: z.string(), at: z.string() })),
    /**
     * The viewer has no seat here and may only read: one of the staff, or somebody who has left. A preview is the page
     * of a pair that does not exist.
     */
    readOnly: z.enum(['staff', 'left', 'preview']).optional(),
    /** When the viewer has left: all this is as it was then. */
    leftAt: z.string().optional(),
    parts: z.array(partView),
    fields: z.record(z.string(), fieldView),
    submissions: z.record(z.string(), submissionView),
    scores: z.record(z.string(), currentScore),
    revealed: z.array(z.string()),
    /** What the turned pages show, by part. */
    keys: z.record(z.string(), json),
    handedIn: z.array(z.string()),
    proposals: z.array(proposalView),
    /** What each person has predicted in the parts that explorations ask for. */
    predictions: z.array(predictionView).default([]),
    /** The parts to which members write, or have handed in, own answers. */
    disagreements: z.array(disagreementView).default([]),
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
export type PredictionView = z.infer<typeof predictionView>;
export type DisagreementView = z.infer<typeof disagreementView>;
export type OwnAnswerView = z.infer<typeof ownAnswerView>;
export type ProposalView = z.infer<typeof proposalView>;
export type PairView = z.infer<typeof pairView>;
export type SharedPairState = z.infer<typeof pairState>;
