import type { MemberDecision, PartReview } from '@/lib/schemas/part-review';

/** Reviews that somebody should look at: the queue. */
export const unreadReviews = ['stands', 'waiting', 'changed'] as const satisfies readonly PartReview[];

/** Whether somebody should still look. */
export function isUnread(review: PartReview): boolean {
  return unreadReviews.some((one) => one === review);
}

/** What a part's review follows from. */
export interface ReviewFacts {
  outcome: string | null;
  provisional: boolean;
  /** The hash of what counts now. */
  canonicalNow: string | null;
  /** What counted when the newest decision was made; '' for nothing, null without a decision. */
  decidedHash: string | null;
  /** The points of the newest decision for the whole pair. */
  overriddenEarned: number | null;
  /** Decisions for single members since then. */
  memberDecisions: readonly MemberDecision[] | null;
}

/** @param seatIds those who sit there: decisions for all of them, one by one, decide the part. */
export function reviewOf(facts: ReviewFacts, seatIds: readonly string[]): PartReview {
  const { outcome, provisional, canonicalNow, decidedHash, overriddenEarned, memberDecisions } = facts;
  if (decidedHash !== null && decidedHash !== (canonicalNow ?? '')) return 'changed';
  const decided = new Set(memberDecisions?.map(({ seatId }) => seatId));
  const isEachDecided = decided.size > 0 && seatIds.every((id) => decided.has(id));
  if (overriddenEarned !== null || isEachDecided) return 'decided';
  if (outcome === null) return 'none';
  if (!provisional) return 'settled';
  return outcome === 'needs-review' ? 'waiting' : 'stands';
}

/** A decision that was not undone. */
export interface PartDecision {
  /** Null where it is for the whole pair. */
  seatId: string | null;
  earned: number;
  /** What counted when it was made, see {@link ReviewFacts.decidedHash}. */
  hash: string;
}

/**
 * What a part's summary says of its decisions, the oldest first: the newest counts, and one for the pair takes the place
 * of earlier ones for a member.
 */
export function standingDecisions(
  decisions: readonly PartDecision[],
): Pick<ReviewFacts, 'decidedHash' | 'overriddenEarned'> & { memberDecisions: MemberDecision[] } {
  let overriddenEarned: number | null = null;
  let members = new Map<string, number>();
  for (const { seatId, earned } of decisions) {
    if (seatId === null) {
      overriddenEarned = earned;
      members = new Map();
    } else members.set(seatId, earned);
  }
  return {
    decidedHash: decisions.at(-1)?.hash ?? null,
    overriddenEarned,
    memberDecisions: [...members].map(([seatId, earned]) => ({ seatId, earned })),
  };
}
