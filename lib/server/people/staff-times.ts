import { newId } from '../database/ids';
import { lockPairSession } from '../database/locks';
import type { Tx } from '../database/writer';

/**
 * Notes that a person teaches or assists a section from now on: all keys there count as seen by that person for good.
 * Has the pairs know it in which the person sits in other classes.
 */
export async function storeStaffTime(tx: Tx, userId: string, sectionId: string, now: Date): Promise<void> {
  const key = { userId, sectionId };
  await tx.staffTime.upsert({
    where: { userId_sectionId: key },
    create: { id: newId(), ...key, since: now },
    update: {},
  });
  const seats = await tx.seat.findMany({
    where: { activeUserId: userId },
    orderBy: { pairSessionId: 'asc' },
    select: { pairSessionId: true },
  });
  for (const { pairSessionId } of seats) await lockPairSession(tx, pairSessionId);
}
