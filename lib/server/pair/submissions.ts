import { attemptLimit } from '@/lib/pairing/counting';
import { pathWithin } from '@/lib/pairing/field-path';
import type { Graded } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';
import type { SubmissionView } from '@/lib/schemas/submission';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import type { Viewer } from '../people/viewer';
import { refusals } from '../refusals';
import { notFound, ok, type Refusal, type Result, refuse } from '../result';
import { changePart } from './change-part';
import { refuseOldNumbers, roundOf } from './number-rounds';
import { waitsForPartner } from './pair-access';
import type { Decision, DecisionTools, NewSubmission, PairState, SubmissionFacts } from './pair-state';

/** A stored submission as an instructor sees it. */
export function toSubmissionView(row: SubmissionFacts): SubmissionView {
  // The JSON columns below are only ever written by newSubmission, from a Grading.
  return {
    id: row.id,
    partId: row.partId,
    attempt: row.attempt,
    outcome: row.outcome as SubmissionView['outcome'],
    earned: row.earned,
    total: row.total,
    feedback: row.feedback as unknown as SubmissionView['feedback'],
    ...(row.cells !== null && { cells: row.cells as NonNullable<SubmissionView['cells']> }),
    ...(row.signature !== null && { signature: row.signature }),
    ...(row.provisional && { provisional: true }),
    ...(row.concepts !== null && {
      concepts: row.concepts as unknown as NonNullable<SubmissionView['concepts']>,
    }),
    ...(row.origin === 'automatic' && { automatic: true }),
  };
}

/**
 * What the pair may see of a submission: of the concepts only those that were found, with their quotes. What was not
 * found would tell what to write.
 */
export function toPairSubmission(row: SubmissionFacts): SubmissionView {
  const { concepts, ...view } = toSubmissionView(row);
  return concepts ? { ...view, concepts: concepts.filter(({ verdict }) => verdict === 'found') } : view;
}

/** A graded response as the part's next submission; `earlier` are others of the same change. */
export function newSubmission(
  state: PairState,
  part: LoadedPart,
  graded: { grading: Graded; bodyHash: string; response: Json },
  made: Pick<NewSubmission, 'id' | 'token' | 'origin' | 'seatId'>,
  earlier = 0,
): NewSubmission {
  const { grading, bodyHash, response } = graded;
  const attempts = state.submissions.filter(({ partId }) => partId === part.id).map(({ attempt }) => attempt);
  return {
    ...made,
    partId: part.id,
    round: roundOf(state, part.id),
    attempt: Math.max(0, ...attempts) + 1 + earlier,
    bodyHash,
    response,
    outcome: grading.outcome,
    earned: grading.earned,
    total: grading.total,
    provisional: grading.provisional,
    feedback: grading.feedback.map(({ code, message }) => ({ code, message })),
    cells: grading.cells ?? null,
    signature: grading.signature ?? null,
    concepts: grading.concepts?.map((concept) => ({ ...concept })) ?? null,
    confidence: grading.confidence ?? null,
  };
}

/** The draft of a part. */
export function draftOf(state: PairState, part: LoadedPart): Json {
  const within = new Map<string, Json>();
  for (const [path, { value }] of state.fields) {
    const relative = pathWithin(part.id, path);
    if (relative !== null) within.set(relative, value);
  }
  return part.prepared.responseFromFields(within);
}

/** Whether a part takes no more checks by a person, on the numbers it has now. */
function hasNoAttemptsLeft(state: PairState, part: LoadedPart): boolean {
  const limit = attemptLimit(part.attempts, state.policy.attempts);
  const round = roundOf(state, part.id);
  const checked = state.submissions.filter(
    (past) => past.partId === part.id && past.round === round && past.origin === 'checked',
  );
  return limit !== null && checked.length >= limit;
}

/**
 * Grades the draft of a part as a last submission, when it differs from what was submitted last, so that
 * nobody scores 0 for not pressing a button. null when the fields are blank, cannot be graded, say what the last
 * submission said, or when no attempt was left.
 */
