import { type PairView, pairView } from '@/lib/schemas/pair-view';
import { database } from '../database/db';
import type { Viewer } from '../people/viewer';

/** How long somebody who has left may go back, if the place is still free. */
const returnLastsMs = 10 * 60_000;

/** Whether somebody who left at a time may still go back. */
export function mayReturn(leftAt: Date, now: Date): boolean {
  return now.getTime() - leftAt.getTime() <= returnLastsMs;
}

/** The condition that a person has left a pair session, and is in its class still. */
export function leftBy(userId: string, pairSessionId: string) {
  const section = { enrollments: { some: { userId } } };
  return { userId, pairSessionId, pairSession: { assignment: { section } } };
}

/** What the page of a pair showed when the viewer left it; null for who never did, or is in the class no more. */
export async function findLeftCopy(viewer: Viewer, pairSessionId: string): Promise<PairView | null> {
  const copy = await database().leftCopy.findFirst({ where: leftBy(viewer.userId, pairSessionId) });
  if (!copy) return null;
  // One that an older version has stored may lack something that pages need now.
  const { success, data } = pairView.safeParse(copy.view);
  return success ? { ...data, leftAt: copy.leftAt.toISOString() } : null;
}
