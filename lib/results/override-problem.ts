/** Characters of a comment for a pair, and of a note about it, at most. */
export const longestComment = 2_000;

export interface OverrideProblem {
  field: 'earned' | 'reason';
  message: string;
}

/** What is wrong with points that a person gives, of `total`; null if nothing. */
export function pointsProblem(earned: number, total: number): OverrideProblem | null {
  return Number.isFinite(earned) && earned >= 0 && earned <= total
    ? null
    : { field: 'earned', message: `Points go from 0 to ${total}.` };
}

/**
 * What is wrong with a person's decision on a submission, as a sentence; null if nothing.
 *
 * @param total the points of the part.
 */
export function overrideProblem(
  { earned, reason }: { earned: number; reason: string },
  total: number,
): OverrideProblem | null {
  const { length } = reason.trim();
  const problem = pointsProblem(earned, total);
  if (problem) return problem;
  if (length === 0) return { field: 'reason', message: 'Please give a reason. The pair will read it.' };
  return length > longestComment
    ? { field: 'reason', message: `A reason can have at most ${longestComment} characters.` }
    : null;
}
