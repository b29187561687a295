import { nextAgreementStep } from '@/lib/pairing/agreement';
import type { Json } from '@/lib/schemas/json';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import { newId } from '../database/ids';
import { lockPairSession } from '../database/locks';
import { type Tx, write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import type { Viewer } from '../people/viewer';
import { refusals } from '../refusals';
import { notFound, ok, type Refusal, type Result, refuse } from '../result';
import { findPairAccess } from './find-pair-access';
import { currentPartIds, refuseOldNumbers, roundOf } from './number-rounds';
import { type PairAccess, waitsForPartner } from './pair-access';
import { notePartState } from './part-summaries';
import { draftResponse, submitDraft } from './submissions';

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
    return refuse('waiting-for-partner', 'This waits until your partner has joined.');
  return null;
}

/** Proposes, or finds that the seats agree. An agreed proposal is gone; a new one takes the place of an older one. */
async function takeStep(
  tx: Tx,
  access: PairAccess,
  part: LoadedPart,
  purpose: 'hand-in' | 'reveal',
  now: Date,
): Promise<'proposed' | 'agreed'> {
  const key = { pairSessionId: access.id, partId: part.id, purpose };
  const proposal = await tx.proposal.findUnique({ where: { pairSessionId_partId_purpose: key } });
  const { hash } = await draftResponse(tx, access, part);
  const step = nextAgreementStep({
    agreement: access.policy.agreement,
    presentSeatIds: access.seats.map(({ id }) => id),
    seatId: access.seat.id,
    contentHash: hash,
    proposal,
  });
  await tx.proposal.deleteMany({ where: key });
  if (step === 'agreed') return 'agreed';
  await tx.proposal.create({
    data: { id: newId(), ...key, contentHash: hash, bySeatId: access.seat.id, createdAt: now },
  });
  return 'proposed';
}

/** What was revealed and handed in, which another request may have changed before the lock was had. */
export async function refreshStates(tx: Tx, access: PairAccess): Promise<PairAccess> {
  const where = { pairSessionId: access.id };
  const reveals = await tx.reveal.findMany({ where, select: { partId: true, round: true } });
  const handIns = await tx.handIn.findMany({ where, select: { partId: true, round: true } });
  return {
    ...access,
    revealedPartIds: currentPartIds(access, reveals),
    handedInPartIds: currentPartIds(access, handIns),
  };
}

/**
 * Turns the page of one part, or proposes it where both partners have to agree. Final: what stands in the fields is
 * graded first, later work on the part is unscored. Asked again, it answers with the key again.
 */
export async function revealPart(
  viewer: Viewer,
  input: AgreementInput,
  now: Date,
): Promise<Result<{ state: 'proposed' } | { state: 'revealed'; key: Json }>> {
  const access = await findPairAccess(viewer, input.pairSessionId, now, input.seatId);
  const part = access?.worksheet.parts.get(input.partId);
  if (!access || !part) return notFound;
  const revealed = () => ok({ state: 'revealed' as const, key: part.prepared.toRevealedKey() });
  if (access.revealedPartIds.has(part.id)) return revealed();
  const refusal = refuseAgreement(access);
  if (refusal) return refusal;
  const step = await write(async (tx) => {
    await lockPairSession(tx, access.id);
    const old = await refuseOldNumbers(tx, access, part.id);
    if (old) return old;
    const fresh = await refreshStates(tx, access);
    if (fresh.revealedPartIds.has(part.id)) return 'agreed';
    const step = await takeStep(tx, fresh, part, 'reveal', now);
    if (step === 'agreed') {
      await submitDraft(tx, fresh, part, now);
      await tx.reveal.create({
        data: {
          id: newId(),
          pairSessionId: access.id,
          partId: part.id,
          round: roundOf(access, part.id),
          bySeatId: access.seat.id,
          createdAt: now,
        },
      });
      await notePartState(tx, fresh, part.id, { isRevealed: true }, now);
    }
    return step;
  });
  if (typeof step === 'object') return step;
  bus().publish(pairTopic(access.id), { type: 'state', news: 'revealed', partId: part.id });
  return step === 'agreed' ? revealed() : ok({ state: 'proposed' });
}

/**
 * Proposes that a part is finished, or confirms the partner's proposal of the same content. What stands in the fields
 * then is graded by itself unless it was submitted already.
 */
export async function handInPart(
  viewer: Viewer,
  input: AgreementInput,
  now: Date,
): Promise<Result<{ state: 'proposed' | 'handed-in' }>> {
  const access = await findPairAccess(viewer, input.pairSessionId, now, input.seatId);
  const part = access?.worksheet.parts.get(input.partId);
  if (!access || !part) return notFound;
  if (access.handedInPartIds.has(part.id)) return ok({ state: 'handed-in' });
  const refusal = refuseAgreement(access);
  if (refusal) return refusal;
  const step = await write(async (tx) => {
    await lockPairSession(tx, access.id);
    const old = await refuseOldNumbers(tx, access, part.id);
    if (old) return old;
    const fresh = await refreshStates(tx, access);
    if (fresh.handedInPartIds.has(part.id)) return 'agreed';
    const step = await takeStep(tx, fresh, part, 'hand-in', now);
    if (step === 'agreed') {
      await submitDraft(tx, fresh, part, now);
      const { hash } = await draftResponse(tx, fresh, part);
      await tx.handIn.create({
        data: {
          id: newId(),
          pairSessionId: access.id,
          partId: part.id,
          round: roundOf(access, part.id),
          contentHash: hash,
          seatIds: access.policy.agreement === 'both' ? access.seats.map(({ id }) => id) : [access.seat.id],
          createdAt: now,
        },
      });
      await notePartState(tx, fresh, part.id, { isHandedIn: true }, now);
    }
    return step;
  });
  if (typeof step === 'object') return step;
  bus().publish(pairTopic(access.id), { type: 'state', news: 'hand-in', partId: part.id });
  return ok({ state: step === 'agreed' ? 'handed-in' : 'proposed' });
}

/** Takes back a proposal: the seat that made it changes its mind, or another one declines. */
export async function cancelProposal(
  viewer: Viewer,
  input: AgreementInput & { purpose: 'hand-in' | 'reveal' | 'disagreement' },
  now: Date,
): Promise<Result<null>> {
  const access = await findPairAccess(viewer, input.pairSessionId, now, input.seatId);
  if (!access) return notFound;
  await write((tx) =>
    tx.proposal.deleteMany({
      where: { pairSessionId: access.id, partId: input.partId, purpose: input.purpose },
    }),
  );
  bus().publish(pairTopic(access.id), { type: 'state', news: 'hand-in', partId: input.partId });
  return ok(null);
}
