import { overrideProblem } from '@/lib/results/override-problem';
import { reviewOf, standingDecisions } from '@/lib/results/part-review';
import { database } from '../database/db';
import { newId } from '../database/ids';
import { lockPairSession } from '../database/locks';
import { recordEvent } from '../database/record-event';
import { toStoredJson } from '../database/stored-json';
import { type Tx, write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result, refuse } from '../result';
import { taughtBy } from './sections';

/** Has a part's summary tell of the decisions on it. The caller has locked the pair session and stored the newest. */
async function summarizeDecisions(
  tx: Tx,
  { pairSessionId, partId }: { pairSessionId: string; partId: string },
  now: Date,
): Promise<void> {
  const summary = await tx.partSummary.findUnique({
    where: { pairSessionId_partId: { pairSessionId, partId } },
  });
  if (!summary) return;
  const decisions = await tx.override.findMany({
    where: { submission: { pairSessionId, partId } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { seatId: true, earned: true },
  });
  const present = await tx.seat.findMany({
    where: { pairSessionId, activeUserId: { not: null } },
    select: { id: true },
  });
  // The newest was made just now, so on what counts now.
  const decided = standingDecisions(decisions.map((one) => ({ ...one, hash: summary.canonicalNow ?? '' })));
  const facts = { ...summary, ...decided };
  const review = reviewOf(
    facts,
    present.map(({ id }) => id),
  );
  await tx.partSummary.update({
    where: { id: summary.id },
    data: {
      ...decided,
      memberDecisions: toStoredJson(decided.memberDecisions),
      review,
      version: { increment: 1 },
      updatedAt: now,
    },
  });
}

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
    await summarizeDecisions(tx, { pairSessionId, partId }, now);
  });
  bus().publish(pairTopic(pairSessionId), { type: 'state', news: 'decided', partId });
  return ok({ id });
}
