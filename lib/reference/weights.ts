/**
 * Throws a RangeError unless `weights` can be read as relative chances: at least one entry, every entry
 * finite and not negative, not all of them 0. They need not sum to 1.
 */
export function assertWeights(weights: readonly number[]): void {
  weights.forEach((weight, index) => {
    if (!(weight >= 0 && weight < Infinity)) {
      throw new RangeError(`entry ${index + 1} is ${weight}, but a chance is finite and not negative`);
    }
  });
  if (!weights.some((weight) => weight > 0)) throw new RangeError('needs at least one chance above 0');
}

/** The distribution in proportion to `weights`: each divided by their sum. The errors of {@link assertWeights}. */
export function toDistribution(weights: readonly number[]): number[] {
  assertWeights(weights);
  const largest = weights.reduce((max, weight) => Math.max(max, weight), 0);
  // Relative to the largest, the sum lies between 1 and the number of weights: it cannot overflow or vanish.
  const relative = weights.map((weight) => weight / largest);
  const sum = relative.reduce((total, weight) => total + weight, 0);
  return relative.map((weight) => weight / sum);
}
