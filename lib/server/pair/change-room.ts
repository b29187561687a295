import { worksheetFor } from '@/lib/worksheets/worksheet-for';
import type { StoredOp } from '../live/bus';
import { afterEdit } from './edit-fields';
import { roundOf } from './number-rounds';
import type { LatestSubmission, PairRoom, RoomProposal } from './pair-room';
import type { FieldState, PairChange, PastSubmission, SummaryState } from './pair-state';
import { summariesAfter } from './part-summaries';
import { bytesOfDocument, bytesOfField, bytesOfLatest } from './room-size';

/** A change that was made in a room: what has to be stored of it, and the room after it. */
export interface MadeChange {
  before: PairRoom;
  after: PairRoom;
  change: PairChange;
  seatId: string;
  /** The edits, with their places in the pair's history. */
  ops: readonly StoredOp[];
  /** The summaries that it gave new values. */
  summaries: ReadonlyMap<string, SummaryState>;
  now: Date;
}

function merged<Value>(
  all: ReadonlyMap<string, Value>,
  changed: ReadonlyMap<string, Value> | undefined,
): ReadonlyMap<string, Value> {
  return changed && changed.size > 0 ? new Map([...all, ...changed]) : all;
}

/** Whether a change is more than edits of fields and their counts, which `seq` tells of. */
function raisesVersion({ documents, ops = [], ...change }: PairChange): boolean {
  const isBesides = [
    change.submissions?.length,
    change.withdrawn?.length,
    change.proposed,
    change.reveal,
    change.handIn,
    change.newNumbers,
    change.driver,
    change.leaves,
  ].some(Boolean);
  // A document that changes with an edit is read again by who learns of the edit.
  return isBesides || ((documents?.size ?? 0) > 0 && ops.length === 0);
}

/** A submission without what nobody asks a room for. */
function toLatest({
  token: _token,
  seatId: _seatId,
  response: _response,
  confidence: _confidence,
  ...submission
}: NonNullable<PairChange['submissions']>[number]): LatestSubmission {
  return submission;
}

function toPast({ partId, round, attempt, bodyHash, origin }: PastSubmission): PastSubmission {
  return { partId, round, attempt, bodyHash, origin };
}

function changeProposals(
  all: readonly RoomProposal[],
  { withdrawn = [], proposed }: PairChange,
  newId: () => string,
): readonly RoomProposal[] {
  if (withdrawn.length === 0 && !proposed) return all;
  const isGone = (one: RoomProposal) =>
    withdrawn.some(({ partId, purpose }) => partId === one.partId && purpose === one.purpose);
  return [...all.filter((one) => !isGone(one)), ...(proposed ? [{ ...proposed, id: newId() }] : [])];
}

function changeSeats(seats: PairRoom['seats'], leaver: string | null): PairRoom['seats'] {
  if (leaver === null) return seats;
  const isLeaver = ({ id }: { id: string }) => id === leaver;
  return [
    ...seats.filter((seat) => !isLeaver(seat)),
    ...seats.filter(isLeaver).map((seat) => ({ ...seat, place: null })),
  ];
}

function growth(before: PairRoom, after: Omit<PairRoom, 'bytes'>, change: PairChange): number {
  let bytes = 0;
  for (const [path, field] of change.fields ?? []) {
    bytes += bytesOfField(field) - bytesOfField(before.fields.get(path));
  }
  for (const [path, document] of change.documents ?? []) {
    bytes += bytesOfDocument(document) - bytesOfDocument(before.documents.get(path));
  }
  for (const { partId } of change.submissions ?? []) {
    bytes += bytesOfLatest(after.latest.get(partId)) - bytesOfLatest(before.latest.get(partId));
  }
  return bytes;
}

/** Pure: the room after a change by one of its seats, and what has to be stored of it. */
export function changeRoom(
  before: PairRoom,
  seatId: string,
  change: PairChange,
  now: Date,
  newId: () => string,
): MadeChange {
  const ops = (change.ops ?? []).map(({ base: _base, ...op }, index) => ({
    ...op,
    seq: before.seq + index + 1,
    seatId,
  }));
  const { submissions = [], reveal, handIn, newNumbers, driver } = change;
  const rounds = newNumbers ? { ...before.rounds, [newNumbers.questionId]: newNumbers.round } : before.rounds;
  const summaries = summariesAfter({ ...before, policy: before.assignment.policy }, change);
  const after = {
    ...before,
    seq: before.seq + ops.length,
    version: before.version + (raisesVersion(change) ? 1 : 0),
    rounds,
    worksheet: newNumbers ? worksheetFor(before.worksheet, before.seed, rounds) : before.worksheet,
    driverSeatId: driver ? driver.seatId : before.driverSeatId,
    seats: changeSeats(before.seats, change.leaves ? seatId : null),
    reveals: reveal
      ? [...before.reveals, { ...reveal, round: roundOf(before, reveal.partId) }]
      : before.reveals,
    handIns: handIn
      ? [...before.handIns, { partId: handIn.partId, round: roundOf(before, handIn.partId) }]
      : before.handIns,
    fields: merged(before.fields, change.fields),
    documents: merged(before.documents, change.documents),
    submissions:
      submissions.length > 0 ? [...before.submissions, ...submissions.map(toPast)] : before.submissions,
    latest: merged(before.latest, new Map(submissions.map((one) => [one.partId, toLatest(one)]))),
    proposals: changeProposals(before.proposals, change, newId),
    summaries: merged(before.summaries, summaries),
    drivenQuestions: driver?.questionId
      ? new Set([...before.drivenQuestions, driver.questionId])
      : before.drivenQuestions,
  };
  const bytes = before.bytes + growth(before, after, change);
  return { before, after: { ...after, bytes }, change, seatId, ops, summaries, now };
}

/** Pure: a room after edits that another server has stored. Their texts are read again when somebody asks for them. */
export function afterOps(before: PairRoom, ops: readonly StoredOp[]): PairRoom {
  const fields = new Map<string, FieldState>();
  for (const op of ops) {
    fields.set(op.path, afterEdit(fields.get(op.path) ?? before.fields.get(op.path), op, op.seatId));
  }
  const summaries = summariesAfter({ ...before, policy: before.assignment.policy }, { fields });
  const changed = new Set(ops.map(({ path }) => path));
  const after = {
    ...before,
    seq: ops.at(-1)?.seq ?? before.seq,
    fields: merged(before.fields, fields),
    documents: new Map([...before.documents].filter(([path]) => !changed.has(path))),
    summaries: merged(before.summaries, summaries),
  };
  return { ...after, bytes: before.bytes + growth(before, after, { fields }) };
}
