import { unreadReviews } from '@/lib/results/part-review';
import { database } from '../database/db';
import { worksheetOfRevisionId } from '../pair/worksheet-revisions';
import type { Viewer } from '../people/viewer';
import { staffedBy } from './sections';

/** The pair sessions before and after one that wait for a person; ids. */
export interface PairsToReview {
  previous: string | null;
  next: string | null;
}

/**
 * The pairs of an assignment that wait for a person, before and after one pair in the order in which they began; behind
 * the last one it begins again. A pair waits while somebody should look at a scored part, see {@link unreadReviews}; of
 * one part alone where that is named. Reads as many rows as it names, whatever the size of the class.
 */
export async function findPairsToReview(
  viewer: Viewer,
  input: { assignmentId: string; pairSessionId: string; partId?: string | undefined },
): Promise<PairsToReview> {
  const { assignmentId, pairSessionId, partId } = input;
  const assignment = await database().assignment.findFirst({
    where: { id: assignmentId, section: staffedBy(viewer) },
    select: { worksheetRevisionId: true },
  });
  if (!assignment) return { previous: null, next: null };
  const { parts } = await worksheetOfRevisionId(assignment.worksheetRevisionId);
  const scored = [...parts.values()]
    .filter(({ isPrediction, isScored, points }) => !isPrediction && isScored && points > 0)
    .map(({ id }) => id);
  const here = await database().pairSession.findFirst({
    where: { id: pairSessionId, assignmentId },
    select: { createdAt: true },
  });
  const find = async (side: 'before' | 'after' | 'any', direction: 'asc' | 'desc') => {
    const bound = side === 'after' ? 'gt' : 'lt';
    const found = await database().pairSession.findFirst({
      where: {
        assignmentId,
        id: { not: pairSessionId },
        summaries: {
          some: {
            partId: { in: partId === undefined ? scored : [partId] },
            review: { in: [...unreadReviews] },
          },
        },
        ...(here &&
          side !== 'any' && {
            OR: [
              { createdAt: { [bound]: here.createdAt } },
              { createdAt: here.createdAt, id: { [bound]: pairSessionId } },
            ],
          }),
      },
      orderBy: [{ createdAt: direction }, { id: direction }],
      select: { id: true },
    });
    return found?.id ?? null;
  };
  const next = (await find('after', 'asc')) ?? (await find('any', 'asc'));
  const previous = (await find('before', 'desc')) ?? (await find('any', 'desc'));
  return { next, previous: previous === next ? null : previous };
}
