import { type DecisionOrigin, type DecisionRecord, isInForce, validDecisions } from './decisions';

/** A decision as a person wants it, on one part of one pair. */
export interface WantedDecision {
  origin: DecisionOrigin;
  seatId: string | null;
  /** In points; null to take a decision back. */
  earned: number | null;
  /** The version that the person saw; null where it is decided whatever the state is. */
  version: number | null;
  /** How many edits the draft had that the person saw; left out where it was no draft. */
  draftEdits?: number | undefined;
  comment: string | null;
  note: string | null;
  batchId: string | null;
  /** The record to take back; null for the newest, and where nothing is taken back. */
  undoesId: string | null;
}

/** A record with all that a person said, as it is stored. */
export interface StoredDecision extends DecisionRecord {
  origin: DecisionOrigin;
  batchId: string | null;
  comment: string | null;
  note: string | null;
  byUserId: string;
}

/** What is known of a part of a pair when somebody decides. */
export interface PartState {
  version: number;
  /** How many edits the draft has; left out where something counts, so that the version says all. */
  draftEdits?: number | undefined;
  /** Automatic points of the pair, and of the seats that answered alone; null while nothing was graded. */
  automatic: number | null;
  ownAutomatic: Readonly<Record<string, number>>;
  records: readonly StoredDecision[];
}

export type Verdict =
  /** To be stored; with what it takes back. */
  | { does: 'store'; undoesId: string | null }
  /** The same was stored before. */
  | { does: 'repeat'; id: string; version: number }
  /** Something else counts by now than what the person saw. */
  | { does: 'refuse'; because: 'changed' | 'not-found' | 'own-answers' };

function isSame(stored: StoredDecision, wanted: WantedDecision, byUserId: string): boolean {
  return (
    stored.version === wanted.version &&
    stored.byUserId === byUserId &&
    stored.origin === wanted.origin &&
    stored.seatId === wanted.seatId &&
    stored.earned === wanted.earned &&
    stored.comment === wanted.comment &&
    stored.note === wanted.note &&
    stored.batchId === wanted.batchId
  );
}

function repeatOf({ id, version }: StoredDecision): Verdict {
  return { does: 'repeat', id, version: version + 1 };
}

/**
 * Taking back a record that somebody named goes by what counts, not by the version: others may have submitted since. A
 * batch is taken back whole, also where a later decision stands in its place.
 */
function takeBack({ records }: PartState, undoesId: string, isBatch: boolean): Verdict {
  const earlier = records.find((record) => record.undoesId === undoesId);
  if (earlier) return repeatOf(earlier);
  if (!records.some(({ id }) => id === undoesId)) return { does: 'refuse', because: 'not-found' };
  return isBatch || isInForce(records, undoesId)
    ? { does: 'store', undoesId }
    : { does: 'refuse', because: 'changed' };
}

/** Pure: what becomes of a decision on a part in this state. The same decision again is harmless. */
export function decide(state: PartState, wanted: WantedDecision, byUserId: string): Verdict {
  const { records, version, draftEdits } = state;
  if (wanted.origin === 'undo' && wanted.undoesId !== null) {
    return takeBack(state, wanted.undoesId, wanted.batchId !== null);
  }
  if (wanted.version !== null && wanted.version !== version) {
    const same = records.find((record) => isSame(record, wanted, byUserId));
    return same ? repeatOf(same) : { does: 'refuse', because: 'changed' };
  }
  const isOtherDraft = draftEdits !== undefined && (wanted.draftEdits ?? draftEdits) !== draftEdits;
  if (isOtherDraft) return { does: 'refuse', because: 'changed' };
  if (wanted.origin === 'undo') {
    const newest = validDecisions(records).findLast(
      ({ seatId }) => wanted.seatId === null || seatId === wanted.seatId,
    );
    return newest ? { does: 'store', undoesId: newest.id } : { does: 'refuse', because: 'not-found' };
  }
  if (wanted.origin !== 'agree') return { does: 'store', undoesId: null };
  const { ownAutomatic } = state;
  if (wanted.seatId === null && Object.keys(ownAutomatic).length > 0) {
    return { does: 'refuse', because: 'own-answers' };
  }
  const automatic = (wanted.seatId === null ? undefined : ownAutomatic[wanted.seatId]) ?? state.automatic;
  // Points that one agrees with are those of the state that one saw.
  return automatic !== null && Math.abs(automatic - (wanted.earned ?? Number.NaN)) < 1e-6
    ? { does: 'store', undoesId: null }
    : { does: 'refuse', because: 'changed' };
}
