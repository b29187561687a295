import type { Json } from '@/lib/schemas/json';
import type { Viewer } from '../people/viewer';
import { refusals } from '../refusals';
import { notFound, ok, type Result, refuse } from '../result';
import { findProposal, refuseAgreement } from './agreements';
import { changePart } from './change-part';
import { contentHash } from './content-hash';
import { refuseOldNumbers } from './number-rounds';
import type { Decision, DecisionTools, NewSubmission, PairState } from './pair-state';
import { draftOf, newSubmission } from './submissions';

type Disagreed = { state: 'proposed' | 'handed-in' };

/** Decides an answer of one seat alone. */
export function decideDisagreement(
  state: PairState,
  input: { partId: string; response?: Json | undefined },
  tools: DecisionTools,
): Decision<Disagreed> {
  const { partId } = input;
  const part = state.worksheet.parts.get(partId);
  if (!part) return notFound;
  if (state.handedInPartIds.has(partId)) return ok({ state: 'handed-in' });
  const refusal = refuseAgreement(state);
  if (refusal) return refusal;
  if (state.revealedPartIds.has(partId)) return refusals.pageTurned;
  if (state.seats.length < 2) return refuse('bad-request', 'Only two people who work together can disagree.');
  const old = refuseOldNumbers(state, part);
  if (old) return old;

  const news = [{ news: 'hand-in' as const, partId }];
  const everyProposal = state.proposals.filter((other) => other.partId === partId);
  const draft = draftOf(state, part);
  const propose = (bySeatId: string, answer: Json) =>
    ({
      partId,
      purpose: 'disagreement',
      contentHash: contentHash(answer),
      bySeatId,
      response: answer,
    }) as const;
  const wish = findProposal(state, partId, 'hand-in');
  if (wish && wish.bySeatId !== state.seat.id && input.response === undefined) {
    // What the partner wanted to hand in becomes the partner's own answer; this seat now enters another one.
    const proposed = propose(wish.bySeatId, draft);
    return { ok: true, value: { state: 'proposed' }, change: { withdrawn: everyProposal, proposed }, news };
  }
  const response = input.response === undefined ? draft : input.response;
  if (tools.grade(part, response).grading.outcome === 'ungradable') {
    return refuse('bad-request', 'Your own answer cannot be graded yet. Finish it first.');
  }
  const partners = findProposal(state, partId, 'disagreement');
  if (!partners || partners.bySeatId === state.seat.id) {
    const proposed = propose(state.seat.id, response);
    const withdrawn = partners ? [partners] : [];
    return { ok: true, value: { state: 'proposed' }, change: { withdrawn, proposed }, news };
  }
  const hash = contentHash(response);
  if (partners.contentHash === hash) {
    return refuse('bad-request', 'This is what your partner handed in. Change it, or agree with it.');
  }
  const answers = [
    { seatId: partners.bySeatId, response: partners.response ?? '' },
    { seatId: state.seat.id, response },
  ];
  const submissions: NewSubmission[] = [];
  for (const own of answers) {
    const { grading, bodyHash } = tools.grade(part, own.response);
    if (grading.outcome === 'ungradable' || !state.seats.some(({ id }) => id === own.seatId)) continue;
    const made = {
      id: tools.newId(),
      token: `disagreement-${tools.newId()}`,
      origin: 'disagreement' as const,
      seatId: own.seatId,
    };
    const graded = { grading, bodyHash, response: own.response };
    submissions.push(newSubmission(state, part, graded, made, submissions.length));
  }
  const handIn = {
    partId,
    contentHash: hash,
    seatIds: answers.map(({ seatId }) => seatId),
    disagreement: submissions.map(({ id, seatId }) => ({ submissionId: id, seatId })),
  };
  return {
    ok: true,
    value: { state: 'handed-in' },
    change: { submissions, handIn, withdrawn: everyProposal },
    news,
  };
}

/**
 * Hands in an answer of one seat alone. The first one waits for the partner's (or is what the partner had proposed to
 * hand in); with the second both are stored and the part is handed in as disagreed. Until an instructor decides, the
 * pair has the mean of both, provisionally.
 */
export function disagreeOnPart(
  viewer: Viewer,
  input: { pairSessionId: string; partId: string; response?: Json | undefined; seatId?: string | undefined },
  now: Date,
): Promise<Result<Disagreed>> {
  const { pairSessionId, seatId } = input;
  return changePart(viewer, { pairSessionId, seatId }, now, (state, tools) =>
    decideDisagreement(state, input, tools),
  );
}
