import { storeKeptScores } from '../database/kept-scores';
import { lockPairSession } from '../database/locks';
import type { Tx } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';

/** Takes a person out of all pairs of a section; returns the ids of those pair sessions. */
export async function storeLeaving(tx: Tx, userId: string, sectionId: string, now: Date): Promise<string[]> {
  const seats = await tx.seat.findMany({
    where: { activeUserId: userId, assignment: { sectionId } },
    // Whoever locks several pairs does so in the order of their ids, so that no two wait for each other.
    orderBy: { pairSessionId: 'asc' },
  });
  for (const { id, pairSessionId } of seats) {
    await lockPairSession(tx, pairSessionId);
    await tx.seat.update({ where: { id }, data: { activeUserId: null, place: null, leftAt: now } });
    await storeKeptScores(tx, [id]);
  }
  return seats.map(({ pairSessionId }) => pairSessionId);
}

/** Has the open pages of pairs look who sits there now. */
export function tellSeats(pairSessionIds: readonly string[]): void {
  for (const id of pairSessionIds) bus().publish(pairTopic(id), { type: 'state', news: 'seats' });
}
