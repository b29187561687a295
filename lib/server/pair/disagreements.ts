import type { Json } from '@/lib/schemas/json';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import { newId } from '../database/ids';
import { lockPairSession } from '../database/locks';
import { toStoredJson } from '../database/stored-json';
import { type Tx, write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import type { Viewer } from '../people/viewer';
import { refusals } from '../refusals';
import { notFound, ok, type Result, refuse } from '../result';
import { refreshStates, refuseAgreement } from './agreements';
import { findPairAccess } from './find-pair-access';
import { refuseOldNumbers, roundOf } from './number-rounds';
import type { PairAccess } from './pair-access';
import { notePartState } from './part-summaries';
import { contentHash, draftResponse, storeSubmission } from './submissions';

interface OwnResponse {
  seatId: string;
  response: Json;
}

/** Stores one partner's answer; null when it cannot be graded. */
async function storeOwn(tx: Tx, access: PairAccess, part: LoadedPart, own: OwnResponse, now: Date) {
  const grading = part.prepared.grade(own.response, part.points);
  const seat = access.seats.find(({ id }) => id === own.seatId);
  if (grading.outcome === 'ungradable' || !seat) return null;
  return storeSubmission(
    tx,
    { ...access, seat },
    {
      partId: part.id,
      response: own.response,
      token: `disagreement-${newId()}`,
      bodyHash: contentHash([part.id, own.response]),
      origin: 'disagreement',
      grading,
    },
    now,
  );
}

/**
 * Hands in an answer of one seat alone. The first one waits for the partner's (or is what the partner had proposed to
 * hand in); with the second both are stored and the part is handed in as disagreed. Until an instructor decides, the pair has the mean of both, provisionally: neither
 * guessing both ways nor holding on to a right answer changes what can be expected.
 */
export async function disagreeOnPart(
  viewer: Viewer,
  input: { pairSessionId: string; partId: string; response?: unknown; seatId?: string | undefined },
  now: Date,
): Promise<Result<{ state: 'proposed' | 'handed-in' }>> {
  const access = await findPairAccess(viewer, input.pairSessionId, now, input.seatId);
  const part = access?.worksheet.parts.get(input.partId);
  if (!access || !part) return notFound;
  if (access.handedInPartIds.has(part.id)) return ok({ state: 'handed-in' });
  const refusal = refuseAgreement(access);
  if (refusal) return refusal;
  if (access.revealedPartIds.has(part.id)) return refusals.pageTurned;
  if (access.seats.length < 2) return refuse('bad-request', 'It takes two to disagree.');

  const result = await write(async (tx): Promise<Result<{ state: 'proposed' | 'handed-in' }>> => {
    await lockPairSession(tx, access.id);
    const old = await refuseOldNumbers(tx, access, part.id);
    if (old) return old;
    const fresh = await refreshStates(tx, access);
    if (fresh.handedInPartIds.has(part.id)) return ok({ state: 'handed-in' });
    const partners = await tx.proposal.findFirst({
      where: {
        pairSessionId: access.id,
        partId: part.id,
        purpose: 'hand-in',
        bySeatId: { not: access.seat.id },
      },
    });
    if (partners && input.response === undefined) {
      // What the partner wanted to hand in becomes the partner's own answer; this seat now enters another one.
      const { response, hash } = await draftResponse(tx, fresh, part);
      const { pairSessionId, partId, bySeatId } = partners;
      await tx.proposal.deleteMany({ where: { pairSessionId, partId } });
      await tx.proposal.create({
        data: {
          id: newId(),
          pairSessionId,
          partId,
          purpose: 'disagreement',
          contentHash: hash,
          bySeatId,
          response: toStoredJson(response),
          createdAt: now,
        },
      });
      return ok({ state: 'proposed' });
    }
    const response = (
      input.response === undefined ? (await draftResponse(tx, fresh, part)).response : input.response
    ) as Json;
    if (part.prepared.grade(response, part.points).outcome === 'ungradable') {
      return refuse('bad-request', 'Your own answer cannot be graded yet. Finish it first.');
    }
    const key = { pairSessionId: access.id, partId: part.id, purpose: 'disagreement' };
    const proposal = await tx.proposal.findUnique({ where: { pairSessionId_partId_purpose: key } });
    const hash = contentHash(response);
    if (proposal && proposal.bySeatId !== access.seat.id && proposal.contentHash === hash) {
      return refuse('bad-request', 'This is what your partner handed in. Change it, or agree with it.');
    }
    await tx.proposal.deleteMany({ where: key });
    if (!proposal || proposal.bySeatId === access.seat.id) {
      await tx.proposal.create({
        data: {
          id: newId(),
          ...key,
          contentHash: hash,
          bySeatId: access.seat.id,
          response: toStoredJson(response),
          createdAt: now,
        },
      });
      return ok({ state: 'proposed' });
    }
    const answers: OwnResponse[] = [
      { seatId: proposal.bySeatId, response: proposal.response as Json },
      { seatId: access.seat.id, response },
    ];
    const stored = [];
    for (const own of answers) {
      const row = await storeOwn(tx, fresh, part, own, now);
      if (row) stored.push(row);
    }
    await tx.handIn.create({
      data: {
        id: newId(),
        pairSessionId: access.id,
        partId: part.id,
        round: roundOf(access, part.id),
        contentHash: hash,
        seatIds: answers.map(({ seatId }) => seatId),
        disagreement: stored.map(({ id, seatId }) => ({ submissionId: id, seatId })),
        createdAt: now,
      },
    });
    await tx.proposal.deleteMany({ where: { pairSessionId: access.id, partId: part.id } });
    const mean = stored.reduce((sum, { earned }) => sum + earned, 0) / Math.max(1, stored.length);
    await notePartState(
      tx,
      fresh,
      part.id,
      { isHandedIn: true, disagreed: true, earned: mean, provisional: true, outcome: 'needs-review' },
      now,
    );
    return ok({ state: 'handed-in' });
  });
  bus().publish(pairTopic(access.id), { type: 'state', news: 'hand-in', partId: part.id });
  return result;
}
