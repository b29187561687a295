import type { Prisma } from '@/lib/generated/sqlite/client';
import { graderVersion } from '@/lib/questions/grading/grader-version';
import { newId } from '../database/ids';
import { storeKeptScores } from '../database/kept-scores';
import type { SqlTx } from '../database/sql-transaction';
import { deleteMatching, deleteRows, insertRows, updateRows, upsertRows } from '../database/store-rows';
import type { Row } from '../database/table-of';
import { type MadeChange, newReveals } from './change-room';
import { roundOf } from './number-rounds';
import type { PairRoom } from './pair-room';
import { toLeftView } from './pair-view';
import { lockPairSessions } from './person-facts';
import { toTime } from './stored-rows';

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
      ops.map(({ seq, opId, seatId, ownerSeatId, path, value, version, verdict, textUpdate }, index) => ({
        seq,
        opId,
        seatId,
        path,
        ownerSeatId,
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
    'RepeatedCheck',
    ({ change: { repeatedCheck } }) =>
      repeatedCheck ? [{ token: repeatedCheck.token, submissionId: repeatedCheck.submission.id }] : [],
  ],
  [
    'Reveal',
    ({ before, change, seatId }) => newReveals(before, change).map((row) => ({ ...row, bySeatId: seatId })),
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
  ['Prediction', ({ change, seatId }) => (change.predictions ?? []).map((one) => ({ ...one, seatId }))],
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
    updatedAt: room.changes.findLast(({ change }) => change.fields?.has(path))?.now,
  }));
}

/** Own fields whose values have changed. */
function ownFieldRows(room: ChangedRoom): Row[] {
  return touched(room, ({ change }) => change.ownFields).flatMap((key) => {
    const field = room.after.ownFields.get(key);
    if (!field) return [];
    const { bySeatId: ownerSeatId } = field;
    return [{ id: newId(), pairSessionId: room.after.id, ownerSeatId, ...field, updatedAt: timeOf(room) }];
  });
}

/** Own fields that are no more. */
function endedFieldRows({ before, after }: ChangedRoom): Row[] {
  if (before.ownFields === after.ownFields) return [];
  return [...before.ownFields].flatMap(([key, { path, bySeatId: ownerSeatId }]) =>
    after.ownFields.has(key) ? [] : [{ pairSessionId: after.id, path, ownerSeatId }],
  );
}

function ownAnswerRows(room: ChangedRoom): Row[] {
  const known = new Set(room.before.ownAnswers);
  return room.after.ownAnswers
    .filter((answer) => !known.has(answer))
    .map(({ confirmedAt, ...answer }) => ({
      ...answer,
      confirmedAt: toTime(confirmedAt),
      pairSessionId: room.after.id,
      updatedAt: timeOf(room),
    }));
}

function endedOwnAnswerIds({ before, after }: ChangedRoom): string[] {
  const left = new Set(after.ownAnswers.map(({ id }) => id));
  return before.ownAnswers.flatMap(({ id }) => (left.has(id) ? [] : [id]));
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
  return touched(room, ({ summaries }) => summaries).map((partId) => {
    const summary = room.after.summaries.get(partId);
    return {
      id: newId(),
      pairSessionId: room.after.id,
      assignmentId: room.after.assignment.id,
      ...summary,
      submittedAt: toTime(summary?.submittedAt ?? null),
      firstCorrectAt: toTime(summary?.firstCorrectAt ?? null),
      lastWorkAt: toTime(summary?.lastWorkAt ?? null),
      updatedAt: timeOf(room),
    };
  });
}

/** What people have seen and used by the changes of all rooms, a row for each person, worksheet and part. */
function personPartRows(rooms: readonly ChangedRoom[]): Row[] {
  const rows = new Map<string, Row & { attempts: number }>();
  for (const { after, changes } of rooms) {
    for (const { marks, now } of changes) {
      for (const { userId, partId, seesKey, attempts } of marks) {
        const worksheet = after.worksheet.slug;
        const key = JSON.stringify([userId, worksheet, partId]);
        const row = rows.get(key) ?? { id: newId(), userId, worksheet, partId, keySeenAt: null, attempts: 0 };
        const keySeenAt = row.keySeenAt ?? (seesKey ? now : null);
        rows.set(key, { ...row, keySeenAt, attempts: row.attempts + attempts });
      }
    }
  }
  return [...rows.values()];
}

