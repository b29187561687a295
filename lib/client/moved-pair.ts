import type { PairView } from '@/lib/schemas/pair-view';
import { callApi } from './call-api';
import type { OutboxContent } from './outbox';

interface OwnAssignments {
  sections: { assignments: { id: string; pairSessionId: string | null }[] }[];
}

/**
 * Where this person works on an assignment now, when that is another pair session than before: after an instructor
 * split the pair, say.
 */
export async function findMovedPair(assignmentId: string, formerId: string): Promise<PairView | null> {
  const own = await callApi<OwnAssignments>('GET', '/api/me');
  if (!own.ok) return null;
  const id = own.value.sections
    .flatMap(({ assignments }) => assignments)
    .find((assignment) => assignment.id === assignmentId)?.pairSessionId;
  if (!id || id === formerId) return null;
  const view = await callApi<PairView>('GET', `/api/pair-sessions/${encodeURIComponent(id)}`);
  return view.ok ? view.value : null;
}

/** What waits on this device, as the seat in the other pair session sends it. */
export function carryOver(content: OutboxContent, seatId: string): OutboxContent {
  return { ...content, batches: content.batches.map((batch) => ({ ...batch, seatId })) };
}
