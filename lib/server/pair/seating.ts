import { randomBytes } from 'node:crypto';
import { phaseAt } from '@/lib/pairing/phase';
import { policySchema } from '@/lib/schemas/policy';
import { database } from '../database/db';
import { canonicalCode, newCode, newId } from '../database/ids';
import { lockEnrollment, lockPairSession } from '../database/locks';
import { type Tx, write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import type { Viewer } from '../people/viewer';
import { refusals } from '../refusals';
import { notFound, ok, type Result, refuse } from '../result';
import { changePart } from './change-part';
import { findPairAccess } from './find-room';
import type { Decision, PairState } from './pair-state';

const noSuchCode = refuse(
  'no-such-code',
  'No pair with a free place has this code. Ask your partner to read it again.',
);

/** Seats a person: the caller has locked the person's enrollment and knows that no present seat is held. */
async function seat(
  tx: Tx,
  session: { id: string; assignmentId: string },
  userId: string,
  place: number,
  now: Date,
) {
  return tx.seat.create({
    data: {
      id: newId(),
      pairSessionId: session.id,
      assignmentId: session.assignmentId,
      userId,
      activeUserId: userId,
      place,
      joinedAt: now,
    },
  });
}

function freePlace(taken: readonly (number | null)[], maxSeats: number): number | null {
  for (let place = 0; place < maxSeats; place += 1) if (!taken.includes(place)) return place;
  return null;
}

/** Whether nothing has been typed or submitted in a pair session. */
async function isUntouched(tx: Tx, pairSessionId: string): Promise<boolean> {
  return (
    (await tx.op.count({ where: { pairSessionId } })) === 0 &&
    (await tx.submission.count({ where: { pairSessionId } })) === 0
  );
}

/**
 * Makes a pair session with the viewer in its first seat; one who sits in one already gets that one. The assignment
 * is found through the viewer's enrollment.
 */
export async function createPairSession(
  viewer: Viewer,
  input: { assignmentId: string },
  now: Date,
): Promise<Result<{ id: string; code: string }>> {
  const enrollment = await database().enrollment.findFirst({
    where: { userId: viewer.userId, section: { assignments: { some: { id: input.assignmentId } } } },
  });
  if (!enrollment) return notFound;
  return write(async (tx): Promise<Result<{ id: string; code: string }>> => {
    await lockEnrollment(tx, enrollment.id);
    const held = await tx.seat.findFirst({
      where: { assignmentId: input.assignmentId, activeUserId: viewer.userId },
      include: { pairSession: true },
    });
    if (held) return ok({ id: held.pairSessionId, code: held.pairSession.code });
    const assignment = await tx.assignment.findUniqueOrThrow({ where: { id: input.assignmentId } });
    const phase = phaseAt(assignment, now);
    if (phase === 'closed') return refusals.closed;
    if (phase === 'not-open') return refusals.notOpenYet;
    let code = newCode();
    while (await tx.pairSession.findUnique({ where: { code } })) code = newCode();
    const session = await tx.pairSession.create({
      data: {
        id: newId(),
        assignmentId: input.assignmentId,
        code,
        seed: randomBytes(8).toString('hex'),
        createdAt: now,
      },
    });
    await seat(tx, session, viewer.userId, 0, now);
    return ok({ id: session.id, code });
  });
}

interface Joined {
  id: string;
  seatId: string;
}

/** Seats a person in the pair session with a code (or id), moving them out of an own one that is still empty. */
async function join(
  userId: string,
  target: { code: string } | { id: string },
  now: Date,
): Promise<Result<Joined>> {
  const found = await database().pairSession.findFirst({
    where: { ...target, assignment: { section: { enrollments: { some: { userId } } } } },
    include: { assignment: { include: { section: { include: { enrollments: { where: { userId } } } } } } },
  });
  const enrollment = found?.assignment.section.enrollments[0];
  if (!found || !enrollment) return noSuchCode;
  const policy = policySchema.parse(found.assignment.policy);
  const result = await write(async (tx): Promise<Result<Joined>> => {
    await lockEnrollment(tx, enrollment.id);
    const held = await tx.seat.findFirst({
      where: { assignmentId: found.assignmentId, activeUserId: userId },
    });
    if (held?.pairSessionId === found.id) return ok({ id: found.id, seatId: held.id });
    if (phaseAt(found.assignment, now) === 'closed') return noSuchCode;
    const touched = [found.id, ...(held ? [held.pairSessionId] : [])].sort();
    for (const id of touched) await lockPairSession(tx, id);
    const present = await tx.seat.findMany({
      where: { pairSessionId: found.id, activeUserId: { not: null } },
    });
    const place = freePlace(
      present.map((other) => other.place),
      policy.maxSeats,
    );
    if (place === null || present.length === 0) return noSuchCode;
    if (held) {
      const others = await tx.seat.count({
        where: { pairSessionId: held.pairSessionId, activeUserId: { not: null }, id: { not: held.id } },
      });
      if (others > 0 || !(await isUntouched(tx, held.pairSessionId))) {
        return refuse('already-paired', 'You already work in another pair on this worksheet.');
      }
      await tx.seat.update({
        where: { id: held.id },
        data: { activeUserId: null, place: null, leftAt: now },
      });
    }
    const { id: seatId } = await seat(tx, found, userId, place, now);
    return ok({ id: found.id, seatId });
  });
  if (result.ok) bus().publish(pairTopic(result.value.id), { type: 'state', news: 'seats' });
  return result;
}

/** Joins a partner's pair session by its code. What cannot be joined looks like a code that does not exist. */
export async function joinPairSession(
  viewer: Viewer,
  input: { code: string },
  now: Date,
): Promise<Result<{ id: string }>> {
  const code = canonicalCode(input.code);
  if (!code) return noSuchCode;
  const joined = await join(viewer.userId, { code }, now);
  return joined.ok ? ok({ id: joined.value.id }) : joined;
}

/** Seats a second, verified person at the viewer's screen. The caller has checked who `userId` is. */
export async function addSeat(
  viewer: Viewer,
  input: { pairSessionId: string; userId: string },
  now: Date,
): Promise<Result<{ seatId: string }>> {
  const access = await findPairAccess(viewer, input.pairSessionId, now);
  if (!access) return notFound;
  const joined = await join(input.userId, { id: access.id }, now);
  if (joined.ok) return ok({ seatId: joined.value.seatId });
  if (joined.code !== 'no-such-code') return joined;
  return refuse(
    'no-such-code',
    'This person cannot take a seat here: not in this class, or no place is free.',
  );
}

/** Decides that the seat that acts leaves: it stays as history, what the pair did stays with the pair. */
function decideLeaving(state: PairState): Decision<null> {
  if (state.phase === 'closed') return refusals.closed;
  return { ok: true, value: null, change: { leaves: true }, news: [{ news: 'seats' }] };
}

/** Leaves a pair session. */
export function leavePairSession(
  viewer: Viewer,
  input: { pairSessionId: string; seatId?: string | undefined },
  now: Date,
): Promise<Result<null>> {
  return changePart(viewer, input, now, decideLeaving);
}