/** Has the other pair sessions of people know what these have seen and used here. */
async function tellLinked(tx: SqlTx, rooms: readonly ChangedRoom[]): Promise<void> {
  const told = new Set(rooms.map(({ after }) => after.id));
  const linked = rooms.flatMap(({ before, changes }) => {
    const marked = new Set(changes.flatMap(({ marks }) => marks.map(({ userId }) => userId)));
    return before.linked.flatMap(({ userId, pairSessionId }) =>
      marked.has(userId) && !told.has(pairSessionId) ? [pairSessionId] : [],
    );
  });
  await lockPairSessions(tx, linked);
}

function sessionRow({ before, after }: ChangedRoom): (Row & { id: string })[] {
  const { id, seq, version, rounds, driverSeatId } = after;
  const numberRounds = Object.keys(rounds).length > 0 ? rounds : null;
  return before.seq === seq && before.version === version
    ? []
    : [{ id, seq, version, numberRounds, driverSeatId }];
}

function leftSeatRows({ changes }: ChangedRoom): (Row & { id: string; leftAt: Date })[] {
  return changes.flatMap(({ change, seatId, now }) =>
    change.leaves ? [{ id: seatId, activeUserId: null, place: null, leftAt: now }] : [],
  );
}

/** What those who leave may read on: their page as it was. */
function leftCopyRows({ changes }: ChangedRoom): Row[] {
  return changes.flatMap(({ before, change, seatId, now }) => {
    const seat = before.seats.find(({ id }) => id === seatId);
    if (!change.leaves || !seat) return [];
    const { userId } = seat;
    const view = toLeftView(before, seatId, now);
    return [{ id: newId(), pairSessionId: before.id, userId, view, leftAt: now }];
  });
}

/** Stores what was changed in rooms, with one statement for each table: of what changed twice only the last state. */
export async function storeChanges(tx: SqlTx, rooms: readonly ChangedRoom[]): Promise<void> {
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
  const fieldKey = ['pairSessionId', 'path', 'ownerSeatId'];
  await deleteMatching(tx, 'Field', rooms.flatMap(endedFieldRows));
  await upsertRows(tx, 'Field', fieldKey, [...rooms.flatMap(fieldRows), ...rooms.flatMap(ownFieldRows)]);
  await deleteRows(tx, 'OwnAnswer', rooms.flatMap(endedOwnAnswerIds));
  await upsertRows(tx, 'OwnAnswer', ['id'], rooms.flatMap(ownAnswerRows));
  await upsertRows(tx, 'TextDocument', ['pairSessionId', 'path'], rooms.flatMap(documentRows));
  await upsertRows(tx, 'PartSummary', ['pairSessionId', 'partId'], rooms.flatMap(summaryRows));
  const merges = { attempts: 'sum', keySeenAt: 'first' } as const;
  await upsertRows(tx, 'PersonPart', ['userId', 'worksheet', 'partId'], personPartRows(rooms), merges);
  await tellLinked(tx, rooms);
  await storeProposals(tx, rooms);
  const left = rooms.flatMap(leftSeatRows);
  await updateRows(tx, 'Seat', left);
  await storeKeptScores(
    tx,
    left.map(({ id }) => id),
  );
  await upsertRows(tx, 'LeftCopy', ['userId', 'pairSessionId'], rooms.flatMap(leftCopyRows));
  await updateRows(tx, 'PairSession', rooms.flatMap(sessionRow));
}

async function storeProposals(tx: SqlTx, rooms: readonly ChangedRoom[]): Promise<void> {
  const idsOf = ({ proposals }: PairRoom) => new Set(proposals.map(({ id }) => id));
  const gone = rooms.flatMap(({ before, after }) => {
    const left = idsOf(after);
    return before.proposals.flatMap(({ id }) => (left.has(id) ? [] : [id]));
  });
  const fresh = rooms.flatMap((room) => {
    const known = idsOf(room.before);
    return room.after.proposals
      .filter(({ id }) => !known.has(id))
      .map((proposal) => ({
        pairSessionId: room.after.id,
        ...proposal,
        createdAt: toTime(proposal.createdAt),
      }));
  });
  await deleteRows(tx, 'Proposal', gone);
  await insertRows(tx, 'Proposal', fresh);
}
