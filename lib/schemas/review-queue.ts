import { z } from 'zod';
import { json } from './json';
import { submissionView } from './submission';

const id = z.string().min(1).max(64);

/** Which responses of a part: those that somebody should read, those that the program settled, those decided. */
const queueShow = z.enum(['unread', 'settled', 'decided']);

export const queueQuery = z.object({
  assignmentId: id,
  partId: id,
  show: queueShow.default('unread'),
  /** The response of this pair alone, whatever its review is. */
  only: id.optional(),
  /** The place after which the page begins, as `next` of the page before said. */
  after: z.string().max(200).optional(),
});

const queueMember = z.object({
  pairSessionId: z.string(),
  /** Of the part's state: a decision says on which one it was made. */
  version: z.number().int(),
  names: z.array(z.string()),
});

/** One response, with all pairs that said the same. */
const queueItem = z.object({
  key: z.string(),
  members: z.array(queueMember),
  /** Set for the own answer of one member. */
  seatId: z.string().nullable(),
  review: z.string(),
  response: json,
  submission: submissionView,
  revealedKey: json,
  /** The numbers of the pair in words; null where all pairs have the same. */
  numbers: z.string().nullable(),
  attempts: z.number().int(),
  /** What the program proposes; null where it has no score. */
  automatic: z.number().nullable(),
  /** What counts now. */
  earned: z.number(),
  decided: z
    .object({ id: z.string(), earned: z.number(), by: z.string(), comment: z.string().nullable() })
    .nullable(),
  /** Of a response that came after a decision: what was decided on. */
  decidedOn: json.nullable(),
  /** What the pair says in the parts that this one names, in words, by part. */
  said: z.record(z.string(), z.array(z.string())),
  /** Short responses of the same pair to other parts of the question, in words. */
  context: z.array(z.object({ partId: z.string(), text: z.string() })),
  /** Who else reads it just now. */
  claimedBy: z.string().nullable(),
  flaggedBy: z.string().nullable(),
});

const reviewProgress = z.object({
  waiting: z.number().int(),
  changed: z.number().int(),
  settled: z.number().int(),
  decided: z.number().int(),
  /** Decisions by person. */
  people: z.array(z.object({ name: z.string(), count: z.number().int() })),
});

export const queuePage = z.object({
  items: z.array(queueItem),
  next: z.string().nullable(),
  progress: reviewProgress,
});

export const claimInput = z.object({ partId: id, pairSessionIds: z.array(id).max(50) });
/** Pairs that somebody else reads just now, with the name. */
export const claimed = z.object({ others: z.array(z.object({ pairSessionId: z.string(), by: z.string() })) });

export const flagInput = z.object({ partId: id, isFlagged: z.boolean() });

/** Characters of a comment that is stored to be used again. */
const savedText = z.string().trim().min(1).max(500);
export const savedCommentInput = z.object({
  text: savedText,
  /** Everybody who reviews in the section gets it. */
  isShared: z.boolean().default(false),
});
export const savedComment = z.object({ id: z.string(), text: z.string(), isShared: z.boolean() });

export type QueueQuery = z.infer<typeof queueQuery>;
export type QueueItem = z.infer<typeof queueItem>;
export type QueuePage = z.infer<typeof queuePage>;
export type QueueShow = z.infer<typeof queueShow>;
export type ReviewProgress = z.infer<typeof reviewProgress>;
export type SavedComment = z.infer<typeof savedComment>;
