import { randomBytes } from 'node:crypto';
import { isSameJson } from '@/lib/pairing/decide-op';
import { joinCostSentences } from '@/lib/pairing/join-costs';
import { phaseAt } from '@/lib/pairing/phase';
import { makeBudget, tooFast } from '../budget';
import { database } from '../database/db';
import { canonicalCode, newCode, newId } from '../database/ids';
import { lockPairSession } from '../database/locks';
import { write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import type { Viewer } from '../people/viewer';
import { perProcess } from '../per-process';
import { refusals } from '../refusals';
import { notFound, ok, type Result, refuse } from '../result';
import { changePart } from './change-part';
import { findPairAccess } from './find-room';
import { isFresh } from './join-requests';
import { leftBy, mayReturn } from './left-copies';
import type { Decision, PairState } from './pair-state';
import { lockPairSessions, sessionsOf, worksheetSlug } from './person-facts';
import { holdStudent, type JoinWait, noSuchCode, readRequest, storeSeat, takeSeat } from './take-seat';

const noReturn = refuse(
  'no-return',
  'You cannot go back any more: more than ten minutes have passed, or your place is taken.',
);

/** Who asks again before this gets the same answer, and nothing is stored. */
const askAgainMs = 60_000;

/** Pair sessions that one person makes: who leaves may start over, again and again. */
const newPairs = perProcess('new-pairs-budget', () => makeBudget(30, 30 / 3_600));

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
    where: {
      userId: viewer.userId,
      role: 'STUDENT',
      section: { assignments: { some: { id: input.assignmentId } } },
    },
  });
  if (!enrollment) return notFound;
  const slug = await worksheetSlug(input.assignmentId);
  const seconds = newPairs.secondsToWait(viewer.userId);
  return write(async (tx): Promise<Result<{ id: string; code: string }>> => {
    if (!(await holdStudent(tx, enrollment.id))) return notFound;
    const held = await tx.seat.findFirst({
      where: { assignmentId: input.assignmentId, activeUserId: viewer.userId },
      include: { pairSession: true },
    });
    if (held) return ok({ id: held.pairSessionId, code: held.pairSession.code });
    const assignment = await tx.assignment.findUniqueOrThrow({ where: { id: input.assignmentId } });
    const phase = phaseAt(assignment, now);
    if (phase === 'closed') return refusals.closed;
    if (phase === 'not-open') return refusals.notOpenYet;
    if (seconds > 0) return tooFast(seconds, 'You have started over more often than can be stored.');
    newPairs.spend(viewer.userId, 1);
    // What is seen and used in one of them counts in the new one, too.
    await lockPairSessions(tx, await sessionsOf(tx, [viewer.userId], slug));
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
    await storeSeat(tx, session, viewer.userId, 0, now);
    return ok({ id: session.id, code });
  });
}

/** The session that a person asked to join a moment ago, where nobody has answered yet: nothing has to be stored again. */
async function findWaiting(userId: string, code: string, now: Date): Promise<JoinWait | null> {
  const request = await database().joinRequest.findFirst({
    where: { userId, pairSession: { code }, declinedAt: null },
    include: {
      pairSession: {
        select: {
          seats: {
            where: { activeUserId: { not: null } },
            orderBy: { place: 'asc' },
            select: { userId: true, user: { select: { name: true } } },
          },
        },
      },
    },
  });
  if (!request || now.getTime() - request.createdAt.getTime() > askAgainMs) return null;
  const { costs, agreedIds } = readRequest(request);
  const { seats } = request.pairSession;
  const missing = seats.filter((one) => !agreedIds.includes(one.userId));
  return missing.length === 0 ? null : { waitsFor: missing.map(({ user }) => user.name), costs };
}

/**
 * Joins a partner's pair session by its code. What cannot be joined looks like a code that does not exist. Those who
 * teach or assist the class get no seat: the code leads them to a page to read.
 */
export async function joinPairSession(
  viewer: Viewer,
  input: { code: string },
  now: Date,
): Promise<Result<{ id: string; readOnly?: true } | JoinWait>> {
  const code = canonicalCode(input.code);
  if (!code) return noSuchCode;
  const { userId } = viewer;
  const read = await database().pairSession.findFirst({
    where: {
      code,
      assignment: { section: { enrollments: { some: { userId, role: { not: 'STUDENT' } } } } },
    },
    select: { id: true },
  });
  if (read) return ok({ id: read.id, readOnly: true });
  const waiting = await findWaiting(userId, code, now);
  if (waiting) return ok(waiting);
  const joined = await takeSeat({ userId, target: { code }, agreedIds: [] }, now);
  if (!joined.ok || !('id' in joined.value)) return joined;
  return ok({ id: joined.value.id });
}

