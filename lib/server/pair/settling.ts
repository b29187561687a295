import { phaseAt } from '@/lib/pairing/phase';
import { policySchema } from '@/lib/schemas/policy';
import { worksheetFor } from '@/lib/worksheets/worksheet-for';
import { database } from '../database/db';
import { lockPairSession } from '../database/locks';
import { write } from '../database/writer';
import { currentPartIds, roundsOf } from './number-rounds';
import type { PairAccess } from './pair-access';
import { submitDraft } from './submissions';
import { worksheetOfRevision } from './worksheet-revisions';

/** Grades what stands in the fields of one pair session of a closed assignment. */
async function settlePairSession(access: PairAccess, now: Date): Promise<void> {
  await write(async (tx) => {
    await lockPairSession(tx, access.id);
    for (const part of access.worksheet.parts.values()) {
      if (!part.isPrediction) await submitDraft(tx, access, part, now);
    }
  });
}

/**
 * Once an assignment has closed, grades everything that stands in its pairs' fields unsubmitted. Safe to call at any
 * time and again: nothing is graded twice, and an assignment that is open, or settled already, is left alone.
 */
export async function settleIfClosed(assignmentId: string, now: Date): Promise<void> {
  const assignment = await database().assignment.findUnique({
    where: { id: assignmentId },
    include: {
      worksheetRevision: true,
      pairSessions: {
        include: {
          seats: { include: { user: { select: { name: true } } }, orderBy: { joinedAt: 'asc' } },
          reveals: { select: { partId: true, round: true } },
          handIns: { select: { partId: true, round: true } },
        },
      },
    },
  });
  if (!assignment || assignment.settledAt || phaseAt(assignment, now) !== 'closed') return;
  const shared = {
    assignmentId,
    sectionId: assignment.sectionId,
    policy: policySchema.parse(assignment.policy),
    phase: 'closed' as const,
    opensAt: assignment.opensAt,
    closesAt: assignment.closesAt,
  };
  const published = worksheetOfRevision(assignment.worksheetRevision);
  for (const session of assignment.pairSessions) {
    const rounds = roundsOf(session);
    const worksheet = worksheetFor(published, session.seed, rounds);
    const seats = session.seats.map(({ id, userId, user, place }) => ({
      id,
      userId,
      name: user.name,
      place: place ?? 0,
    }));
    const [seat] = seats;
    if (!seat) continue;
    await settlePairSession(
      {
        ...shared,
        id: session.id,
        code: session.code,
        seed: session.seed,
        rounds,
        worksheet,
        driverSeatId: session.driverSeatId,
        isSplit: session.splitAt !== null,
        seats,
        seat,
        yourSeatIds: [],
        revealedPartIds: currentPartIds({ worksheet, rounds }, session.reveals),
        handedInPartIds: currentPartIds({ worksheet, rounds }, session.handIns),
      },
      now,
    );
  }
  await write((tx) => tx.assignment.update({ where: { id: assignmentId }, data: { settledAt: now } }));
}

/** Settles every assignment that has closed since the last call; the server calls it from time to time. */
export async function settleClosedAssignments(now: Date): Promise<void> {
  const closed = await database().assignment.findMany({
    where: { settledAt: null, closesAt: { lte: now } },
    select: { id: true },
  });
  for (const { id } of closed) await settleIfClosed(id, now);
}
