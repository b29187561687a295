import { z } from 'zod';

/** What somebody who joins takes from those who sit there: a part's points, or attempts on it. */
export const joinCost = z.object({
  partId: z.string(),
  /** `seen`: who joins has seen the key. `attempts`: who joins has used more attempts. */
  why: z.enum(['seen', 'attempts']),
  /** Attempts that are left together; null where they do not matter. */
  attemptsLeft: z.number().int().nullable(),
});

export type JoinCost = z.infer<typeof joinCost>;
