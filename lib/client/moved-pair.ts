import type { PairView } from '@/lib/schemas/pair-view';
import { callApi } from './call-api';
import { type OutboxContent, openOutboxStore, outboxKey } from './outbox';

/**
 * Where this person works on an assignment now, when that is another pair session than before: after an instructor
 * split the pair, say.
 */
async function findMovedPair(assignmentId: string, formerId: string): Promise<PairView | null> {
  const own = await callApi('GET /api/me', {});
  if (!own.ok) return null;
  const id = own.value.sections
    .flatMap(({ assignments }) => assignments)
    .find((assignment) => assignment.id === assignmentId)?.pairSessionId;
  if (!id || id === formerId) return null;
  const view = await callApi('GET /api/pair-sessions/{id}', { id });
  return view.ok ? view.value : null;
}

/** What waits on this device, as the seat in the other pair session sends it. A check goes along into a copy only. */
export function carryOver(content: OutboxContent, seatId: string, isCopy: boolean): OutboxContent {
  const { batches, typed, checks = [] } = content;
  return { batches: batches.map((batch) => ({ ...batch, seatId })), typed, checks: isCopy ? checks : [] };
}

/**
 * Hands what waits on this device over to the pair session in which the person sits now.
 *
 * @param content called at the last moment, because the person may type on.
 * @returns where the page has to go, or null where the person sits nowhere else.
 */
export async function moveToOtherPair(
  former: Pick<PairView, 'id' | 'assignmentId'>,
  content: () => OutboxContent,
): Promise<string | null> {
  const next = await findMovedPair(former.assignmentId, former.id);
  const seatId = next?.seats.find(({ isYours }) => isYours)?.id;
  if (!next || !seatId) return null;
  const target = openOutboxStore(outboxKey(next.id, seatId), () => {});
  await target.save(carryOver(content(), seatId, next.isSplit));
  target.close();
  return `/pair-sessions/${next.id}`;
}
