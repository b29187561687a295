import type { Prisma } from '@/lib/generated/sqlite/client';
import { graderVersion } from '@/lib/questions/grading/grader-version';
import { newId } from '../database/ids';
import { deleteRows, insertRows, updateRows, upsertRows } from '../database/store-rows';
import type { Row } from '../database/table-of';
import type { Tx } from '../database/writer';
import type { MadeChange } from './change-room';
import { roundOf } from './number-rounds';
import type { PairRoom } from './pair-room';

/** A room before and after several changes. */
export interface ChangedRoom {
  before: PairRoom;
  after: PairRoom;
  changes: MadeChange[];
}

/** The rows of one table that a change adds, and only it. */
type ToRows = (change: MadeChange) => Row[];

const added: readonly [model: Prisma.ModelName, toRows: ToRows][] = [
  [
    'RefusedOp',
    ({ change }) =>
      (change.refusedOps ?? []).map(({ opId, value, version, by }) => ({
        opId,
        value,
        version,
        bySeatId: by,
      })),
  ],
  [
    'Op',
    ({ ops, change }) =>
      ops.map(({ seq, opId, seatId, path, value, version, verdict, textUpdate }, index) => ({
        seq,
        opId,
        seatId,
        path,
        ownerSeatId: '',
        base: change.ops?.[index]?.base ?? 0,
        value,
        version,
        verdict,
        textUpdate,
      })),
  ],
  [
    'Submission',
    ({ change }) =>
      (change.submissions ?? []).map((submission) => ({ ...submission, gradedWith: graderVersion })),
  ],
  [
    'Reveal',
    ({ before, change: { reveal }, seatId }) =>
      reveal ? [{ partId: reveal.partId, round: roundOf(before, reveal.partId), bySeatId: seatId }] : [],
  ],
  [
    'HandIn',
    ({ before, change: { handIn } }) =>
      handIn
        ? [
            {
              partId: handIn.partId,
              round: roundOf(before, handIn.partId),
              contentHash: handIn.contentHash,
              seatIds: handIn.seatIds,
              disagreement: handIn.disagreement ?? null,
            },
          ]
        : [],
  ],
  ['DriverChange', ({ change: { driver }, seatId }) => (driver ? [{ ...driver, bySeatId: seatId }] : [])],
];

/** The last time that any of a room's changes was made at. */
function timeOf({ changes }: ChangedRoom): Date | undefined {
  return changes.at(-1)?.now;
}

/** Keys that a room's changes touch, each once, however often it was changed. */
function touched(
  { changes }: ChangedRoom,
  mapOf: (change: MadeChange) => ReadonlyMap<string, unknown> | undefined,
): string[] {
  return [...new Set(changes.flatMap((change) => [...(mapOf(change)?.keys() ?? [])]))];
}

function fieldRows(room: ChangedRoom): Row[] {
  return touched(room, ({ change }) => change.fields).map((path) => ({
    id: newId(),
    pairSessionId: room.after.id,
    ownerSeatId: '',
    ...room.after.fields.get(path),
    updatedAt: timeOf(room),
  }));
}

function documentRows(room: ChangedRoom): Row[] {
  return touched(room, ({ change }) => change.documents).map((path) => ({
    id: newId(),
    pairSessionId: room.after.id,
    path,
    state: room.after.documents.get(path),
    updatedAt: timeOf(room),
  }));
}

function summaryRows(room: ChangedRoom): Row[] {
  return touched(room, ({ summaries }) => summaries).map((partId) => ({
    id: newId(),
    pairSessionId: room.after.id,
    ...room.after.summaries.get(partId),
    updatedAt: timeOf(room),
  }));
}

function sessionRow({ before, after }: ChangedRoom): (Row & { id: string })[] {
  const { id, seq, version, rounds, driverSeatId } = after;
  const numberRounds = Object.keys(rounds).length > 0 ? rounds : null;
  return before.seq === seq && before.version === version
    ? []
    : [{ id, seq, version, numberRounds, driverSeatId }];
}

function leftSeatRows({ changes }: ChangedRoom): (Row & { id: string })[] {
  return changes.flatMap(({ change, seatId, now }) =>
    change.leaves ? [{ id: seatId, activeUserId: null, place: null, leftAt: now }] : [],
  );
}

/** Stores what was changed in rooms, with one statement for each table: of what changed twice only the last state. */
export async function storeChanges(tx: Tx, rooms: readonly ChangedRoom[]): Promise<void> {
  for (const [model, toRows] of added) {
    const rows = rooms.flatMap(({ changes }) =>
      changes.flatMap((change) =>
        toRows(change).map((row) => ({
          id: newId(),
          pairSessionId: change.before.id,
          ...row,
          createdAt: change.now,
        })),
      ),
    );
    await insertRows(tx, model, rows);
  }
  await upsertRows(tx, 'Field', ['pairSessionId', 'path', 'ownerSeatId'], rooms.flatMap(fieldRows));
  await upsertRows(tx, 'TextDocument', ['pairSessionId', 'path'], rooms.flatMap(documentRows));
  await upsertRows(tx, 'PartSummary', ['pairSessionId', 'partId'], rooms.flatMap(summaryRows));
  await storeProposals(tx, rooms);
  await updateRows(tx, 'Seat', rooms.flatMap(leftSeatRows));
  await updateRows(tx, 'PairSession', rooms.flatMap(sessionRow));
}

async function storeProposals(tx: Tx, rooms: readonly ChangedRoom[]): Promise<void> {
  const idsOf = ({ proposals }: PairRoom) => new Set(proposals.map(({ id }) => id));
  const gone = rooms.flatMap(({ before, after }) => {
    const left = idsOf(after);
    return before.proposals.flatMap(({ id }) => (left.has(id) ? [] : [id]));
  });
  const fresh = rooms.flatMap((room) => {
    const known = idsOf(room.before);
    return room.after.proposals
      .filter(({ id }) => !known.has(id))
      .map((proposal) => ({ pairSessionId: room.after.id, ...proposal, createdAt: timeOf(room) }));
  });
  await deleteRows(tx, 'Proposal', gone);
  await insertRows(tx, 'Proposal', fresh);
}
