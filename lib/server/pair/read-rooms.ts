import type { Json } from '@/lib/schemas/json';
import type { Worksheet } from '@/lib/worksheets/worksheet';
import { worksheetFor } from '@/lib/worksheets/worksheet-for';
import { databaseKind } from '../database/db';
import type { SqlTx } from '../database/sql-transaction';
import type { StoredOp } from '../live/bus';
import { afterOps } from './change-room';
import { hasOneField, partOfPath } from './find-part';
import { roundsOf } from './number-rounds';
import { ownFieldKey } from './own-answers';
import type {
  KeptPoints,
  PairRoom,
  PartOfRound,
  RoomHandIn,
  RoomJoinRequest,
  RoomProposal,
} from './pair-room';
import type {
  FieldState,
  LatestSubmission,
  OwnAnswer,
  PastSubmission,
  PredictionState,
  SubmissionFacts,
  SummaryState,
} from './pair-state';
import type { PersonFacts } from './person-facts';
import { type RoomHead, readHeads } from './room-heads';
import { rememberedRoom } from './room-memory';
import { bytesOfRoom } from './room-size';
import {
  lockAssignmentsStatement,
  type OpRange,
  opsStatement,
  roomsStatement,
  type StoredRow,
} from './room-statements';
import { followsPeople } from './spent-parts';
import { parseRow } from './stored-rows';
import { worksheetOfRevisionId } from './worksheet-revisions';

type RawReader = Pick<SqlTx, '$queryRaw'>;

/** So many edits are applied to a room that is behind; with more of them it is read anew. */
const mostOpsBehind = 200;
/** Rooms read in one statement: SQLite takes 32,766 values in one. */
const roomsAtOnce = 200;
interface StoredSession {
  code: string;
  seed: string;
  numberRounds: unknown;
  driverSeatId: string | null;
  splitAt: string | null;
  seq: number;
  version: number;
}

function byKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Where a pair can draw new numbers, who has seen a key has not seen the next one. */
function informedPaths(worksheet: Worksheet, rows: readonly { path: string }[]): ReadonlySet<string> {
  const paths = rows.map(({ path }) => path);
  return new Set(
    paths.filter((path) => {
      const part = partOfPath(worksheet, path)?.part;
      return part !== undefined && followsPeople(worksheet, part);
    }),
  );
}

interface PersonRow {
  userId: string;
  partId: string;
  keySeenAt: string | null;
  attempts: number;
}

function toPeople(
  rows: readonly PersonRow[],
  staff: readonly { userId: string }[],
): ReadonlyMap<string, PersonFacts> {
  const people = new Map<string, PersonFacts>();
  for (const { userId } of [...staff, ...rows]) {
    const parts = rows
      .filter((row) => row.userId === userId)
      .map(
        ({ partId, keySeenAt, attempts }) => [partId, { hasSeenKey: keySeenAt !== null, attempts }] as const,
      );
    people.set(userId, { isStaff: staff.some((one) => one.userId === userId), parts: new Map(parts) });
  }
  return people;
}

function toKept(
  rows: readonly Omit<KeptPoints, 'with'>[],
  others: readonly { id: string; name: string }[],
): KeptPoints[] {
  return rows
    .map((row) => {
      const beside = others.filter(({ id }) => id === row.seatId).map(({ name }) => name);
      return { ...row, with: [...new Set(beside)].sort() };
    })
    .sort((a, b) => (a.keptAt + a.partId < b.keptAt + b.partId ? -1 : 1));
}

async function toRoom(
  { id, installationId, assignment }: RoomHead,
  rows: ReadonlyMap<string, readonly StoredRow[]>,
): Promise<PairRoom | null> {
  const of = <Row>(what: string) => (rows.get(what) ?? []).map((row) => parseRow<Row>(row));
  const [session] = of<StoredSession>('session');
  if (!session) return null;
  const rounds = roundsOf(session);
  const published = await worksheetOfRevisionId(assignment.worksheetRevisionId);
  const last = Number.POSITIVE_INFINITY;
  const room = {
    id,
    installationId,
    seq: session.seq,
    version: session.version,
    assignment,
    code: session.code,
    seed: session.seed,
    rounds,
    driverSeatId: session.driverSeatId,
    isSplit: session.splitAt !== null,
    worksheet: worksheetFor(published, session.seed, rounds),
    seats: of<PairRoom['seats'][number]>('seat').sort((a, b) => (a.place ?? last) - (b.place ?? last)),
    kept: toKept(of<Omit<KeptPoints, 'with'>>('kept'), of<{ id: string; name: string }>('kept-with')),
    people: toPeople(of<PersonRow>('person-part'), of<{ userId: string }>('staff')),
    linked: of<PairRoom['linked'][number]>('linked'),
    joinRequests: of<RoomJoinRequest>('join-request'),
    reveals: of<PartOfRound>('reveal'),
    handIns: of<RoomHandIn>('hand-in'),
    fields: byKey(of<FieldState>('field'), ({ path }) => path),
    informed: informedPaths(published, of<{ path: string }>('informed')),
    ownFields: byKey(of<FieldState>('own-field'), ({ bySeatId, path }) => ownFieldKey(bySeatId, path)),
    ownAnswers: of<OwnAnswer>('own-answer').map(({ earned = null, ...answer }) => ({ ...answer, earned })),
    ownSubmissions: byKey(of<SubmissionFacts>('own-submission'), ({ id }) => id),
    documents: new Map(),
    submissions: of<PastSubmission>('submission').sort((a, b) => a.attempt - b.attempt),
    latest: byKey(of<LatestSubmission>('latest'), ({ partId }) => partId),
    counted: new Map(
      of<{ partId: string; response: Json }>('counted').flatMap(({ partId, response }) =>
        hasOneField(published, partId) ? [[partId, response] as const] : [],
      ),
    ),
    proposals: of<RoomProposal>('proposal'),
    summaries: byKey(of<SummaryState>('summary'), ({ partId }) => partId),
    predictions: of<PredictionState>('prediction'),
    drivenQuestions: new Set(
      of<{ questionId: string | null }>('driver').flatMap(({ questionId }) => questionId ?? []),
    ),
  };
  return { ...room, bytes: bytesOfRoom(room) };
}

