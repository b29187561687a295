import { takesOver } from '@/lib/pairing/counting';
import type { Grading } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';
import { newId } from '../database/ids';
import type { Tx } from '../database/writer';
import type { PairAccess } from './pair-access';

type SummaryChange = Parameters<Tx['partSummary']['update']>[0]['data'];

/** Changes the summary row of one part, or makes it. */
async function changeSummary(
  tx: Tx,
  pairSessionId: string,
  partId: string,
  change: SummaryChange,
  now: Date,
) {
  const changed = await tx.partSummary.updateMany({
    where: { pairSessionId, partId },
    data: { ...change, updatedAt: now },
  });
  if (changed.count > 0) return;
  await tx.partSummary.create({ data: { id: newId(), pairSessionId, partId, updatedAt: now } });
  await tx.partSummary.update({ where: { pairSessionId_partId: { pairSessionId, partId } }, data: change });
}

/** Whether a field holds nothing: an empty text or an empty list. */
export function isEmpty(value: Json): boolean {
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
}

/** How many of these fields hold something. */
export function countFilled(fields: readonly { value: unknown }[]): number {
  // The value column only ever holds JSON that a kind has taken.
  return fields.filter(({ value }) => !isEmpty(value as Json)).length;
}

/** Keeps the count of a part's filled fields after some were written; `more` may be negative. */
export async function noteFilledFields(
  tx: Tx,
  access: PairAccess,
  partId: string,
  more: number,
  now: Date,
): Promise<void> {
  if (more === 0) return;
  const changed = await tx.partSummary.updateMany({
    where: { pairSessionId: access.id, partId },
    data: { filledFields: { increment: more }, updatedAt: now },
  });
  if (changed.count > 0) return;
  const fields = await tx.field.findMany({
    where: {
      pairSessionId: access.id,
      ownerSeatId: '',
      OR: [{ path: partId }, { path: { startsWith: `${partId}/` } }],
    },
    select: { value: true },
  });
  await changeSummary(tx, access.id, partId, { filledFields: countFilled(fields) }, now);
}

export interface StoredSubmission {
  id: string;
  partId: string;
  origin: string;
  grading: Exclude<Grading, { outcome: 'ungradable' }>;
}

/** Keeps what counts for a part after a new submission. An override stands until a person changes it. */
export async function noteSubmission(
  tx: Tx,
  access: PairAccess,
  stored: StoredSubmission,
  now: Date,
): Promise<void> {
  const where = { pairSessionId_partId: { pairSessionId: access.id, partId: stored.partId } };
  const current = await tx.partSummary.findUnique({ where });
  const { grading } = stored;
  const counting = current?.countingSubmissionId != null ? current : null;
  const counts = takesOver(counting, grading, access.policy.counting);
  const change: SummaryChange = {
    ...(stored.origin === 'checked' && { attempts: (current?.attempts ?? 0) + 1 }),
    ...(!current?.firstOutcome && { firstOutcome: grading.outcome }),
    ...(counts && {
      countingSubmissionId: stored.id,
      outcome: grading.outcome,
      earned: grading.earned,
      total: grading.total,
      provisional: grading.provisional,
      signature: grading.signature ?? null,
    }),
  };
  await changeSummary(tx, access.id, stored.partId, change, now);
}

/** Notes that a part's page was turned, or that it was handed in (with both answers, where the pair disagrees). */
export async function notePartState(
  tx: Tx,
  access: PairAccess,
  partId: string,
  change: SummaryChange,
  now: Date,
): Promise<void> {
  await changeSummary(tx, access.id, partId, change, now);
}
