import { nextAgreementStep } from '@/lib/pairing/agreement';
import { takesOver } from '@/lib/pairing/counting';
import { pathWithin } from '@/lib/pairing/field-path';
import { mayGoBackAt } from '@/lib/pairing/unanswered';
import type { DisagreementStep } from '@/lib/schemas/pair-calls';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import type { Viewer } from '../people/viewer';
import { refusals } from '../refusals';
import { notFound, ok, type Result, refuse } from '../result';
import { findProposal, refuseAgreement } from './agreements';
import { changePart } from './change-part';
import { uncountedFields } from './informed-fields';
import { refuseOldNumbers } from './number-rounds';
import { endingOwnAnswers, openAnswers, ownFieldKey, ownResponse } from './own-answers';
import { waitsForPartner } from './pair-access';
import type {
  Decision,
  DecisionTools,
  FieldState,
  NewSubmission,
  OwnAnswer,
  PairChange,
  PairState,
} from './pair-state';
import { isEmpty } from './part-summaries';
import { refuseSpent } from './spent-parts';
import { hasNoAttemptsLeft, newSubmission } from './submissions';

interface Disagreed {
  state: 'proposed' | 'handed-in' | 'agreed';
}

/** A decision that the open pages of both are told of. */
function told(part: LoadedPart, state: Disagreed['state'], change: PairChange): Decision<Disagreed> {
  return { ok: true, value: { state }, change, news: [{ news: 'hand-in', partId: part.id }] };
}

/** Gives everybody who sits there an own answer, which begins as what the pair has written together. */
function begin(state: PairState, part: LoadedPart, tools: DecisionTools): Decision<Disagreed> {
  const open = openAnswers(state, part.id);
  if (open.length === 0 && state.seats.length < 2) {
    return refuse('bad-request', 'Only two people who work together can disagree.');
  }
  const without = state.seats.filter(({ id }) => !open.some(({ seatId }) => seatId === id));
  if (without.length === 0) return ok({ state: 'proposed' });
  const left = new Set(uncountedFields(state, part));
  const shared = [...state.fields.values()].filter(
    (field) => pathWithin(part.id, field.path) !== null && !isEmpty(field.value) && !left.has(field),
  );
  const ownFields = without.flatMap(({ id: bySeatId }) =>
    shared.map(({ path, value }): [string, FieldState] => [
      ownFieldKey(bySeatId, path),
      {
        path,
        value,
        version: 1,
        verdict: null,
        bySeatId,
        firstValue: null,
        firstVerdict: null,
        wrongCount: 0,
      },
    ]),
  );
  const ownAnswers = without.map(({ id: seatId }) => ({
    id: tools.newId(),
    partId: part.id,
    seatId,
    confirmedAt: null,
    submissionId: null,
    outcome: null,
    earned: null,
    provisional: false,
  }));
  // Who wanted to finish the part, or to see its solution, wanted so for an answer of both.
  const withdrawn = state.proposals.filter(({ partId }) => partId === part.id);
  return told(part, 'proposed', { ownAnswers, ownFields: new Map(ownFields), withdrawn });
}

/** Grades own answers, each once; those that cannot be graded are left out. */
export function gradeOwnAnswers(
  state: PairState,
  part: LoadedPart,
  answers: readonly OwnAnswer[],
  tools: DecisionTools,
): { submissions: NewSubmission[]; ownAnswers: OwnAnswer[] } {
  const submissions: NewSubmission[] = [];
  const ownAnswers: OwnAnswer[] = [];
  const summary = state.summaries.get(part.id);
  const shared = summary && summary.countingSubmissionId !== null ? summary : null;
  for (const answer of answers) {
    const response = ownResponse(state, part, answer);
    const { grading, bodyHash } = tools.grade(part, response);
    if (grading.outcome === 'ungradable') continue;
    const { seatId } = answer;
    const id = tools.newId();
    const made = { id, token: `disagreement-${tools.newId()}`, origin: 'disagreement' as const, seatId };
    const graded = { grading, bodyHash, response };
    const submission = newSubmission(state, part, graded, made, submissions.length);
    submissions.push(submission);
    const { outcome, earned, provisional } =
      !shared || takesOver(shared, submission, state.policy.counting) ? submission : shared;
    ownAnswers.push({ ...answer, submissionId: id, outcome, earned, provisional });
  }
  return { submissions, ownAnswers };
}

