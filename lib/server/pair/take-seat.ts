import { isSameJson } from '@/lib/pairing/decide-op';
import { joinCosts } from '@/lib/pairing/join-costs';
import { phaseAt } from '@/lib/pairing/phase';
import type { JoinCost } from '@/lib/schemas/join-cost';
import { type Policy, policySchema } from '@/lib/schemas/policy';
import type { Worksheet } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import { newId } from '../database/ids';
import { lockEnrollment } from '../database/locks';
import { type Tx, write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import { ok, type Refusal, type Result, refuse } from '../result';
import { isFresh } from './join-requests';
import { currentPartIds, roundsOf } from './number-rounds';
import { lockPairSessions, type PersonFacts, personPart, readFacts, sessionsOf } from './person-facts';
import { followsPeople, limitOf } from './spent-parts';
import { worksheetOfRevisionId } from './worksheet-revisions';

export const noSuchCode = refuse(
  'no-such-code',
  'No pair with a free place has this code. Ask your partner to read it again.',
);

const declined = refuse('declined', 'Your partner does not want to work with you on these terms.');

function alreadyPaired(pairSessionId: string, title: string, partners: readonly string[]): Refusal {
  const message =
    partners.length > 0
      ? `You already work with ${partners.join(' and ')} on “${title}”, in another pair.`
      : `You have already worked on “${title}”, in a pair of your own where nobody else sits.`;
  return { ...refuse('already-paired', message), pairSessionId };
}

/** The columns are only ever written by keepRequest, in these shapes. */
export function readRequest(row: { costs: unknown; agreedIds: unknown }): {
  costs: JoinCost[];
  agreedIds: string[];
} {
  return { costs: row.costs as JoinCost[], agreedIds: row.agreedIds as string[] };
}

/** Seats a person: the caller has locked the person's enrollment and knows that no present seat is held. */
export async function storeSeat(
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

/** Locks a person's enrollment; false where the person is no student there any more: staff never sit. */
export async function holdStudent(tx: Tx, enrollmentId: string): Promise<boolean> {
  await lockEnrollment(tx, enrollmentId);
  return (await tx.enrollment.count({ where: { id: enrollmentId, role: 'STUDENT' } })) > 0;
}

function freePlace(taken: readonly (number | null)[], maxSeats: number): number | null {
  for (let place = 0; place < maxSeats; place += 1) if (!taken.includes(place)) return place;
  return null;
}

/** Whether nothing has been typed, submitted or predicted in a pair session. */
async function isUntouched(tx: Tx, pairSessionId: string): Promise<boolean> {
  return (
    (await tx.op.count({ where: { pairSessionId } })) === 0 &&
    (await tx.submission.count({ where: { pairSessionId } })) === 0 &&
    (await tx.prediction.count({ where: { pairSessionId } })) === 0
  );
}

/** Seated, or waiting until those who sit there have agreed to what it costs them. */
type Joined = { id: string; seatId: string } | JoinWait;

/** A join that waits: who has to agree, and to what. */
export interface JoinWait {
  waitsFor: string[];
  costs: JoinCost[];
}

/** Whom a person is to sit with, and who of those who sit there has agreed to what it costs them. */
interface Wish {
  userId: string;
  target: { code: string } | { id: string };
  /** Ids of users. */
  agreedIds: readonly string[];
  /** What they have read; left out where nobody has read anything yet. */
  read?: readonly JoinCost[];
  /** The person is at their screen and asks nobody elsewhere: without anybody's yes, nothing is kept. */
  isHere?: true;
  /** The person has left this pair session and goes back, also where nobody sits there any more. */
  isReturn?: true;
}

/** What those who sit in a pair session lose by somebody's joining. */
async function costsOfJoining(
  tx: Tx,
  session: { id: string; numberRounds: unknown },
  worksheet: Worksheet,
  policy: Policy,
  people: { sitting: readonly string[]; joining: string },
): Promise<JoinCost[]> {
  const joining = await readFacts(tx, people.joining, worksheet.slug);
  if (people.sitting.length === 0 || (!joining.isStaff && joining.parts.size === 0)) return [];
  const sitting: PersonFacts[] = [];
  for (const userId of people.sitting) sitting.push(await readFacts(tx, userId, worksheet.slug));
  const rounds = roundsOf(session);
  const handIns = await tx.handIn.findMany({ where: { pairSessionId: session.id } });
  const handedIn = currentPartIds({ worksheet, rounds }, handIns);
  const parts = [...worksheet.parts.values()].filter(
    (part) => part.isScored && !part.isPrediction && !handedIn.has(part.id) && followsPeople(worksheet, part),
  );
  return joinCosts(
    parts.map((part) => ({
      id: part.id,
      limit: limitOf({ policy }, part),
      sitting: sitting.map((facts) => personPart(facts, part.id)),
      joining: personPart(joining, part.id),
    })),
  );
}

/** Keeps a wish to join until those who sit there have answered. One that was declined stays declined for a while. */
async function keepRequest(
  tx: Tx,
  wish: Wish,
  pairSessionId: string,
  costs: JoinCost[],
  now: Date,
): Promise<Result<null>> {
  const { userId } = wish;
  if (wish.isHere && wish.agreedIds.length === 0) return ok(null);
  const key = { pairSessionId_userId: { pairSessionId, userId } };
  const known = await tx.joinRequest.findUnique({ where: key });
  if (known?.declinedAt && isFresh(known.declinedAt, now)) return declined;
  // Who has agreed to the same costs before need not agree again when the person asks again.
  const before = known && isSameJson(readRequest(known).costs, costs) ? readRequest(known).agreedIds : [];
  const agreedIds = [...new Set([...before, ...wish.agreedIds])];
  const asked = { costs, agreedIds, createdAt: now };
  await tx.joinRequest.upsert({
    where: key,
    create: { id: newId(), pairSessionId, userId, ...asked },
    update: { ...asked, declinedAt: null },
  });
  return ok(null);
}

/**
 * Seats a person in the pair session with a code (or id), moving them out of an own one that is still empty. Where that
 * costs those who sit there points or attempts, it waits until each of them has agreed.
 */
export async function takeSeat(wish: Wish, now: Date): Promise<Result<Joined>> {
  const { userId, target } = wish;
  const found = await database().pairSession.findFirst({
    where: { ...target, assignment: { section: { enrollments: { some: { userId, role: 'STUDENT' } } } } },
    include: {
      assignment: {
        include: {
          worksheetRevision: { select: { slug: true, title: true } },
          section: { include: { enrollments: { where: { userId } } } },
        },
      },
    },
  });
  const enrollment = found?.assignment.section.enrollments[0];
  if (!found || !enrollment) return noSuchCode;
  const policy = policySchema.parse(found.assignment.policy);
  const worksheet = await worksheetOfRevisionId(found.assignment.worksheetRevisionId);
  let isAsked = false;
  const result = await write(async (tx): Promise<Result<Joined>> => {
    isAsked = false;
    if (!(await holdStudent(tx, enrollment.id))) return noSuchCode;
    const held = await tx.seat.findFirst({
      where: { assignmentId: found.assignmentId, activeUserId: userId },
    });
    if (held?.pairSessionId === found.id) return ok({ id: found.id, seatId: held.id });
    if (phaseAt(found.assignment, now) === 'closed') return noSuchCode;
    await lockPairSessions(tx, [found.id, ...(await sessionsOf(tx, [userId], worksheet.slug))]);
    const present = await tx.seat.findMany({
      where: { pairSessionId: found.id, activeUserId: { not: null } },
      include: { user: { select: { name: true } } },
    });
    const place = freePlace(
      present.map((other) => other.place),
      policy.maxSeats,
    );
    if (place === null || (present.length === 0 && !wish.isReturn)) return noSuchCode;
    if (held) {
      const others = await tx.seat.findMany({
        where: { pairSessionId: held.pairSessionId, activeUserId: { not: null }, id: { not: held.id } },
        orderBy: { place: 'asc' },
        select: { user: { select: { name: true } } },
      });
      if (others.length > 0 || !(await isUntouched(tx, held.pairSessionId))) {
        return alreadyPaired(
          held.pairSessionId,
          found.assignment.worksheetRevision.title,
          others.map(({ user }) => user.name),
        );
      }
    }
    const session = await tx.pairSession.findUniqueOrThrow({ where: { id: found.id } });
    const sitting = present.map((other) => other.userId);
    const costs = await costsOfJoining(tx, session, worksheet, policy, { sitting, joining: userId });
    const missing = present.filter((other) => !wish.agreedIds.includes(other.userId));
    if (costs.length > 0 && (missing.length > 0 || !isSameJson(costs, [...(wish.read ?? [])]))) {
      const isOther = wish.read !== undefined && !isSameJson(costs, [...wish.read]);
      const kept = await keepRequest(tx, isOther ? { ...wish, agreedIds: [] } : wish, found.id, costs, now);
      if (!kept.ok) return kept;
      isAsked = true;
      const waitsFor = (isOther ? present : missing).map(({ user }) => user.name);
      return ok({ waitsFor, costs });
    }
    if (held) {
      await tx.seat.update({
        where: { id: held.id },
        data: { activeUserId: null, place: null, leftAt: now },
      });
    }
    await tx.joinRequest.deleteMany({ where: { pairSessionId: found.id, userId } });
    // Who sits there needs no copy of what there was before.
    await tx.leftCopy.deleteMany({ where: { pairSessionId: found.id, userId } });
    const { id: seatId } = await storeSeat(tx, found, userId, place, now);
    return ok({ id: found.id, seatId });
  });
  if (isAsked || result.ok) bus().publish(pairTopic(found.id), { type: 'state', news: 'seats' });
  return result;
}
