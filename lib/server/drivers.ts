import { pairTopic } from './bus';
import { newId } from './ids';
import { lockPairSession } from './locks';
import { findPairAccess } from './pair-access';
import { notFound, ok, type Result, refuse } from './result';
import { bus } from './shared-bus';
import type { Viewer } from './viewer';
import { write } from './writer';

/** Sets who drives. It never locks anything: roles are advice, and each change is recorded. */
export async function changeDriver(
  viewer: Viewer,
  input: { pairSessionId: string; driverSeatId: string; seatId?: string | undefined },
  now: Date,
): Promise<Result<{ driverSeatId: string }>> {
  const access = await findPairAccess(viewer, input.pairSessionId, now, input.seatId);
  if (!access?.seats.some(({ id }) => id === input.driverSeatId)) return notFound;
  if (!access.policy.roles) return refuse('bad-request', 'This assignment works without roles.');
  const { driverSeatId } = input;
  await write(async (tx) => {
    await lockPairSession(tx, access.id);
    const before = await tx.pairSession.findUniqueOrThrow({ where: { id: access.id } });
    if (before.driverSeatId === driverSeatId) return;
    await tx.pairSession.update({ where: { id: access.id }, data: { driverSeatId } });
    await tx.driverChange.create({
      data: {
        id: newId(),
        pairSessionId: access.id,
        seatId: driverSeatId,
        bySeatId: access.seat.id,
        createdAt: now,
      },
    });
  });
  bus().publish(pairTopic(access.id), { type: 'state', news: 'seats' });
  return ok({ driverSeatId });
}