/** Confirms a seat's own answer. Once all who sit there have, they are graded and the part is handed in. */
function confirm(
  state: PairState,
  part: LoadedPart,
  own: OwnAnswer,
  tools: DecisionTools,
  now: Date,
): Decision<Disagreed> {
  if (tools.grade(part, ownResponse(state, part, own)).grading.outcome === 'ungradable') {
    return refuse('bad-request', 'Your own answer cannot be graded yet. Finish it first.');
  }
  const confirmed = { ...own, confirmedAt: own.confirmedAt ?? now.toISOString() };
  const open = openAnswers(state, part.id).map((one) => (one.id === own.id ? confirmed : one));
  const isComplete = state.seats.every(({ id }) =>
    open.some(({ seatId, confirmedAt }) => seatId === id && confirmedAt !== null),
  );
  if (!isComplete || waitsForPartner(state)) {
    return own.confirmedAt === null
      ? told(part, 'proposed', { ownAnswers: [confirmed] })
      : ok({ state: 'proposed' });
  }
  const { submissions, ownAnswers } = gradeOwnAnswers(state, part, open, tools);
  const handIn = {
    partId: part.id,
    contentHash: submissions.map(({ bodyHash }) => bodyHash).join(' '),
    seatIds: open.map(({ seatId }) => seatId),
    disagreement: submissions.map(({ id, seatId }) => ({ submissionId: id, seatId })),
  };
  const withdrawn = state.proposals.filter(({ partId }) => partId === part.id);
  return told(part, 'handed-in', { submissions, ownAnswers, handIn, withdrawn });
}

/**
 * Agreeing again takes both, because it discards what either has written alone. Who has asked for it and is not answered
 * in time goes back alone, where nobody else has confirmed an answer.
 */
function agreeAgain(
  state: PairState,
  part: LoadedPart,
  open: readonly OwnAnswer[],
  now: Date,
): Decision<Disagreed> {
  const proposal = findProposal(state, part.id, 'agreement');
  const bySeatId = state.seat.id;
  if (proposal?.bySeatId === bySeatId && state.seats.length > 1) {
    const isSilent = open.every(({ seatId, confirmedAt }) => seatId === bySeatId || confirmedAt === null);
    return isSilent && now >= mayGoBackAt(proposal.createdAt)
      ? told(part, 'agreed', endingOwnAnswers(state, open))
      : ok({ state: 'proposed' });
  }
  const step = nextAgreementStep({
    agreement: 'both',
    presentSeatIds: state.seats.map(({ id }) => id),
    seatId: bySeatId,
    contentHash: '',
    proposal,
  });
  if (step === 'agreed') return told(part, 'agreed', endingOwnAnswers(state, open));
  const proposed = { partId: part.id, purpose: 'agreement', contentHash: '', bySeatId } as const;
  return told(part, 'proposed', { withdrawn: proposal ? [proposal] : [], proposed });
}

/** Decides a step of a pair that disagrees on a part. */
export function decideDisagreement(
  state: PairState,
  input: { partId: string; step?: DisagreementStep | undefined },
  tools: DecisionTools,
  now: Date,
): Decision<Disagreed> {
  const part = state.worksheet.parts.get(input.partId);
  if (!part) return notFound;
  if (state.handedInPartIds.has(part.id)) return ok({ state: 'handed-in' });
  const open = openAnswers(state, part.id);
  const own = open.find(({ seatId }) => seatId === state.seat.id);
  const step = input.step ?? (own ? 'confirm' : 'begin');
  // Elsewhere than in a part that was handed in, only closing grades own answers: for who comes just after, it is closed.
  const isSettled = state.ownAnswers.some((one) => one.partId === part.id && one.submissionId !== null);
  if (state.phase === 'closed' || isSettled) return refusals.closed;
  const old = refuseOldNumbers(state, part);
  if (old) return old;
  if (step === 'agree')
    return open.length === 0 ? ok({ state: 'agreed' }) : agreeAgain(state, part, open, now);
  if (step === 'change') {
    return own?.confirmedAt
      ? told(part, 'proposed', { ownAnswers: [{ ...own, confirmedAt: null }] })
      : ok({ state: 'proposed' });
  }
  const refusal = (own ? null : refuseAgreement(state)) ?? refuseSpent(state, part);
  if (refusal) return refusal;
  if (part.isPrediction) return refuse('bad-request', 'A prediction needs no agreement.');
  if (hasNoAttemptsLeft(state, part)) {
    return refuse('no-attempts-left', 'No attempts are left for this part: an own answer would be one more.');
  }
  if (step === 'begin') return begin(state, part, tools);
  return own
    ? confirm(state, part, own, tools, now)
    : refuse('bad-request', 'You have not begun an answer of your own here.');
}

/**
 * A step of a pair that disagrees on a part: `begin` gives each of them an own answer that the other cannot see,
 * `confirm` hands the own one in, `change` takes that back, `agree` asks to discard both, or answers who asked. Left out:
 * `begin` without an own answer, else `confirm`. Once all have confirmed, each answer is graded and counts for its writer.
 */
export function disagreeOnPart(
  viewer: Viewer,
  input: {
    pairSessionId: string;
    partId: string;
    step?: DisagreementStep | undefined;
    seatId?: string | undefined;
  },
  now: Date,
): Promise<Result<Disagreed>> {
  const { pairSessionId, seatId } = input;
  return changePart(viewer, { pairSessionId, seatId }, now, (state, tools) =>
    decideDisagreement(state, input, tools, now),
  );
}
