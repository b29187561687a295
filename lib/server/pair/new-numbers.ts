import type { LoadedQuestion } from '@/lib/worksheets/worksheet';
import { nextRound } from '@/lib/worksheets/worksheet-for';
import { lockPairSession } from '../database/locks';
import { write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result, refuse } from '../result';
import { refreshStates, refuseAgreement } from './agreements';
import { findPairAccess } from './find-pair-access';
import { roundsOf } from './number-rounds';
import { emptyFields } from './store-ops';
import { submitDraft } from './submissions';

/** Whether a pair may ask for new numbers: only where nothing is scored, else one could try until they are easy. */
export function hasNewNumbers({ drawn, parts }: Pick<LoadedQuestion, 'drawn' | 'parts'>): boolean {
  return drawn !== null && parts.every(({ isScored }) => !isScored);
}

/**
 * Draws new numbers for a question. What stands in its fields is graded with the old ones first; then the fields are
 * emptied, and parts that were revealed or handed in are open again. `round` is the one the viewer saw: asked again,
 * or by both partners at once, it answers with the round that came of it.
 */
export async function drawNewNumbers(
  viewer: Viewer,
  input: { pairSessionId: string; questionId: string; round: number; seatId?: string | undefined },
  now: Date,
): Promise<Result<{ round: number }>> {
  const access = await findPairAccess(viewer, input.pairSessionId, now, input.seatId);
  const question = access?.worksheet.questions.find(({ id }) => id === input.questionId);
  if (!access || !question) return notFound;
  if (!hasNewNumbers(question)) {
    return refuse('bad-request', 'Only an extra question with numbers of its own has new ones.');
  }
  const refusal = refuseAgreement(access);
  if (refusal) return refusal;
  const before = access.rounds[question.id] ?? 0;
  const next = nextRound(access.worksheet, access.seed, question.id, before);
  const { round, stored } = await write(async (tx) => {
    await lockPairSession(tx, access.id);
    const session = await tx.pairSession.findUniqueOrThrow({
      where: { id: access.id },
      select: { numberRounds: true },
    });
    const rounds = roundsOf(session);
    const current = rounds[question.id] ?? 0;
    if (current !== input.round || current !== before) return { round: current, stored: [] };
    const fresh = await refreshStates(tx, access);
    for (const part of question.parts) await submitDraft(tx, fresh, part, now);
    const stored = await emptyFields(tx, fresh, question.parts, now);
    const partIds = question.parts.map(({ id }) => id);
    const where = { pairSessionId: access.id, partId: { in: partIds } };
    await tx.proposal.deleteMany({ where });
    await tx.partSummary.updateMany({
      where,
      data: { isRevealed: false, isHandedIn: false, disagreed: false, updatedAt: now },
    });
    await tx.pairSession.update({
      where: { id: access.id },
      data: { numberRounds: { ...rounds, [question.id]: next } },
    });
    return { round: next, stored };
  });
  if (stored.length > 0) bus().publish(pairTopic(access.id), { type: 'ops', stored });
  bus().publish(pairTopic(access.id), { type: 'state', news: 'numbers' });
  return ok({ round });
}
