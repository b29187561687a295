/**
 * What a pair may take from the score of a part. `none`: nothing was graded. `settled`: it counts, and nobody has to
 * look. `stands`: it counts for now, until a person has looked. `waiting`: a person reads it first; until then a number
 * would only say what was not understood.
 */
export type ScoreState = 'none' | 'settled' | 'stands' | 'waiting';

interface Scored {
  outcome: string | null;
  earned: number;
  provisional?: boolean | undefined;
  /** A person has decided. */
  overridden?: boolean;
}

export function scoreState({ outcome, earned, provisional, overridden }: Scored): ScoreState {
  if (overridden) return 'settled';
  if (outcome === null || outcome === 'ungradable') return 'none';
  if (outcome === 'needs-review' || (provisional && earned === 0)) return 'waiting';
  return provisional ? 'stands' : 'settled';
}
