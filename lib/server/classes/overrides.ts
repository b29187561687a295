import { overrideProblem } from '@/lib/results/override-problem';
import { database } from '../database/db';
import { newId } from '../database/ids';
import { lockPairSession } from '../database/locks';
import { recordEvent } from '../database/record-event';
import { write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result, refuse } from '../result';
import { taughtBy } from './sections';

/**
 * Stores a person's decision on a submission, for the pair or for one member. The automatic score stays beside it. The
 * newest decision counts until a person makes another one, also when the pair submits again.
 */
export async function overrideSubmission(
  viewer: Viewer,
  input: { submissionId: string; earned: number; reason: string; seatId?: string | undefined },
  now: Date,
): Promise<Result<{ id: string }>> {
  const reason = input.reason.trim();
  const submission = await database().submission.findFirst({
    where: {
      id: input.submissionId,
      pairSession: { assignment: { section: taughtBy(viewer) } },
    },
    select: {
      pairSessionId: true,
      partId: true,
      total: true,
      pairSession: {
        select: {
          assignment: { select: { sectionId: true } },
          seats: { select: { id: true, userId: true } },
        },
      },
    },
  });
  if (!submission) return notFound;
  const { pairSessionId, partId, total, pairSession } = submission;
  const member = pairSession.seats.find(({ id }) => id === input.seatId);
  if (input.seatId && !member) return notFound;
  const problem = overrideProblem(input, total);
  if (problem) return refuse('bad-request', problem.message);
  const id = newId();
  await write(async (tx) => {
    await lockPairSession(tx, pairSessionId);
    await tx.override.create({
      data: {
        id,
        submissionId: input.submissionId,
        seatId: input.seatId ?? null,
        earned: input.earned,
        reason,
        byUserId: viewer.userId,
        createdAt: now,
      },
    });
    await recordEvent(
      tx,
      {
        kind: 'points-decided',
        actorId: viewer.userId,
        subjectId: member?.userId,
        sectionId: pairSession.assignment.sectionId,
        pairSessionId,
        submissionId: input.submissionId,
        details: { partId, earned: input.earned, total },
      },
      now,
    );
    if (input.seatId) return;
    await tx.partSummary.updateMany({
      where: { pairSessionId, partId },
      data: { overriddenEarned: input.earned, updatedAt: now },
    });
  });
  bus().publish(pairTopic(pairSessionId), { type: 'state', news: 'decided', partId });
  return ok({ id });
}
