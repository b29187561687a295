/** What somebody has for a part in one of the pairs they sat in. */
export interface Standing {
  /** Something was submitted there while the person sat there. */
  isOwn: boolean;
  earned: number;
}

/**
 * Which of a person's standings on a part counts, the oldest first: the last in which something was submitted while they
 * sat there. One of a pair that had submitted before they came counts only where it is more than what they brought
 * along. So points that somebody has earned go by what the pair does, never by leaving or joining.
 */
export function countingStanding<One extends Standing>(standings: readonly One[]): One | null {
  return standings.reduce<One | null>(
    (counting, next) => (counting === null || next.isOwn || next.earned > counting.earned ? next : counting),
    null,
  );
}
