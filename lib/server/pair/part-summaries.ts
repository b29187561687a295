import { takesOver } from '@/lib/pairing/counting';
import { meanOfDisagreement } from '@/lib/pairing/disagreement';
import type { Json } from '@/lib/schemas/json';
import { partOfPath } from './find-pair-access';
import type { NewSubmission, PairChange, PairState, SummaryState } from './pair-state';

/** The columns of a part's summary that a change gives new values. */
export interface SummaryPatch {
  attempts?: number;
  countingSubmissionId?: string;
  outcome?: string;
  earned?: number;
  total?: number;
  provisional?: boolean;
  firstOutcome?: string;
  signature?: string | null;
  isRevealed?: boolean;
  isHandedIn?: boolean;
  disagreed?: boolean;
  filledFields?: number;
}

/** Whether a field holds nothing: an empty text or an empty list. */
export function isEmpty(value: Json): boolean {
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
}

/** What counts for a part after a new submission. An override holds until a person changes it. */
function afterSubmission(
  before: Partial<Omit<SummaryState, 'partId'>>,
  submission: NewSubmission,
  counting: PairState['policy']['counting'],
): SummaryPatch {
  const { id, origin, outcome, earned, total, provisional, signature } = submission;
  const current = before.countingSubmissionId == null ? null : { earned: before.earned ?? 0 };
  return {
    ...(origin === 'checked' && { attempts: (before.attempts ?? 0) + 1 }),
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

/** The summaries that a change of the state gives new values, by part. */
export function summariesAfter(state: PairState, change: PairChange): ReadonlyMap<string, SummaryPatch> {
  const patches = new Map<string, SummaryPatch>();
  const patch = (partId: string, part: SummaryPatch) =>
    patches.set(partId, { ...patches.get(partId), ...part });
  const currentOf = (partId: string) => ({ ...state.summaries.get(partId), ...patches.get(partId) });

  for (const [path, { value }] of change.fields ?? []) {
    const partId = partOfPath(state.worksheet, path)?.part.id;
    const wasEmpty = isEmpty(state.fields.get(path)?.value ?? '');
    const more = Number(wasEmpty) - Number(isEmpty(value));
    if (partId && more !== 0) patch(partId, { filledFields: (currentOf(partId).filledFields ?? 0) + more });
  }
  for (const submission of change.submissions ?? []) {
    const { partId } = submission;
    patch(partId, afterSubmission(currentOf(partId), submission, state.policy.counting));
  }
  const { reveal, handIn, newNumbers } = change;
  if (reveal) patch(reveal.partId, { isRevealed: true });
  if (handIn) patch(handIn.partId, { isHandedIn: true });
  if (handIn?.disagreement) {
    const earned = meanOfDisagreement((change.submissions ?? []).map((submission) => submission.earned));
    patch(handIn.partId, { disagreed: true, earned, provisional: true, outcome: 'needs-review' });
  }
  for (const { questionId, id } of newNumbers ? state.worksheet.parts.values() : []) {
    if (questionId !== newNumbers?.questionId || !(state.summaries.has(id) || patches.has(id))) continue;
    patch(id, { isRevealed: false, isHandedIn: false, disagreed: false });
  }
  return patches;
}