function groupedByPair(
  rows: readonly StoredRow[],
): ReadonlyMap<string, ReadonlyMap<string, readonly StoredRow[]>> {
  const pairs = new Map<string, Map<string, StoredRow[]>>();
  for (const row of rows) {
    const ofPair = pairs.get(row.pairSessionId) ?? new Map<string, StoredRow[]>();
    pairs.set(row.pairSessionId, ofPair);
    const ofKind = ofPair.get(row.what) ?? [];
    ofPair.set(row.what, ofKind);
    ofKind.push(row);
  }
  return pairs;
}

/** Reads pair sessions whole. */
async function readRooms(reader: RawReader, heads: readonly RoomHead[]): Promise<PairRoom[]> {
  const rooms: PairRoom[] = [];
  for (let start = 0; start < heads.length; start += roomsAtOnce) {
    const some = heads.slice(start, start + roomsAtOnce);
    const rows = groupedByPair(await reader.$queryRaw<StoredRow[]>(roomsStatement(some.map(({ id }) => id))));
    for (const head of some) {
      const room = await toRoom(head, rows.get(head.id) ?? new Map());
      if (room) rooms.push(room);
    }
  }
  return rooms;
}

function toStoredOp(row: StoredRow): StoredOp {
  return { ...parseRow<Omit<StoredOp, 'textUpdate'>>(row), textUpdate: row.bytes };
}

/** Edits by pair session, oldest first. */
export async function readOps(
  reader: RawReader,
  ranges: readonly OpRange[],
): Promise<ReadonlyMap<string, StoredOp[]>> {
  const ops = new Map<string, StoredOp[]>();
  if (ranges.length === 0) return ops;
  for (const row of await reader.$queryRaw<StoredRow[]>(opsStatement(ranges))) {
    const ofPair = ops.get(row.pairSessionId) ?? [];
    ops.set(row.pairSessionId, ofPair);
    ofPair.push(toStoredOp(row));
  }
  for (const ofPair of ops.values()) ofPair.sort((a, b) => a.seq - b.seq);
  return ops;
}

/**
 * Pair sessions as they are stored now, from memory where what is remembered still holds: a room that is behind by edits
 * alone gets these, any other is read anew. Those that do not exist are left out.
 *
 * @param isLocked the reader is a transaction, which then holds their assignments and them until its end.
 */
export async function currentRooms(
  reader: RawReader,
  ids: readonly string[],
  isLocked = false,
): Promise<Map<string, PairRoom>> {
  if (isLocked && databaseKind() === 'postgresql') await reader.$queryRaw(lockAssignmentsStatement(ids));
  const rooms = new Map<string, PairRoom>();
  const anew: RoomHead[] = [];
  const behind: { room: PairRoom; head: RoomHead }[] = [];
  for (const head of await readHeads(reader, ids, isLocked)) {
    const known = rememberedRoom(head.id);
    const missing = known && isSameHistory(known, head) ? head.seq - known.seq : -1;
    if (!known || missing < 0 || missing > mostOpsBehind) anew.push(head);
    else if (missing > 0) behind.push({ room: withAssignment(known, head), head });
    else rooms.set(head.id, withAssignment(known, head));
  }
  const ops = await readOps(
    reader,
    behind.map(({ room: { id, seq }, head }) => ({ id, after: seq, upTo: head.seq })),
  );
  for (const { room } of behind) rooms.set(room.id, afterOps(room, ops.get(room.id) ?? []));
  for (const room of await readRooms(reader, anew)) rooms.set(room.id, room);
  return rooms;
}

function isSameHistory(room: PairRoom, head: RoomHead): boolean {
  return room.installationId === head.installationId && room.version === head.version;
}

function withAssignment(room: PairRoom, { assignment }: RoomHead): PairRoom {
  return room.assignment === assignment ? room : { ...room, assignment };
}
