import { nextAgreementStep } from '@/lib/pairing/agreement';
import type { Json } from '@/lib/schemas/json';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import type { Viewer } from '../people/viewer';
import { refusals } from '../refusals';
import { notFound, ok, type Refusal, type Result, refuse } from '../result';
import { changePart } from './change-part';
import { contentHash } from './content-hash';
import { refuseInformed } from './informed-fields';
import { refuseOldNumbers } from './number-rounds';
import { refuseDisagreeing } from './own-answers';
import { type PairAccess, waitsForPartner } from './pair-access';
import type { Decision, DecisionTools, PairChange, PairState, ProposalState } from './pair-state';
import { isTurnedFor } from './spent-parts';
import { draftOf, hasNoAttemptsLeft, submitDraft } from './submissions';

interface AgreementInput {
  pairSessionId: string;
  partId: string;
  seatId?: string | undefined;
}

/** Refuses while the class does not take work, or a partner is required and missing. */
export function refuseAgreement(access: PairAccess): Refusal | null {
  if (access.phase === 'closed') return refusals.closed;
  if (access.phase === 'not-open') return refusals.notOpenYet;
  if (waitsForPartner(access))
    return refuse('waiting-for-partner', 'You can do this once your partner has joined.');
  return null;
}

/** One seat's step towards agreement. Withdraws the earlier proposal; proposes anew unless the seats now agree. */
function takeStep(
  state: PairState,
  part: LoadedPart,
  purpose: 'hand-in' | 'reveal',
): { isAgreed: boolean; hash: string; change: PairChange } {
  const hash = contentHash(draftOf(state, part));
  const proposal = findProposal(state, part.id, purpose);
  const step = nextAgreementStep({
    agreement: state.policy.agreement,
    presentSeatIds: state.seats.map(({ id }) => id),
    seatId: state.seat.id,
    contentHash: hash,
    proposal,
  });
  const withdrawn = proposal ? [proposal] : [];
  if (step === 'agreed') return { isAgreed: true, hash, change: { withdrawn } };
  const bySeatId = state.seat.id;
  const proposed = { partId: part.id, purpose, contentHash: hash, bySeatId };
  return { isAgreed: false, hash, change: { withdrawn, proposed } };
}

/** The proposal for a part, if there is one. */
export function findProposal(
  { proposals }: Pick<PairState, 'proposals'>,
  partId: string,
  purpose: ProposalState['purpose'],
): ProposalState | null {
  return proposals.find((other) => other.partId === partId && other.purpose === purpose) ?? null;
}

/** The last submission that ends work on a part, where its fields hold more than was submitted. */
function lastSubmission(state: PairState, part: LoadedPart, tools: DecisionTools): PairChange {
  const submission = submitDraft(state, part, tools);
  return { submissions: submission ? [submission] : [] };
}

/** Decides a wish to turn the page of a part. */
export function decideReveal(
  state: PairState,
  partId: string,
  tools: DecisionTools,
): Decision<{ state: 'proposed' } | { state: 'revealed'; key: Json }> {
  const part = state.worksheet.parts.get(partId);
  if (!part) return notFound;
  const revealed = { state: 'revealed' as const, key: part.prepared.toRevealedKey() };
  const others = findProposal(state, partId, 'reveal');
  const hasTurned = isTurnedFor(state, [state.seat.userId], part);
  const haveAllTurned = isTurnedFor(
    state,
    state.seats.map(({ userId }) => userId),
    part,
  );
  // Who has turned the page may look again, and agrees where a partner who came later asks to turn it, too.
  if (haveAllTurned || (hasTurned && (others === null || others.bySeatId === state.seat.id))) {
    return ok(revealed);
  }
  const refusal = refuseAgreement(state) ?? refuseOldNumbers(state, part) ?? refuseDisagreeing(state, partId);
  if (refusal) return refusal;
  const { isAgreed, change } = takeStep(state, part, 'reveal');
  const news = [{ news: 'revealed' as const, partId }];
  if (!isAgreed) return { ok: true, value: { state: 'proposed' }, change, news };
  // Nobody has to agree any more that the part is done.
  const withdrawn = state.proposals.filter((proposal) => proposal.partId === partId);
  return {
    ok: true,
    value: revealed,
    change: { ...change, withdrawn, ...lastSubmission(state, part, tools), reveal: { partId } },
    news,
  };
}

/**
 * Turns the page of one part, or proposes it where both partners have to agree. Final: the draft is graded first, and
 * later work on the part is unscored. Asked again, it answers with the key again.
 */
export function revealPart(
  viewer: Viewer,
  { partId, ...which }: AgreementInput,
  now: Date,
): Promise<Result<{ state: 'proposed' } | { state: 'revealed'; key: Json }>> {
  return changePart(viewer, which, now, (state, tools) => decideReveal(state, partId, tools));
}

/** Decides a wish to hand a part in. */
export function decideHandIn(
  state: PairState,
  partId: string,
  tools: DecisionTools,
): Decision<{ state: 'proposed' | 'handed-in' }> {
  const part = state.worksheet.parts.get(partId);
  if (!part) return notFound;
  if (state.handedInPartIds.has(partId)) return ok({ state: 'handed-in' });
  const refusal =
    refuseAgreement(state) ??
    refuseOldNumbers(state, part) ??
    refuseDisagreeing(state, partId) ??
    // Where nothing more can be scored, nothing has to be changed first.
    (hasNoAttemptsLeft(state, part) ? null : refuseInformed(state, part, tools));
  if (refusal) return refusal;
  const { isAgreed, hash, change } = takeStep(state, part, 'hand-in');
  const news = [{ news: 'hand-in' as const, partId }];
  if (!isAgreed) return { ok: true, value: { state: 'proposed' }, change, news };
  const agreed = state.policy.agreement === 'both' ? state.seats : [state.seat];
  const handIn = { partId, contentHash: hash, seatIds: agreed.map(({ id }) => id) };
  return {
    ok: true,
    value: { state: 'handed-in' },
    change: { ...change, ...lastSubmission(state, part, tools), handIn },
    news,
  };
}

/**
 * Proposes that a part is finished, or confirms the partner's proposal of the same content. The draft is then
 * graded automatically unless it was submitted already.
 */
export function handInPart(
  viewer: Viewer,
  { partId, ...which }: AgreementInput,
  now: Date,
): Promise<Result<{ state: 'proposed' | 'handed-in' }>> {
  return changePart(viewer, which, now, (state, tools) => decideHandIn(state, partId, tools));
}

/** Takes back a proposal: the seat that made it changes its mind, or another one declines. */
export function cancelProposal(
  viewer: Viewer,
  { partId, purpose, ...which }: AgreementInput & { purpose: ProposalState['purpose'] },
  now: Date,
): Promise<Result<null>> {
  return changePart(viewer, which, now, (state) => {
    const proposal = findProposal(state, partId, purpose);
    return proposal
      ? { ok: true, value: null, change: { withdrawn: [proposal] }, news: [{ news: 'hand-in', partId }] }
      : ok(null);
  });
}
