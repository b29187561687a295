import { nextRound } from '@/lib/worksheets/worksheet-for';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result, refuse } from '../result';
import { refuseAgreement } from './agreements';
import { changePart } from './change-part';
import { emptyFields } from './edit-fields';
import { hasNewNumbers } from './number-rounds';
import type { Decision, DecisionTools, PairState } from './pair-state';
import { submitDraft } from './submissions';

/** Decides a wish for new numbers; `round` is the one that the people saw. */
export function decideNewNumbers(
  state: PairState,
  { questionId, round: seen }: { questionId: string; round: number },
  tools: DecisionTools,
): Decision<{ round: number }> {
  const question = state.worksheet.questions.find(({ id }) => id === questionId);
  if (!question) return notFound;
  if (!hasNewNumbers(question)) {
    return refuse('bad-request', 'Only an extra question with numbers of its own has new ones.');
  }
  const refusal = refuseAgreement(state);
  if (refusal) return refusal;
  const current = state.rounds[questionId] ?? 0;
  if (current !== seen) return ok({ round: current });
  const { parts } = question;
  const round = nextRound(state.worksheet, state.seed, questionId, current);
  return {
    ok: true,
    value: { round },
    change: {
      // They were for the old numbers.
      endedOwnAnswers: state.ownAnswers.filter(({ partId }) => parts.some(({ id }) => id === partId)),
      ...emptyFields(state, parts, tools),
      submissions: parts.flatMap((part) => submitDraft(state, part, tools) ?? []),
      withdrawn: state.proposals.filter(({ partId }) => parts.some(({ id }) => id === partId)),
      newNumbers: { questionId, round },
    },
    news: [{ news: 'numbers' }],
  };
}

/**
 * Draws new numbers for a question. The draft is graded with the old ones first; then the fields are
 * emptied, and parts that were revealed or handed in are open again. `round` is the one the viewer saw: asked again,
 * or by both partners at once, it answers with the round that came of it.
 */
export function drawNewNumbers(
  viewer: Viewer,
  input: { pairSessionId: string; questionId: string; round: number; seatId?: string | undefined },
  now: Date,
): Promise<Result<{ round: number }>> {
  const { pairSessionId, seatId } = input;
  return changePart(viewer, { pairSessionId, seatId, needs: { documents: 'all' } }, now, (state, tools) =>
    decideNewNumbers(state, input, tools),
  );
}
