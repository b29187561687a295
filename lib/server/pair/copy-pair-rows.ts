import type { Prisma } from '@/lib/generated/sqlite/client';
import { newId } from '../database/ids';
import { type Row, tableOf } from '../database/table-of';
import type { Tx } from '../database/writer';

/** How the rows of one model are copied with their pair session. */
interface CopiedModel {
  model: Prisma.ModelName;
  /** Columns with ids of rows that are copied before; in JSON they may be anywhere. */
  ids: readonly string[];
}

/** All that makes up a pair's work, each model after those whose ids it holds. */
export const copiedModels: readonly CopiedModel[] = [
  { model: 'Seat', ids: [] },
  { model: 'Submission', ids: ['seatId'] },
  { model: 'RepeatedCheck', ids: ['submissionId'] },
  { model: 'Override', ids: ['submissionId', 'seatId', 'undoesId'] },
  { model: 'Field', ids: ['ownerSeatId', 'bySeatId'] },
  // With the answers to edits, so that a repeated one gets its first answer in the copy as well.
  { model: 'Op', ids: ['ownerSeatId', 'seatId'] },
  { model: 'RefusedOp', ids: ['bySeatId'] },
  { model: 'TextDocument', ids: [] },
  { model: 'OwnAnswer', ids: ['seatId', 'submissionId'] },
  { model: 'HandIn', ids: ['seatIds', 'disagreement'] },
  { model: 'Reveal', ids: ['bySeatId'] },
  { model: 'PartSummary', ids: ['countingSubmissionId', 'memberDecisions'] },
  { model: 'Prediction', ids: ['seatId'] },
  { model: 'DriverChange', ids: ['seatId', 'bySeatId'] },
];

/** Models of a pair session that stay behind, and why. */
export const modelsLeftBehind: Partial<Record<Prisma.ModelName, string>> = {
  AuditRecord: 'It tells of a deed, which was done once and to the pair session that it names.',
  ReviewClaim: 'Who reads the work of the pair at the moment reads it there.',
  ReviewFlag: 'It asks a colleague to look at the pair once.',
  KeptScore: 'It belongs to those who left before, and whom nothing can take it from.',
  JoinRequest: 'It was asked of those who sat here together.',
  LeftCopy: 'It is what those who left before may read of this pair.',
  Proposal: 'What one of two proposed to the other is nothing that one alone could still be asked.',
};

/** Rows per statement: SQLite takes 32,766 values in one. */
const rowsAtOnce = 500;

/**
 * Copies all rows of a pair session into another one, where all seats are history. Returns the ids of
 * the copied rows by those of the originals.
 */
export async function copyPairRows(
  tx: Tx,
  from: string,
  to: string,
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const copies = new Map([[from, to]]);
  for (const { model, ids } of copiedModels) {
    const table = tableOf(tx, model);
    const rows = await table.findMany({ where: { pairSessionId: from } });
    for (const { id } of rows) copies.set(String(id), newId());
    const mapped = new Set(['id', 'pairSessionId', ...ids]);
    const data = rows.map((row) => ({
      ...toCopy(row, mapped, copies),
      ...(model === 'Seat' && { activeUserId: null, place: null, leftAt: row.leftAt ?? now }),
    }));
    for (let start = 0; start < data.length; start += rowsAtOnce) {
      await table.createMany({ data: data.slice(start, start + rowsAtOnce) });
    }
  }
  return copies;
}

/** A row with the ids of the copy. Columns that hold nothing are left out: a null in JSON would mean something else. */
function toCopy(row: Row, mapped: ReadonlySet<string>, copies: ReadonlyMap<string, string>): object {
  const filled = Object.entries(row).filter(([, value]) => value !== null);
  return Object.fromEntries(
    filled.map(([column, value]) => [column, mapped.has(column) ? withIdsOf(copies, value) : value]),
  );
}

function withIdsOf(copies: ReadonlyMap<string, string>, value: unknown): unknown {
  if (typeof value === 'string') return copies.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => withIdsOf(copies, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withIdsOf(copies, inner)]));
}
