import { z } from 'zod';

/**
 * How far people have come with what counts for a part of a pair. `none`: nothing was graded and nothing decided.
 * `settled`: an automatic score that needs no person. `stands`: a provisional score that counts until somebody looks.
 * `waiting`: without a person there is no sure score. `changed`: something else counts than what was decided on; the
 * decision counts until somebody looks again. `decided`: a person has decided.
 */
export const partReview = z.enum(['none', 'settled', 'stands', 'waiting', 'changed', 'decided']);

/** Points that a person decided for one member alone. */
export const memberDecision = z.object({ seatId: z.string(), earned: z.number() });

export type PartReview = z.infer<typeof partReview>;
export type MemberDecision = z.infer<typeof memberDecision>;
