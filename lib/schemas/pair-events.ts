import { z } from 'zod';
import { fieldVerdict } from './grading';
import { json } from './json';
import { pairState, pairView, phase } from './pair-view';
import { submissionView } from './submission';

const opEvent = z.object({
  seq: z.number().int(),
  opId: z.string(),
  path: z.string(),
  value: json,
  version: z.number().int(),
  /** Id of the seat that made the edit. */
  by: z.string(),
  verdict: fieldVerdict.optional(),
  /** Where it was an edit inside a long text: the edit, as base64. */
  textUpdate: z.string().optional(),
  /** Of an own answer: sent to its writer alone. */
  own: z.literal(true).optional(),
});

/** Where one of the pair is now. */
const presenceEvent = z.object({
  seatId: z.string(),
  path: z.string().nullable(),
  typing: z.boolean(),
  present: z.boolean(),
  /** Not a seat, but somebody of the staff who reads along: the name. */
  reader: z.string().optional(),
  /** In a long text: where the caret is, as a position that moves with the text around it. */
  caret: z.string().optional(),
  /** What they are typing there and have not saved. */
  text: z.string().optional(),
});

/** Everything that the event stream of a pair session sends, by the name in its `event:` line. */
export const pairEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('snapshot'), data: pairView }),
  z.object({ event: z.literal('op'), data: opEvent }),
  z.object({ event: z.literal('state'), data: pairState }),
  z.object({ event: z.literal('presence'), data: presenceEvent }),
  z.object({ event: z.literal('submitted'), data: submissionView }),
  z.object({ event: z.literal('revealed'), data: z.object({ partId: z.string(), key: json }) }),
  z.object({
    event: z.literal('hand-in'),
    data: z.object({
      partId: z.string(),
      state: z.enum(['handed-in', 'proposed', 'none']),
      by: z.string().nullable(),
    }),
  }),
  z.object({ event: z.literal('class'), data: z.object({ status: phase, closesAt: z.string().nullable() }) }),
  /** The server stops, and asks the page to come back after this time. */
  z.object({ event: z.literal('bye'), data: z.object({ retryMs: z.number() }) }),
  /** A sign of life. */
  z.object({ event: z.literal('here'), data: z.object({}) }),
]);

export type PairEvent = z.infer<typeof pairEvent>;
export type OpEvent = z.infer<typeof opEvent>;
export type PresenceEvent = z.infer<typeof presenceEvent>;
