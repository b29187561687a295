import { takesOver } from '@/lib/pairing/counting';
import { meanOfDisagreement, outcomeOfDisagreement } from '@/lib/pairing/disagreement';
import type { Json } from '@/lib/schemas/json';
import { partOfPath } from './find-part';
import type { NewSubmission, PairChange, PairState, SummaryState } from './pair-state';

/** What a change gives new values of a part's summary. */
type SummaryPatch = Partial<Omit<SummaryState, 'partId' | 'overriddenEarned'>>;

/** The summary of a part that nobody has worked on. */
export function emptySummary(partId: string): SummaryState {
  return {
    partId,
    attempts: 0,
    countingSubmissionId: null,
    outcome: null,
    earned: 0,
    total: 0,
    provisional: false,
    firstOutcome: null,
    signature: null,
    overriddenEarned: null,
    isRevealed: false,
    isHandedIn: false,
    disagreed: false,
    filledFields: 0,
    submittedAt: null,
  };
}

/** Whether a field holds nothing: an empty text or an empty list. */
export function isEmpty(value: Json): boolean {
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
}

/** What counts for a part after a new submission. An override holds until a person changes it. */
function afterSubmission(
  before: SummaryState,
  submission: NewSubmission,
  counting: PairState['policy']['counting'],
): SummaryPatch {
  const { id, origin, outcome, earned, total, provisional, signature } = submission;
  const current = before.countingSubmissionId === null ? null : { earned: before.earned };
  return {
    ...(origin === 'checked' && { attempts: before.attempts + 1 }),
    ...(!before.firstOutcome && { firstOutcome: outcome }),
    ...(takesOver(current, { earned }, counting) && {
      countingSubmissionId: id,
      outcome,
      earned,
      total,
      provisional,
      signature,
    }),
  };
}

/** What a pair has that handed in own answers: the mean of what its members have. */
function afterDisagreement(
  { submissions = [], ownAnswers = [] }: PairChange,
  before: SummaryState,
): SummaryPatch {
  const own = submissions.filter(({ origin }) => origin === 'disagreement');
  const last = own.at(-1);
  if (!last) return {};
  return {
    disagreed: new Set(own.map(({ bodyHash }) => bodyHash)).size > 1,
    countingSubmissionId: last.id,
    total: last.total,
    earned: meanOfDisagreement(ownAnswers.map(({ earned }) => earned ?? 0)),
    outcome: outcomeOfDisagreement(ownAnswers.flatMap(({ outcome }) => outcome ?? [])),
    provisional: ownAnswers.some(({ provisional }) => provisional),
    ...(!before.firstOutcome && { firstOutcome: own[0]?.outcome ?? null }),
  };
}

/** What of a pair's state its summaries follow from. */
type SummedUp = Pick<PairState, 'worksheet' | 'fields' | 'summaries' | 'policy'>;

/** The summaries that a change of the state gives new values, whole, by part. */
export function summariesAfter(
  state: SummedUp,
  change: PairChange,
  now: Date,
): ReadonlyMap<string, SummaryState> {
  const changed = new Map<string, SummaryState>();
  const currentOf = (partId: string) =>
    changed.get(partId) ?? state.summaries.get(partId) ?? emptySummary(partId);
  const patch = (partId: string, part: SummaryPatch) =>
    changed.set(partId, { ...currentOf(partId), ...part });

  for (const [path, { value }] of change.fields ?? []) {
    const partId = partOfPath(state.worksheet, path)?.part.id;
    const wasEmpty = isEmpty(state.fields.get(path)?.value ?? '');
    const more = Number(wasEmpty) - Number(isEmpty(value));
    if (partId && more !== 0) patch(partId, { filledFields: currentOf(partId).filledFields + more });
  }
  for (const submission of change.submissions ?? []) {
    const { partId, origin } = submission;
    if (origin === 'disagreement') {
      // It counts for its writer; what the pair shares stands beside it.
      patch(partId, { disagreed: true, submittedAt: now.toISOString() });
      continue;
    }
    const after = afterSubmission(currentOf(partId), submission, state.policy.counting);
    patch(partId, { ...after, submittedAt: now.toISOString() });
  }
  const { reveal, handIn, newNumbers } = change;
  if (reveal) patch(reveal.partId, { isRevealed: true });
  if (handIn) patch(handIn.partId, { isHandedIn: true });
  if (handIn?.disagreement) patch(handIn.partId, afterDisagreement(change, currentOf(handIn.partId)));
  for (const { questionId, id } of newNumbers ? state.worksheet.parts.values() : []) {
    if (questionId !== newNumbers?.questionId || !(state.summaries.has(id) || changed.has(id))) continue;
    patch(id, { isRevealed: false, isHandedIn: false, disagreed: false });
  }
  return changed;
}
