import { policySchema } from '@/lib/schemas/policy';
import { newId } from '../database/ids';
import { lockEnrollment } from '../database/locks';
import { recordEvent } from '../database/record-event';
import { type Tx, write } from '../database/writer';
import { lockPairSessions, sessionsOf } from '../pair/person-facts';
import { formerMemberOf } from '../people/former-members';
import { storeLeaving, tellSeats } from '../people/give-up-seats';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { taughtBy } from './sections';

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
    await lockPairSessions(tx, [seat.pairSessionId, ...(await sessionsOf(tx, [userId]))]);
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

/**
 * Takes a student out of a section that the viewer teaches, and out of its pairs. The work of the pairs stays. Only
 * {@link enrollAgain} brings the person back to it, not the section's code.
 */
export async function removeStudent(
  viewer: Viewer,
  input: { sectionId: string; userId: string },
  now: Date,
): Promise<Result<null>> {
  const { sectionId, userId } = input;
  const run = async (tx: Tx): Promise<Result<string[]>> => {
    const enrollment = await tx.enrollment.findFirst({
      where: { userId, role: 'STUDENT', section: { id: sectionId, ...taughtBy(viewer) } },
    });
    if (!enrollment) return notFound;
    await lockEnrollment(tx, enrollment.id);
    const sessions = await storeLeaving(tx, userId, sectionId, now);
    await tx.enrollment.delete({ where: { id: enrollment.id } });
    await tx.removal.upsert({
      where: { userId_sectionId: { userId, sectionId } },
      create: { id: newId(), userId, sectionId, createdAt: now },
      update: { createdAt: now },
    });
    await recordEvent(
      tx,
      {
        kind: 'removed',
        actorId: viewer.userId,
        subjectId: userId,
        sectionId,
        details: { seats: sessions.length },
      },
      now,
    );
    return ok(sessions);
  };
  const left = await write(run, { key: `person ${userId}` });
  if (!left.ok) return left;
  tellSeats(left.value);
  return ok(null);
}

/**
 * Enrols a person again who was taken out of a section that the viewer teaches, and gives back the last seats there.
 * Others enrol themselves, by the section's code.
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
      const key = { userId, sectionId };
      if (section && (await tx.enrollment.findUnique({ where: { userId_sectionId: key } }))) return ok([]);
      // An instructor can give students new passwords, so nobody may be enrolled who never was in this section.
      const wanted = { id: userId, ...formerMemberOf(sectionId) };
      const former = await tx.user.findFirst({ where: wanted, select: { id: true } });
      if (!section || !former) return notFound;
      await tx.removal.deleteMany({ where: key });
      await tx.enrollment.create({ data: { id: newId(), ...key, role: 'STUDENT', createdAt: now } });
      const sessions = await storeReturn(tx, userId, sectionId);
      await recordEvent(
        tx,
        {
          kind: 'enrolled-again',
          actorId: viewer.userId,
          subjectId: userId,
          sectionId,
          details: { seats: sessions.length },
        },
        now,
      );
      return ok(sessions);
    },
    { key: `person ${userId}` },
  );
  if (!returned.ok) return returned;
  tellSeats(returned.value);
  return ok(null);
}
