/**
 * What two answers that partners could not agree on count for until an instructor decides: the mean of both. So neither
 * guessing both ways nor holding on to a right answer changes what can be expected.
 */
export function meanOfDisagreement(earned: readonly number[]): number {
  return earned.reduce((sum, points) => sum + points, 0) / Math.max(1, earned.length);
}
