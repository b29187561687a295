import { expectedTally, sampleCategorical } from '@/lib/reference/sampling';

/** More draws only make the page slow: the band is already too narrow to see. */
export const mostDraws = 100_000;

/** How often one outcome came up, and what was expected of it. Counts. */
export interface Tally {
  label: string;
  seen: number;
  expected: number;
  low: number;
  high: number;
  /** 2σ */
  band: number;
  isInside: boolean;
}

export interface Sample {
  draws: number;
  tallies: Tally[];
  /** Indices of the last draws, oldest first. */
  last: number[];
}

const shown = 20;

/** Draws `draws` times from `p` with a seed: the same on every device; a longer series begins with the shorter one. */
export function sampleOf(
  labels: readonly string[],
  p: readonly number[],
  draws: number,
  seed: string,
): Sample {
  const indices = sampleCategorical(p, draws, seed);
  const counts = labels.map(() => 0);
  for (const index of indices) counts[index] = (counts[index] ?? 0) + 1;
  const expected = expectedTally(p, draws);
  return {
    draws,
    last: indices.slice(-shown),
    tallies: labels.map((label, index) => {
      const seen = counts[index] ?? 0;
      const of = expected[index] ?? { expected: 0, low: 0, high: 0 };
      const share = draws === 0 ? 0 : of.expected / draws;
      return {
        label,
        seen,
        ...of,
        band: 2 * Math.sqrt(of.expected * (1 - share)),
        isInside: seen >= of.low && seen <= of.high,
      };
    }),
  };
}
