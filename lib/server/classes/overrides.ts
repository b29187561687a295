import { overrideProblem } from '@/lib/results/override-problem';
import { database } from '../database/db';
import { write } from '../database/writer';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result, refuse } from '../result';
import { findDecidedPart, tellPairs, toResult } from './decide-part';
import { taughtBy } from './sections';
import { storeDecisions } from './store-decisions';

/**
 * Stores an instructor's decision on a submission, for the pair or for one member, whatever state the part is in, with a
 * reason that the pair reads. The newest decision counts until a person makes another one.
 */
export async function overrideSubmission(
  viewer: Viewer,
  input: { submissionId: string; earned: number; reason: string; seatId?: string | undefined },
  now: Date,
): Promise<Result<{ id: string }>> {
  const { submissionId, earned, seatId = null } = input;
  const submission = await database().submission.findFirst({
    where: { id: submissionId, pairSession: { assignment: { section: taughtBy(viewer) } } },
    select: {
      pairSessionId: true,
      partId: true,
      pairSession: {
        select: {
          assignment: { select: { id: true, sectionId: true, worksheetRevisionId: true } },
          seats: { select: { id: true } },
        },
      },
    },
  });
  if (!submission) return notFound;
  const { pairSessionId, partId, pairSession } = submission;
  const part = await findDecidedPart(pairSession.assignment, partId);
  if (!part || (seatId !== null && !pairSession.seats.some(({ id }) => id === seatId))) return notFound;
  const problem = overrideProblem(input, part.total);
  if (problem) return refuse('bad-request', problem.message);
  const wanted = {
    pairSessionId,
    submissionId,
    origin: 'points' as const,
    seatId,
    earned,
    version: null,
    comment: input.reason.trim(),
    note: null,
    batchId: null,
    undoesId: null,
  };
  const outcomes = await write((tx) => storeDecisions(tx, part, [wanted], viewer.userId, now));
  tellPairs(partId, outcomes);
  const made = toResult(outcomes[0]);
  return made.ok ? ok({ id: made.value.id }) : made;
}
