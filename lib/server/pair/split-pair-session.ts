import { prefixOfPart } from '@/lib/pairing/field-path';
import { phaseAt } from '@/lib/pairing/phase';
import { database } from '../database/db';
import { newCode, newId } from '../database/ids';
import { lockEnrollment } from '../database/locks';
import { recordEvent } from '../database/record-event';
import { toStoredJson } from '../database/stored-json';
import { type Tx, write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result, refuse } from '../result';
import { copyPairRows } from './copy-pair-rows';
import { lockPairSessions, sessionsOf, worksheetSlug } from './person-facts';

export interface PairCopy {
  pairSessionId: string;
  /** Who works on in the copy. */
  name: string;
}

function findSplitSession(viewer: Viewer, pairSessionId: string) {
  return database().pairSession.findFirst({
    where: {
      id: pairSessionId,
      assignment: { section: { enrollments: { some: { userId: viewer.userId, role: 'INSTRUCTOR' } } } },
    },
    select: { id: true, assignmentId: true, assignment: { select: { sectionId: true } } },
  });
}

/** Ends own answers that were not graded yet, and deletes what they say. */
async function dropUngraded(
  tx: Tx,
  which: { pairSessionId: string; seatId: string | { not: string } },
): Promise<void> {
  const { pairSessionId } = which;
  const ended = await tx.ownAnswer.findMany({ where: { ...which, submissionId: null } });
  for (const { id, partId, seatId: ownerSeatId } of ended) {
    const below = [{ path: partId }, { path: { startsWith: prefixOfPart(partId) } }];
    await tx.field.deleteMany({ where: { pairSessionId, ownerSeatId, OR: below } });
    await tx.ownAnswer.delete({ where: { id } });
  }
}

/** Moves one seat into a copy of everything; there the other seats count as having left. */
async function moveIntoCopy(
  tx: Tx,
  session: { id: string },
  mover: { id: string; userId: string },
  now: Date,
): Promise<string> {
  let code = newCode();
  while (await tx.pairSession.findUnique({ where: { code } })) code = newCode();
  const { assignmentId, seed, seq, numberRounds } = await tx.pairSession.findUniqueOrThrow({
    where: { id: session.id },
  });
  const copy = await tx.pairSession.create({
    data: {
      id: newId(),
      assignmentId,
      code,
      seed,
      ...(numberRounds !== null && { numberRounds: toStoredJson(numberRounds) }),
      seq,
      splitAt: now,
      splitFromId: session.id,
      createdAt: now,
    },
  });
  await tx.seat.update({
    where: { id: mover.id },
    data: { activeUserId: null, place: null, leftAt: now },
  });
  const copies = await copyPairRows(tx, session.id, copy.id, now);
  const seatId = copies.get(mover.id) ?? mover.id;
  await tx.seat.update({
    where: { id: seatId },
    data: { activeUserId: mover.userId, place: 0, leftAt: null },
  });
  // What one of them writes alone goes on where that one sits.
  await dropUngraded(tx, { pairSessionId: session.id, seatId: mover.id });
  await dropUngraded(tx, { pairSessionId: copy.id, seatId: { not: seatId } });
  return copy.id;
}

/**
 * Splits a pair, as its section's instructor: the first seat stays, each other one goes on in a copy of everything
 * done so far, and from then on nobody there has to wait for a partner. Asked again, it answers with the same copies.
 */
export async function splitPairSession(
  viewer: Viewer,
  input: { pairSessionId: string },
  now: Date,
): Promise<Result<{ copies: PairCopy[] }>> {
  const session = await findSplitSession(viewer, input.pairSessionId);
  if (!session) return notFound;
  const slug = await worksheetSlug(session.assignmentId);
  const result = await write(async (tx): Promise<Result<{ copies: PairCopy[] }>> => {
    const members = await tx.enrollment.findMany({
      where: {
        sectionId: session.assignment.sectionId,
        user: { seats: { some: { pairSessionId: session.id, activeUserId: { not: null } } } },
      },
      orderBy: { id: 'asc' },
    });
    for (const { id } of members) await lockEnrollment(tx, id);
    // Who goes on in a copy sits elsewhere then, which the other pair sessions of that person have to know.
    const people = members.map(({ userId }) => userId);
    await lockPairSessions(tx, [session.id, ...(await sessionsOf(tx, people, slug))]);
    const seats = await tx.seat.findMany({
      where: { pairSessionId: session.id, activeUserId: { not: null } },
      orderBy: { place: 'asc' },
      include: { user: { select: { name: true } } },
    });
    const movers = seats.slice(1);
    if (movers.length === 0) {
      const earlier = await tx.seat.findMany({
        where: { pairSession: { splitFromId: session.id }, activeUserId: { not: null } },
        include: { user: { select: { name: true } } },
      });
      if (earlier.length === 0) return refuse('bad-request', 'Only one person works here.');
      return ok({
        copies: earlier.map(({ pairSessionId, user }) => ({ pairSessionId, name: user.name })),
      });
    }
    // Read here: while this waited for its turn, the worksheet may have been closed and settled.
    const assignment = await tx.assignment.findUniqueOrThrow({ where: { id: session.assignmentId } });
    if (assignment.settledAt || phaseAt(assignment, now) === 'closed') {
      return refuse('closed', 'This worksheet is closed: both already have the same results.');
    }
    await tx.proposal.deleteMany({ where: { pairSessionId: session.id } });
    const copies: PairCopy[] = [];
    for (const { id, userId, user } of movers) {
      copies.push({ pairSessionId: await moveIntoCopy(tx, session, { id, userId }, now), name: user.name });
    }
    await tx.pairSession.update({ where: { id: session.id }, data: { splitAt: now } });
    await recordEvent(
      tx,
      {
        kind: 'pair-split',
        actorId: viewer.userId,
        sectionId: session.assignment.sectionId,
        pairSessionId: session.id,
        details: { copies: copies.map((copy) => copy.pairSessionId) },
      },
      now,
    );
    return ok({ copies });
  });
  if (result.ok) bus().publish(pairTopic(session.id), { type: 'state', news: 'seats' });
  return result;
}
