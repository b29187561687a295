import type { RowCounts } from '../../lib/server/database/backup-format';

/** A backup in a few words: the people, the pairs and what they submitted, and all rows. */
export function describeCounts(counts: RowCounts): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const { User = 0, PairSession = 0, Submission = 0 } = counts;
  return `${User} people, ${PairSession} pair sessions, ${Submission} submissions (${all} rows in all)`;
}
