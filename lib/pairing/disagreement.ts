/** The points of a pair whose members handed in own answers: the mean of what they have. Each has the own points. */
export function meanOfDisagreement(earned: readonly number[]): number {
  return earned.reduce((sum, points) => sum + points, 0) / Math.max(1, earned.length);
}

/** How a pair stands whose members handed in own answers: as all of them do, else in between. */
export function outcomeOfDisagreement(outcomes: readonly string[]): string {
  if (outcomes.includes('needs-review')) return 'needs-review';
  const [first = 'incorrect'] = outcomes;
  return outcomes.every((outcome) => outcome === first) ? first : 'partial';
}
