import type { OpConflict } from '@/lib/schemas/ops';
import { policySchema } from '@/lib/schemas/policy';
import { worksheetFor } from '@/lib/worksheets/worksheet-for';
import { databaseKind, type Reader } from '../database/db';
import { perProcess } from '../database/per-process';
import type { StoredOp } from '../live/bus';
import { afterOps } from './change-room';
import { roundsOf } from './number-rounds';
import type { AssignmentFacts, LatestSubmission, PairRoom, PartOfRound, RoomProposal } from './pair-room';
import type { FieldState, PastSubmission, SubmissionFacts, SummaryState } from './pair-state';
import { rememberedRoom } from './room-memory';
import { bytesOfRoom } from './room-size';
import {
  headsStatement,
  lockAssignmentsStatement,
  type OpRange,
  opsStatement,
  roomsStatement,
  type StoredHead,
  type StoredRow,
  type Wanted,
  wantedStatement,
} from './room-statements';
import { worksheetOfRevisionId } from './worksheet-revisions';

type RawReader = Pick<Reader, '$queryRaw'>;

/** Where a pair session stands in the database. */
export interface RoomHead extends Omit<StoredHead, 'assignment'> {
  assignment: AssignmentFacts;
}

/** So many edits are applied to a room that is behind; with more of them it is read anew. */
const mostOpsBehind = 200;
/** Rooms read in one statement: SQLite takes 32,766 values in one. */
const roomsAtOnce = 200;
/** Assignments remembered by the text of their row; more than any server has open at a time. */
const mostAssignments = 500;

interface StoredSession {
  code: string;
  seed: string;
  numberRounds: unknown;
  driverSeatId: string | null;
  splitAt: string | null;
  seq: number;
  version: number;
}

/** A time as the databases write it into JSON: SQLite's with an offset, PostgreSQL's without one, in UTC. */
function toDate(text: string | null): Date | null {
  if (text === null) return null;
  return new Date(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
}

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
    opensAt: toDate(stored.opensAt),
    closesAt: toDate(stored.closesAt),
    settledAt: toDate(stored.settledAt),
  };
  const [oldest] = known.keys();
  if (known.size >= mostAssignments && oldest !== undefined) known.delete(oldest);
  known.set(row, facts);
  return facts;
}

/** Where pair sessions stand; of those that exist. */
export async function readHeads(
  reader: RawReader,
  ids: readonly string[],
  isLocked = false,
): Promise<RoomHead[]> {
  if (ids.length === 0) return [];
  const heads = await reader.$queryRaw<StoredHead[]>(headsStatement(ids, isLocked));
  return heads.map((head) => ({ ...head, assignment: assignmentOf(head.assignment) }));
}

/** The JSON of a row with the scores beside it. JSON columns only ever hold what a kind or a verb wrote. */
function parse<Row>({ what, row, earned, total, overriddenEarned }: StoredRow): Row {
  const read = JSON.parse(row) as Row;
  if (earned === null) return read;
  return { ...read, earned, total, ...(what === 'summary' && { overriddenEarned }) };
}

function byKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

async function toRoom(
  { id, installationId, assignment }: RoomHead,
  rows: ReadonlyMap<string, readonly StoredRow[]>,
): Promise<PairRoom | null> {
  const of = <Row>(what: string) => (rows.get(what) ?? []).map((row) => parse<Row>(row));
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
    reveals: of<PartOfRound>('reveal'),
    handIns: of<PartOfRound>('hand-in'),
    fields: byKey(of<FieldState>('field'), ({ path }) => path),
    documents: new Map(),
    submissions: of<PastSubmission>('submission').sort((a, b) => a.attempt - b.attempt),
    latest: byKey(of<LatestSubmission>('latest').map(withBooleans), ({ partId }) => partId),
    proposals: of<RoomProposal>('proposal'),
    summaries: byKey(of<SummaryState>('summary').map(withBooleans), ({ partId }) => partId),
    drivenQuestions: new Set(
      of<{ questionId: string | null }>('driver').flatMap(({ questionId }) => questionId ?? []),
    ),
  };
  return { ...room, bytes: bytesOfRoom(room) };
}

const booleans = ['provisional', 'isRevealed', 'isHandedIn', 'disagreed'];

/** A row whose booleans are such; SQLite has numbers instead. */
function withBooleans<Row extends object>(row: Row): Row {
  const found = Object.entries(row).map(([name, value]) => [
    name,
    booleans.includes(name) ? Boolean(value) : value,
  ]);
  return Object.fromEntries(found) as Row;
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
  return { ...parse<Omit<StoredOp, 'textUpdate'>>(row), textUpdate: row.bytes };
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

/** First answers to what was sent before, and texts, by pair session. */
export interface Found {
  accepted: Map<string, { opId: string; path: string; version: number; verdict: string | null }>;
  refused: Map<string, OpConflict>;
  /** By token. */
  repeated: Map<string, SubmissionFacts & { bodyHash: string }>;
  documents: Map<string, Uint8Array>;
}

export function foundNothing(): Found {
  return { accepted: new Map(), refused: new Map(), repeated: new Map(), documents: new Map() };
}

/** Reads what commands ask for besides their rooms, by one statement. */
export async function readWanted(reader: RawReader, wanted: Wanted): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  const statement = wantedStatement(wanted);
  for (const row of statement ? await reader.$queryRaw<StoredRow[]>(statement) : []) {
    const ofPair = found.get(row.pairSessionId) ?? foundNothing();
    found.set(row.pairSessionId, ofPair);
    put(ofPair, row);
  }
  return found;
}

function put({ accepted, refused, repeated, documents }: Found, row: StoredRow): void {
  if (row.what === 'accepted') {
    const op = parse<{ opId: string; path: string; version: number; verdict: string | null }>(row);
    accepted.set(op.opId, op);
  } else if (row.what === 'refused') {
    const { bySeatId: by, ...op } = parse<Omit<OpConflict, 'by'> & { bySeatId: string }>(row);
    refused.set(op.opId, { ...op, by });
  } else if (row.what === 'repeated') {
    const { token, ...submission } = withBooleans(
      parse<SubmissionFacts & { bodyHash: string; token: string }>(row),
    );
    repeated.set(token, submission);
  } else if (row.bytes) {
    documents.set(parse<{ path: string }>(row).path, row.bytes);
  }
}