export function submitDraft(state: PairState, part: LoadedPart, tools: DecisionTools): NewSubmission | null {
  if (state.revealedPartIds.has(part.id) || state.handedInPartIds.has(part.id)) return null;
  const response = draftOf(state, part);
  if (part.prepared.isBlank(response) || hasNoAttemptsLeft(state, part)) return null;
  const { grading, bodyHash } = tools.grade(part, response);
  const round = roundOf(state, part.id);
  const last = state.submissions
    .filter((past) => past.partId === part.id && past.round === round)
    .reduce<PairState['submissions'][number] | null>(
      (latest, past) => (latest && latest.attempt > past.attempt ? latest : past),
      null,
    );
  if (last?.bodyHash === bodyHash || grading.outcome === 'ungradable') return null;
  const { newId } = tools;
  return newSubmission(
    state,
    part,
    { grading, bodyHash, response },
    { id: newId(), token: `automatic-${newId()}`, origin: 'automatic', seatId: state.seat.id },
  );
}

/** Refuses when the part takes no more submissions. */
function refuseSubmission(state: PairState, part: LoadedPart): Refusal | null {
  if (state.phase === 'closed') return refuse('closed', 'This worksheet is closed. Your draft is saved.');
  if (state.phase === 'not-open') return refusals.notOpenYet;
  if (state.revealedPartIds.has(part.id)) return refusals.pageTurned;
  if (state.handedInPartIds.has(part.id)) return refuse('handed-in', 'You have handed this part in.');
  if (waitsForPartner(state)) {
    return refuse('waiting-for-partner', 'You can check once your partner has joined. Your draft is saved.');
  }
  return hasNoAttemptsLeft(state, part)
    ? refuse('no-attempts-left', 'No attempts are left for this part.')
    : null;
}

/** Decides an attempt. The same token again gets the same submission. */
export function decideSubmission(
  state: PairState,
  input: { partId: string; response?: Json | undefined; token: string },
  tools: DecisionTools,
): Decision<SubmissionView> {
  const part = state.worksheet.parts.get(input.partId);
  if (!part) return notFound;
  const isDraft = input.response === undefined;
  const response = input.response === undefined ? draftOf(state, part) : input.response;
  const { grading, bodyHash } = tools.grade(part, response);
  if (state.repeated) {
    const isSame = state.repeated.partId === part.id && (isDraft || state.repeated.bodyHash === bodyHash);
    return isSame
      ? ok(toPairSubmission(state.repeated))
      : refuse('token-reused', 'This token was already used for another response.');
  }
  const refusal = refuseOldNumbers(state, part) ?? refuseSubmission(state, part);
  if (refusal) return refusal;
  if (grading.outcome === 'ungradable') return ok({ id: null, partId: part.id, attempt: null, ...grading });
  const submission = newSubmission(
    state,
    part,
    { grading, bodyHash, response },
    { id: tools.newId(), token: input.token, origin: 'checked', seatId: state.seat.id },
  );
  return {
    ok: true,
    value: toPairSubmission(submission),
    change: { submissions: [submission] },
    news: [{ news: 'submitted', partId: part.id }],
  };
}

/**
 * Grades a response (left out: the draft) as an attempt and stores it. The same token again gets
 * the same submission and stores nothing; an ungradable response is answered, not stored, and leaves the token free.
 */
export function submitResponse(
  viewer: Viewer,
  input: {
    pairSessionId: string;
    partId: string;
    response?: Json | undefined;
    token: string;
    seatId?: string | undefined;
  },
  now: Date,
): Promise<Result<SubmissionView>> {
  const { pairSessionId, seatId, token, response } = input;
  const bytes = response === undefined ? 0 : JSON.stringify(response).length;
  return changePart(viewer, { pairSessionId, seatId, needs: { token }, bytes }, now, (state, tools) =>
    decideSubmission(state, input, tools),
  );
}
