import { policySchema } from '@/lib/schemas/policy';
import { newId } from '../database/ids';
import { lockEnrollment, lockPairSession } from '../database/locks';
import { type Tx, write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { taughtBy } from './sections';

/** Takes a person out of all pairs of a section; returns the ids of those pair sessions. */
async function storeLeaving(tx: Tx, userId: string, sectionId: string, now: Date): Promise<string[]> {
  const seats = await tx.seat.findMany({
    where: { activeUserId: userId, assignment: { sectionId } },
    // Whoever locks several pairs does so in the order of their ids, so that no two wait for each other.
    orderBy: { pairSessionId: 'asc' },
  });
  for (const { id, pairSessionId } of seats) {
    await lockPairSession(tx, pairSessionId);
    await tx.seat.update({ where: { id }, data: { activeUserId: null, place: null, leftAt: now } });
  }
  return seats.map(({ pairSessionId }) => pairSessionId);
}

/** Puts a person back into the last pair of each assignment, where a place is free; returns the pair sessions' ids. */
async function storeReturn(tx: Tx, userId: string, sectionId: string): Promise<string[]> {
  const past = await tx.seat.findMany({
    where: { userId, assignment: { sectionId } },
    orderBy: { joinedAt: 'desc' },
    include: { assignment: { select: { policy: true } } },
  });
  const newest = new Map(past.toReversed().map((seat) => [seat.assignmentId, seat]));
  const returned: string[] = [];
  const inOrder = [...newest.values()].sort((a, b) => (a.pairSessionId < b.pairSessionId ? -1 : 1));
  for (const seat of inOrder) {
    if (seat.activeUserId !== null) continue;
    await lockPairSession(tx, seat.pairSessionId);
    const present = await tx.seat.findMany({
      where: { pairSessionId: seat.pairSessionId, activeUserId: { not: null } },
    });
    const { maxSeats } = policySchema.parse(seat.assignment.policy);
    const taken = new Set(present.map(({ place }) => place));
    const place = Array.from({ length: maxSeats }, (_, at) => at).find((at) => !taken.has(at));
    if (place === undefined) continue;
    await tx.seat.update({ where: { id: seat.id }, data: { activeUserId: userId, place, leftAt: null } });
    returned.push(seat.pairSessionId);
  }
  return returned;
}

function tell(pairSessionIds: readonly string[]): void {
  for (const id of pairSessionIds) bus().publish(pairTopic(id), { type: 'state', news: 'seats' });
}

/**
 * Takes a student out of a section that the viewer teaches, and out of its pairs. The work of the pairs stays, and
 * {@link enrollAgain} brings the person back to it.
 */
export async function removeStudent(
  viewer: Viewer,
  input: { sectionId: string; userId: string },
  now: Date,
): Promise<Result<null>> {
  const left = await write(async (tx): Promise<Result<string[]>> => {
    const enrollment = await tx.enrollment.findFirst({
      where: { userId: input.userId, role: 'STUDENT', section: { id: input.sectionId, ...taughtBy(viewer) } },
    });
    if (!enrollment) return notFound;
    await lockEnrollment(tx, enrollment.id);
    const sessions = await storeLeaving(tx, input.userId, input.sectionId, now);
    await tx.enrollment.delete({ where: { id: enrollment.id } });
    return ok(sessions);
  });
  if (!left.ok) return left;
  tell(left.value);
  return ok(null);
}

/**
 * Enrols a person again who worked in a section that the viewer teaches and was taken out, and gives back the last seats
 * there. Others enrol themselves, by the section's code.
 */
export async function enrollAgain(
  viewer: Viewer,
  input: { sectionId: string; userId: string },
  now: Date,
): Promise<Result<null>> {
  const { sectionId, userId } = input;
  const returned = await write(
    async (tx): Promise<Result<string[]>> => {
      const section = await tx.section.findFirst({ where: { id: sectionId, ...taughtBy(viewer) } });
      // An instructor can give students new passwords, so nobody may be enrolled who never worked in this section.
      const past = await tx.seat.findFirst({ where: { userId, assignment: { sectionId } } });
      if (!section || !past) return notFound;
      const key = { userId, sectionId };
      if (await tx.enrollment.findUnique({ where: { userId_sectionId: key } })) return ok([]);
      await tx.enrollment.create({ data: { id: newId(), ...key, role: 'STUDENT', createdAt: now } });
      return ok(await storeReturn(tx, userId, sectionId));
    },
    { key: `person ${userId}` },
  );
  if (!returned.ok) return returned;
  tell(returned.value);
  return ok(null);
}