/**
 * Answers, as one of those who sit there, somebody who wants to join at a cost for them. Once all of them have agreed the
 * person is seated. Who answers on what the costs no longer are reads the present ones first.
 */
export async function answerJoinRequest(
  viewer: Viewer,
  input: { pairSessionId: string; requestId: string; agrees: boolean },
  now: Date,
): Promise<Result<{ state: 'joined' | 'waiting' | 'declined' }>> {
  const access = await findPairAccess(viewer, input.pairSessionId, now);
  if (!access) return notFound;
  const where = { id: input.requestId, pairSessionId: access.id, declinedAt: null };
  const request = await database().joinRequest.findFirst({ where });
  if (!request || !isFresh(request.createdAt, now)) return notFound;
  if (!input.agrees) {
    await write(async (tx) => {
      await lockPairSession(tx, access.id);
      await tx.joinRequest.updateMany({ where, data: { declinedAt: now } });
    });
    bus().publish(pairTopic(access.id), { type: 'state', news: 'seats' });
    return ok({ state: 'declined' });
  }
  const { costs, agreedIds } = readRequest(request);
  const yours = access.seats.filter(({ id }) => access.yourSeatIds.includes(id)).map(({ userId }) => userId);
  const wish = {
    userId: request.userId,
    target: { id: access.id },
    agreedIds: [...new Set([...agreedIds, ...yours])],
    read: costs,
  };
  const joined = await takeSeat(wish, now);
  if (!joined.ok) return joined.code === 'no-such-code' ? notFound : joined;
  if ('seatId' in joined.value) return ok({ state: 'joined' });
  return isSameJson(joined.value.costs, costs)
    ? ok({ state: 'waiting' })
    : refuse('changed', 'What this costs you has changed. Please read it again.');
}

/**
 * Seats a second, verified person at the viewer's screen. The caller has checked who `userId` is. Where that costs those
 * who sit there something, `agreesTo` is the sentence that they have read.
 */
export async function addSeat(
  viewer: Viewer,
  input: { pairSessionId: string; userId: string; agreesTo?: string | undefined },
  now: Date,
): Promise<Result<{ seatId: string }>> {
  const { pairSessionId, userId, agreesTo } = input;
  const access = await findPairAccess(viewer, pairSessionId, now);
  if (!access) return notFound;
  const wish = { userId, target: { id: access.id }, agreedIds: [], isHere: true } as const;
  const first = await takeSeat(wish, now);
  if (first.ok) {
    if ('seatId' in first.value) return ok({ seatId: first.value.seatId });
    const { name } = await database().user.findUniqueOrThrow({ where: { id: userId } });
    const sentence = joinCostSentences(name, first.value.costs).join(' ');
    if (agreesTo !== sentence) return refuse('spends', sentence);
    const yours = access.seats.filter(({ id }) => access.yourSeatIds.includes(id));
    const agreedIds = yours.map((one) => one.userId);
    const second = await takeSeat({ ...wish, agreedIds, read: first.value.costs }, now);
    if (!second.ok) return second;
    if ('seatId' in second.value) return ok({ seatId: second.value.seatId });
    return refuse('spends', `First ${second.value.waitsFor.join(' and ')} has to agree, too. ${sentence}`);
  }
  if (first.code !== 'no-such-code') return first;
  return refuse(
    'no-such-code',
    'This person cannot take a seat here: not a student of this class, or no place is free.',
  );
}

/**
 * Goes back to a pair that the viewer has left: for ten minutes, while the worksheet is open and the place is free. Where
 * the viewer has seen or used more meanwhile, those who sit there are asked, as for any other who joins.
 */
export async function returnToPairSession(
  viewer: Viewer,
  input: { pairSessionId: string },
  now: Date,
): Promise<Result<{ id: string } | JoinWait>> {
  const { userId } = viewer;
  const { pairSessionId } = input;
  const copy = await database().leftCopy.findFirst({
    where: leftBy(userId, pairSessionId),
    include: { pairSession: { select: { assignment: true } } },
  });
  if (!copy) {
    const seats = await database().seat.count({ where: { pairSessionId, activeUserId: userId } });
    return seats > 0 ? ok({ id: pairSessionId }) : notFound;
  }
  const { assignment } = copy.pairSession;
  if (phaseAt(assignment, now) === 'closed') return refusals.closed;
  if (!mayReturn(copy.leftAt, now)) return noReturn;
  const wish = { userId, target: { id: pairSessionId }, agreedIds: [], isReturn: true } as const;
  const joined = await takeSeat(wish, now);
  if (!joined.ok) return joined.code === 'no-such-code' ? noReturn : joined;
  return 'seatId' in joined.value ? ok({ id: joined.value.id }) : ok(joined.value);
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
