import type { Graded } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';
import type { SubmissionView } from '@/lib/schemas/submission';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import type { Viewer } from '../people/viewer';
import { refusals } from '../refusals';
import { notFound, ok, type Refusal, type Result, refuse } from '../result';
import { changePart } from './change-part';
import { refuseInformed, responseOf, uncountedFields } from './informed-fields';
import { refuseOldNumbers, roundOf } from './number-rounds';
import { refuseDisagreeing } from './own-answers';
import { waitsForPartner } from './pair-access';
import { editsOfCheck, mostChecks } from './pair-budgets';
import type {
  Decision,
  DecisionTools,
  LatestSubmission,
  NewSubmission,
  PairState,
  SubmissionFacts,
} from './pair-state';
import { attemptsUsed, isSpent, limitOf, refuseSpent } from './spent-parts';
import { toPairSubmission } from './submission-view';

/** What the pair reads when it checks what was checked already: that submission, who made it and when. */
function toRepeated(
  { names }: PairState,
  row: SubmissionFacts & Pick<LatestSubmission, 'seatId' | 'createdAt'>,
): SubmissionView {
  const { seatId, createdAt: checkedAt } = row;
  return { ...toPairSubmission(row), repeated: true, checkedBy: names.get(seatId) ?? '', checkedAt };
}

/** The newest submission of a part on the numbers that it has now. */
function latestOf(state: PairState, part: LoadedPart): LatestSubmission | null {
  const latest = state.latest.get(part.id);
  return latest?.round === roundOf(state, part.id) ? latest : null;
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

/** The draft of a part, as far as it can be scored. */
export function draftOf(state: PairState, part: LoadedPart): Json {
  const left = new Set(uncountedFields(state, part));
  return responseOf(
    part,
    [...state.fields.values()].filter((field) => !left.has(field)),
  );
}

/** Whether a part takes no more checks by a person, on the numbers it has now. */
export function hasNoAttemptsLeft(state: PairState, part: LoadedPart): boolean {
  const stored = state.submissions.filter(({ partId, origin }) => partId === part.id && origin === 'checked');
  return attemptsUsed(state, part) >= (limitOf(state, part) ?? mostChecks) || stored.length >= mostChecks;
}

/**
 * Grades the draft of a part as a last submission, when it differs from what was submitted last, so that
 * nobody scores 0 for not pressing a button. null when the fields are blank, cannot be graded, say what the last
 * submission said, or when no attempt was left. `earlier` are others of the same change.
 */
export function submitDraft(
  state: PairState,
  part: LoadedPart,
  tools: DecisionTools,
  earlier = 0,
): NewSubmission | null {
  if (isSpent(state, part) || state.handedInPartIds.has(part.id)) return null;
  const response = draftOf(state, part);
  if (part.prepared.isBlank(response) || hasNoAttemptsLeft(state, part)) return null;
  const { grading, bodyHash } = tools.grade(part, response);
  if (latestOf(state, part)?.bodyHash === bodyHash || grading.outcome === 'ungradable') return null;
  const { newId } = tools;
  return newSubmission(
    state,
    part,
    { grading, bodyHash, response },
    { id: newId(), token: `automatic-${newId()}`, origin: 'automatic', seatId: state.seat.id },
    earlier,
  );
}

/** Refuses when the part takes no more submissions. */
function refuseSubmission(state: PairState, part: LoadedPart): Refusal | null {
  if (state.phase === 'closed') return refuse('closed', 'This worksheet is closed. Your draft is saved.');
  if (state.phase === 'not-open') return refusals.notOpenYet;
  const spent = refuseSpent(state, part);
  if (spent) return spent;
  if (state.handedInPartIds.has(part.id)) return refuse('handed-in', 'You have handed this part in.');
  const disagreeing = refuseDisagreeing(state, part.id);
  if (disagreeing) return disagreeing;
  return waitsForPartner(state)
    ? refuse('waiting-for-partner', 'You can check once your partner has joined. Your draft is saved.')
    : null;
}

/**
 * Decides an attempt. The same token again gets the same submission; so does what the newest submission says already,
 * which is no attempt, and the token stands for that submission from then on.
 */
export function decideSubmission(
  state: PairState,
  input: { partId: string; response?: Json | undefined; token: string },
  tools: DecisionTools,
): Decision<SubmissionView> {
  const part = state.worksheet.parts.get(input.partId);
  if (!part) return notFound;
  const isDraft = input.response === undefined;
  const response = input.response === undefined ? responseOf(part, state.fields.values()) : input.response;
  const { grading, bodyHash } = tools.grade(part, response);
  if (state.repeated) {
    const isSame = state.repeated.partId === part.id && (isDraft || state.repeated.bodyHash === bodyHash);
    if (isSame) {
      return ok(
        state.repeated.isRepeat ? toRepeated(state, state.repeated) : toPairSubmission(state.repeated),
      );
    }
    return refuse('token-reused', 'This token was already used for another response.');
  }
  const refusal = refuseOldNumbers(state, part) ?? refuseSubmission(state, part);
  if (refusal) return refusal;
  const latest = latestOf(state, part);
  if (latest?.bodyHash === bodyHash) {
    const repeatedCheck = { token: input.token, submission: latest };
    return { ok: true, value: toRepeated(state, latest), change: { repeatedCheck } };
  }
  const informed = refuseInformed(state, part, tools, bodyHash);
  if (informed) return informed;
  if (hasNoAttemptsLeft(state, part)) {
    return refuse('no-attempts-left', 'No attempts are left for this part.');
  }
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
  return changePart(
    viewer,
    { pairSessionId, seatId, needs: { token }, bytes, edits: editsOfCheck },
    now,
    (state, tools) => decideSubmission(state, input, tools),
  );
}
