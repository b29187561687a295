/**
 * The score of two responses that the partners could not agree on, until an instructor decides: the mean of both. So
 * neither guessing both ways nor insisting on a right response changes the expected score.
 */
export function meanOfDisagreement(earned: readonly number[]): number {
  return earned.reduce((sum, points) => sum + points, 0) / Math.max(1, earned.length);
}
