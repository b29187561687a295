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
 * The pairs of an assignment that wait for a person, before and after one pair in the order of the class table; behind
 * the last one it begins again. A pair waits while a scored part has a provisional score that no person has decided.
 */
export async function findPairsToReview(
  viewer: Viewer,
  input: { assignmentId: string; pairSessionId: string },
): Promise<PairsToReview> {
  const { assignmentId, pairSessionId } = input;
  const assignment = await database().assignment.findFirst({
    where: { id: assignmentId, section: staffedBy(viewer) },
    select: { worksheetRevisionId: true },
  });
  if (!assignment) return { previous: null, next: null };
  const { parts } = await worksheetOfRevisionId(assignment.worksheetRevisionId);
  const scored = [...parts.values()].filter(
    ({ isPrediction, isScored, points }) => !isPrediction && isScored && points > 0,
  );
  const waits = {
    summaries: {
      some: { partId: { in: scored.map(({ id }) => id) }, provisional: true, overriddenEarned: null },
    },
  };
  const sessions = await database().pairSession.findMany({
    where: { assignmentId, OR: [{ id: pairSessionId }, waits] },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  const ids = sessions.map(({ id }) => id);
  const place = ids.indexOf(pairSessionId);
  const others = [...ids.slice(place + 1), ...ids.slice(0, Math.max(0, place))];
  return { next: others[0] ?? null, previous: others.length > 1 ? (others.at(-1) ?? null) : null };
}
