import { takesOver } from '@/lib/pairing/counting';
import { meanOfDisagreement, outcomeOfDisagreement } from '@/lib/pairing/disagreement';
import { reviewOf } from '@/lib/results/part-review';
import { addToSet, shortened } from '@/lib/results/text-set';
import type { Json } from '@/lib/schemas/json';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import { partOfPath } from './find-part';
import { tracesAfterEdits, tracesAfterSubmission, tracesOfOld } from './first-and-ever';
import type { NewSubmission, PairChange, PairState, SummaryState } from './pair-state';

/** What a change gives new values of a part's summary. */
type SummaryPatch = Partial<
  Omit<SummaryState, 'partId' | 'overriddenEarned' | 'memberDecisions' | 'decidedHash' | 'review'>
>;

/** How exact {@link SummaryState.lastWorkAt} is: each edit would write it otherwise. */
const workNotedEveryMs = 30_000;

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
    memberDecisions: null,
    decidedHash: null,
    review: 'none',
    version: 0,
    canonicalFirst: null,
    canonicalNow: null,
    answersEver: '',
    ideaFirst: null,
    ideasEver: '',
    cellsFirst: '',
    cellsNow: '',
    isRevealed: false,
    isHandedIn: false,
    disagreed: false,
    filledFields: 0,
    submittedAt: null,
    firstCorrectAt: null,
    lastWorkAt: null,
  };
}

/** Whether a field holds nothing: an empty text or an empty list. */
export function isEmpty(value: Json): boolean {
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
}

/** What counts for a part after a new submission. An override holds until a person changes it. */
function afterSubmission(
  state: SummedUp,
  before: SummaryState,
  submission: NewSubmission,
  now: Date,
): SummaryPatch {
  const { id, origin, outcome, earned, total, provisional, signature, bodyHash } = submission;
  const current = before.countingSubmissionId === null ? null : { earned: before.earned };
  const counts = takesOver(current, { earned }, state.policy.counting);
  return {
    ...tracesAfterSubmission(state, before, submission, counts),
    ...afterAny(before, submission, now),
    ...(origin === 'checked' && { attempts: before.attempts + 1 }),
    ...(!before.firstOutcome && { firstOutcome: outcome }),
    ...(counts && {
      countingSubmissionId: id,
      outcome,
      earned,
      total,
      provisional,
      signature,
      canonicalNow: bodyHash,
    }),
  };
}

/** What any submission of a part changes, whether it counts for the pair or for its writer. */
function afterAny(before: SummaryState, { outcome }: NewSubmission, now: Date): SummaryPatch {
  const at = now.toISOString();
  return {
    version: before.version + 1,
    submittedAt: at,
    lastWorkAt: at,
    ...(outcome === 'correct' && before.firstCorrectAt === null && { firstCorrectAt: at }),
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
    canonicalNow: last.bodyHash,
    total: last.total,
    earned: meanOfDisagreement(ownAnswers.map(({ earned }) => earned ?? 0)),
    outcome: outcomeOfDisagreement(ownAnswers.flatMap(({ outcome }) => outcome ?? [])),
    provisional: ownAnswers.some(({ provisional }) => provisional),
    ...(!before.firstOutcome && { firstOutcome: own[0]?.outcome ?? null }),
  };
}

/** What of a pair's state its summaries follow from. */
type SummedUp = Pick<
  PairState,
  'worksheet' | 'rounds' | 'fields' | 'latest' | 'summaries' | 'policy' | 'seats'
>;

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

  for (const before of change.fillsOldSummaries ? state.summaries.values() : []) {
    if (before.cellsFirst === null) patch(before.partId, tracesOfOld(state, before));
  }
  for (const [partId, part] of patchesAfterEdits(state, change, currentOf, now)) patch(partId, part);
  for (const submission of change.submissions ?? []) {
    const { partId, origin } = submission;
    const before = currentOf(partId);
    // An own answer counts for its writer; what the pair shares stands beside it.
    const after =
      origin === 'disagreement'
        ? { ...triedAlone(before, submission), ...afterAny(before, submission, now), disagreed: true }
        : afterSubmission(state, before, submission, now);
    patch(partId, after);
  }
  const { reveal, handIn, newNumbers } = change;
  if (reveal) patch(reveal.partId, { isRevealed: true });
  if (handIn) patch(handIn.partId, { isHandedIn: true });
  if (handIn?.disagreement) patch(handIn.partId, afterDisagreement(change, currentOf(handIn.partId)));
  for (const { questionId, id } of newNumbers ? state.worksheet.parts.values() : []) {
    if (questionId !== newNumbers?.questionId || !(state.summaries.has(id) || changed.has(id))) continue;
    patch(id, { isRevealed: false, isHandedIn: false, disagreed: false });
  }
  const seatIds = state.seats.map(({ id }) => id);
  return new Map(
    [...changed].map(([partId, summary]) => [partId, { ...summary, review: reviewOf(summary, seatIds) }]),
  );
}

/** What somebody tried alone is among what the pair ever tried. */
function triedAlone(before: SummaryState, { bodyHash, signature }: NewSubmission): SummaryPatch {
  return {
    answersEver: addToSet(before.answersEver, shortened(bodyHash)),
    ideasEver: addToSet(before.ideasEver, signature),
    ...(before.canonicalFirst === null && { canonicalFirst: bodyHash, ideaFirst: signature }),
  };
}

/** What edits change of summaries, where they change anything but the time. */
function patchesAfterEdits(
  state: SummedUp,
  { fields }: PairChange,
  currentOf: (partId: string) => SummaryState,
  now: Date,
): ReadonlyMap<string, SummaryPatch> {
  const patches = new Map<string, SummaryPatch>();
  if (!fields || fields.size === 0) return patches;
  const touched = new Map<LoadedPart, number>();
  for (const [path, { value }] of fields) {
    const part = partOfPath(state.worksheet, path)?.part;
    const wasEmpty = isEmpty(state.fields.get(path)?.value ?? '');
    const more = Number(wasEmpty) - Number(isEmpty(value));
    if (part) touched.set(part, (touched.get(part) ?? 0) + more);
  }
  const after = new Map([...state.fields, ...fields]);
  for (const [part, more] of touched) {
    const before = currentOf(part.id);
    const edited = {
      ...before,
      ...tracesAfterEdits(state, part, before, after),
      filledFields: before.filledFields + more,
    };
    if (isNewWork(before, now)) edited.lastWorkAt = now.toISOString();
    if (!isEqual(before, edited)) patches.set(part.id, edited);
  }
  return patches;
}

/** Whether an edit is noted as the last work: the first after a submission always is. */
function isNewWork({ lastWorkAt, submittedAt }: SummaryState, now: Date): boolean {
  if (lastWorkAt === null || (submittedAt !== null && submittedAt >= lastWorkAt)) return true;
  return now.getTime() - Date.parse(lastWorkAt) >= workNotedEveryMs;
}

function isEqual(before: SummaryState, after: SummaryState): boolean {
  return Object.entries(after).every(([name, value]) => before[name as keyof SummaryState] === value);
}
