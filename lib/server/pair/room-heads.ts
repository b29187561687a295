import { policySchema } from '@/lib/schemas/policy';
import type { SqlTx } from '../database/sql-transaction';
import { perProcess } from '../per-process';
import type { AssignmentFacts } from './pair-room';
import { headsStatement, type StoredHead } from './room-statements';
import { toTime } from './stored-rows';

/** Where a pair session stands in the database. */
export interface RoomHead extends Omit<StoredHead, 'assignment'> {
  assignment: AssignmentFacts;
}

/** Assignments remembered by the text of their row; more than any server has open at a time. */
const mostAssignments = 500;

/** The facts of an assignment's row; the same row gives the same object, so that a change shows by comparing. */
function assignmentOf(row: string): AssignmentFacts {
  const known = perProcess('assignment-facts', () => new Map<string, AssignmentFacts>());
  const found = known.get(row);
  if (found) return found;
  const stored = JSON.parse(row) as Omit<AssignmentFacts, 'policy' | 'opensAt' | 'closesAt' | 'settledAt'> & {
    policy: unknown;
    opensAt: string | null;
    closesAt: string | null;
    settledAt: string | null;
  };
  const facts = {
    ...stored,
    policy: policySchema.parse(stored.policy),
    opensAt: toTime(stored.opensAt),
    closesAt: toTime(stored.closesAt),
    settledAt: toTime(stored.settledAt),
  };
  const [oldest] = known.keys();
  if (known.size >= mostAssignments && oldest !== undefined) known.delete(oldest);
  known.set(row, facts);
  return facts;
}

/** Where pair sessions stand; of those that exist. */
export async function readHeads(
  reader: Pick<SqlTx, '$queryRaw'>,
  ids: readonly string[],
  isLocked = false,
): Promise<RoomHead[]> {
  if (ids.length === 0) return [];
  const heads = await reader.$queryRaw<StoredHead[]>(headsStatement(ids, isLocked));
  return heads.map((head) => ({ ...head, assignment: assignmentOf(head.assignment) }));
}
