import { database } from '../database/db';
import { newId } from '../database/ids';
import { lockPairSession } from '../database/locks';
import { write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result, refuse } from '../result';
import { findPairAccess } from './find-pair-access';

/**
 * Sets who drives, for a question where one is named. It never locks anything: roles are advice. Each change is
 * recorded, and so is what was decided for a question, also that nobody swaps.
 */
export async function changeDriver(
  viewer: Viewer,
  input: {
    pairSessionId: string;
    driverSeatId: string;
    questionId?: string | undefined;
    seatId?: string | undefined;
  },
  now: Date,
): Promise<Result<{ driverSeatId: string }>> {
  const access = await findPairAccess(viewer, input.pairSessionId, now, input.seatId);
  if (!access?.seats.some(({ id }) => id === input.driverSeatId)) return notFound;
  if (!access.policy.roles) return refuse('bad-request', 'This assignment works without roles.');
  const { driverSeatId, questionId = null } = input;
  if (questionId !== null && !access.worksheet.questions.some(({ id }) => id === questionId)) return notFound;
  await write(async (tx) => {
    await lockPairSession(tx, access.id);
    const where = { pairSessionId: access.id };
    const before = await tx.pairSession.findUniqueOrThrow({ where: { id: access.id } });
    const decided = questionId && (await tx.driverChange.findFirst({ where: { ...where, questionId } }));
    if (before.driverSeatId === driverSeatId && (questionId === null || decided)) return;
    await tx.pairSession.update({ where: { id: access.id }, data: { driverSeatId } });
    await tx.driverChange.create({
      data: {
        id: newId(),
        ...where,
        seatId: driverSeatId,
        bySeatId: access.seat.id,
        questionId,
        createdAt: now,
      },
    });
  });
  bus().publish(pairTopic(access.id), { type: 'state', news: 'seats' });
  return ok({ driverSeatId });
}

/** The questions for which a pair has decided who drives. */
export async function listDecidedQuestions(pairSessionId: string): Promise<string[]> {
  const changes = await database().driverChange.findMany({
    where: { pairSessionId, questionId: { not: null } },
    select: { questionId: true },
    distinct: ['questionId'],
  });
  return changes.flatMap(({ questionId }) => (questionId === null ? [] : [questionId]));
}
