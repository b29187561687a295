import { countingStanding } from '@/lib/results/personal-score';
import type { CurrentScore } from '@/lib/schemas/pair-view';
import { type KeptPoints, type PairRoom, presentSeats } from './pair-room';

/** What a person has of the pair that they sit in now; null where nothing was graded there. */
function liveStanding(room: PairRoom, userId: string, partId: string, score: CurrentScore) {
  if (score.outcome === null && !score.overridden) return null;
  const { joinedAt } = room.seats.find((seat) => seat.userId === userId && seat.place !== null) ?? {};
  const { submittedAt } = room.summaries.get(partId) ?? {};
  const isOwn = joinedAt !== undefined && submittedAt != null && submittedAt >= joinedAt;
  return { isOwn, earned: score.earned, kept: null };
}

/** What of earlier pairs counts for one who sits here, in place of what this pair has; null where nothing does. */
function keptOf(room: PairRoom, userId: string, partId: string, score: CurrentScore): KeptPoints | null {
  const earlier = room.kept
    .filter((kept) => kept.userId === userId && kept.partId === partId)
    .map((kept) => ({ isOwn: kept.isOwn, earned: kept.earned, kept }));
  if (earlier.length === 0) return null;
  const live = liveStanding(room, userId, partId, score);
  const counting = countingStanding<{ isOwn: boolean; earned: number; kept: KeptPoints | null }>(
    live ? [...earlier, live] : earlier,
  );
  // Nothing is kept by somebody who has the same here.
  return counting?.earned === live?.earned ? null : (counting?.kept ?? null);
}

/**
 * A part's score as those who look have it: with what each of them has kept from an earlier pair. For one person the points
 * are these; two at one screen read theirs beside what the pair has.
 */
export function withKept(
  room: PairRoom,
  yourSeatIds: readonly string[],
  partId: string,
  score: CurrentScore,
): CurrentScore {
  if (room.kept.length === 0) return score;
  const yours = presentSeats(room).filter(({ id }) => yourSeatIds.includes(id));
  const kept = yours.flatMap(({ name, userId }) => {
    const one = keptOf(room, userId, partId, score);
    return one ? [{ name, one }] : [];
  });
  const [only] = kept;
  if (!only) return score;
  const { outcome, earned, total, provisional } = only.one;
  return {
    ...score,
    ...(yours.length === 1 && { outcome, earned, total, provisional, overridden: false }),
    kept: kept.map(({ name, one }) => ({ name, earned: one.earned, total: one.total, with: [...one.with] })),
  };
}
