import { phaseAt } from '@/lib/pairing/phase';
import { policySchema } from '@/lib/schemas/policy';
import type { LoadedPart, Worksheet } from '@/lib/worksheets/worksheet';
import { worksheetFor } from '@/lib/worksheets/worksheet-for';
import { database } from '../database/db';
import type { Viewer } from '../people/viewer';
import { currentPartIds, roundsOf } from './number-rounds';
import type { PairAccess } from './pair-access';
import { worksheetOfRevisionId } from './worksheet-revisions';

/**
 * Finds a pair session through the viewer: null when it does not exist, when the viewer has no present seat in it, or
 * when `seatId` is not one that this browser has proved.
 */
export async function findPairAccess(
  viewer: Viewer,
  pairSessionId: string,
  now: Date,
  seatId?: string | undefined,
): Promise<PairAccess | null> {
  const row = await database().pairSession.findFirst({
    where: { id: pairSessionId, seats: { some: { activeUserId: viewer.userId } } },
    select: {
      id: true,
      assignmentId: true,
      code: true,
      seed: true,
      numberRounds: true,
      driverSeatId: true,
      splitAt: true,
      seats: {
        where: { activeUserId: { not: null } },
        orderBy: { place: 'asc' },
        select: { id: true, userId: true, place: true, user: { select: { name: true } } },
      },
      reveals: { select: { partId: true, round: true } },
      handIns: { select: { partId: true, round: true } },
      assignment: {
        select: {
          sectionId: true,
          policy: true,
          opensAt: true,
          closesAt: true,
          worksheetRevisionId: true,
        },
      },
    },
  });
  if (!row) return null;
  const seats = row.seats.map(({ id, userId, place, user }) => ({
    id,
    userId,
    name: user.name,
    place: place ?? 0,
  }));
  const proved = new Set(viewer.seats.map((seat) => `${seat.seatId} ${seat.userId}`));
  const yours = seats.filter(
    (seat) => seat.userId === viewer.userId || proved.has(`${seat.id} ${seat.userId}`),
  );
  const seat = yours.find(({ id, userId }) => (seatId ? id === seatId : userId === viewer.userId));
  if (!seat) return null;
  const { assignment } = row;
  const rounds = roundsOf(row);
  const published = await worksheetOfRevisionId(assignment.worksheetRevisionId);
  const worksheet = worksheetFor(published, row.seed, rounds);
  return {
    id: row.id,
    assignmentId: row.assignmentId,
    sectionId: assignment.sectionId,
    code: row.code,
    seed: row.seed,
    rounds,
    driverSeatId: row.driverSeatId,
    isSplit: row.splitAt !== null,
    policy: policySchema.parse(assignment.policy),
    phase: phaseAt(assignment, now),
    opensAt: assignment.opensAt,
    closesAt: assignment.closesAt,
    worksheet,
    seats,
    seat,
    yourSeatIds: yours.map(({ id }) => id),
    revealedPartIds: currentPartIds({ worksheet, rounds }, row.reveals),
    handedInPartIds: currentPartIds({ worksheet, rounds }, row.handIns),
  };
}

/** The part a field's path belongs to, and the rest of the path; null when the worksheet has no such part. */
export function partOfPath(worksheet: Worksheet, path: string): { part: LoadedPart; within: string } | null {
  const slash = path.indexOf('/');
  const part = worksheet.parts.get(slash < 0 ? path : path.slice(0, slash));
  return part ? { part, within: slash < 0 ? '' : path.slice(slash + 1) } : null;
}

/**
 * Whether a path is a field of an exploration: `<question id>:<exploration>/<field>`. What stands there is kept for
 * the instructor and never graded.
 */
export function isExplorationPath(worksheet: Worksheet, path: string): boolean {
  const [, questionId, name] = /^([A-Za-z0-9_-]+):([a-z-]+)\/[a-z-]+$/.exec(path) ?? [];
  const question = worksheet.questions.find(({ id }) => id === questionId);
  return question?.body.some((block) => block.type === 'exploration' && block.name === name) ?? false;
}
