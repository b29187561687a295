/** Where a decision comes from: agreeing with the automatic score, typed points, one of many alike, or taking one back. */
export type DecisionOrigin = 'agree' | 'points' | 'group' | 'undo';

/** A person's decision on a part of a pair, as it is stored: never changed, only taken back by a later record. */
export interface DecisionRecord {
  id: string;
  /** The seat that it is for; null where it is for the whole pair. */
  seatId: string | null;
  /** In points; null where the record takes another one back. */
  earned: number | null;
  /** The record that this one takes back. */
  undoesId: string | null;
  /** The state of the part that it was made on. Grows with every decision: a later record has a larger one. */
  version: number;
  createdAt: Date;
}

/** A record that gives points. */
export type ValidDecision<Record extends DecisionRecord> = Record & { earned: number };

function isEarlier(one: DecisionRecord, other: DecisionRecord): number {
  // Records of before versions were counted all have version 0.
  return one.version - other.version || one.createdAt.getTime() - other.createdAt.getTime();
}

function givesPoints<Record extends DecisionRecord>(record: Record): record is ValidDecision<Record> {
  return record.earned !== null;
}

/** The records of one part that nobody has taken back, the oldest first. */
export function validDecisions<Record extends DecisionRecord>(
  records: readonly Record[],
): ValidDecision<Record>[] {
  const undone = new Set(records.map(({ undoesId }) => undoesId));
  return records
    .filter(givesPoints)
    .filter(({ id }) => !undone.has(id))
    .sort(isEarlier);
}

/** The record by which a seat has its points on one part: the newest for it alone or for the pair; null for none. */
export function decisionOfSeat<Record extends DecisionRecord>(
  records: readonly Record[],
  seatId: string,
): ValidDecision<Record> | null {
  return (
    validDecisions(records).findLast((record) => record.seatId === null || record.seatId === seatId) ?? null
  );
}

/** The records of a batch that nobody has taken back: what taking the batch back concerns. */
export function validOfBatch<Record extends DecisionRecord & { batchId: string | null }>(
  records: readonly Record[],
  batchId: string,
): ValidDecision<Record>[] {
  return validDecisions(records).filter((record) => record.batchId === batchId);
}

/**
 * Whether taking a record back changes what somebody has: nobody has taken it back, and no later one stands in its place.
 * One for a member stands behind a later one for the pair, one for the pair only behind another one for the pair.
 */
export function isInForce(records: readonly DecisionRecord[], id: string): boolean {
  const valid = validDecisions(records);
  const at = valid.findIndex((record) => record.id === id);
  const record = valid[at];
  if (!record) return false;
  return !valid.slice(at + 1).some(({ seatId }) => seatId === null || seatId === record.seatId);
}
