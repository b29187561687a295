/** Characters of a reason, at most. */
const longestReason = 2_000;

export interface OverrideProblem {
  field: 'earned' | 'reason';
  message: string;
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
  if (!Number.isFinite(earned) || earned < 0 || earned > total) {
    return { field: 'earned', message: `Points go from 0 to ${total}.` };
  }
  if (length === 0) return { field: 'reason', message: 'Please give a reason. The pair will read it.' };
  return length > longestReason
    ? { field: 'reason', message: `A reason can have at most ${longestReason} characters.` }
    : null;
}
