import { Prisma } from '@/lib/generated/sqlite/client';
import { phaseAt } from '@/lib/pairing/phase';
import type { OpConflict } from '@/lib/schemas/pair-view';
import { policySchema } from '@/lib/schemas/policy';
import { worksheetFor } from '@/lib/worksheets/worksheet-for';
import { databaseKind, type Reader } from '../database/db';
import type { Viewer } from '../people/viewer';
import { currentPartIds, roundsOf } from './number-rounds';
import type { PairSeat } from './pair-access';
import type {
  FieldState,
  PairState,
  PastSubmission,
  ProposalState,
  SubmissionFacts,
  SummaryState,
} from './pair-state';
import { worksheetOfRevisionId } from './worksheet-revisions';

/** Who changes a pair session: a person, or the end of its time. */
export type Actor = Viewer | 'closing time';

/** What a verb needs to see of a pair session besides its seats and what was revealed and handed in. */
export interface Reach {
  /** Parts whose fields and submissions are read. */
  parts?: readonly string[] | 'all';
  /** Single fields, with their documents. */
  paths?: readonly string[];
  /** Whether the documents of the parts' long texts are read too. */
  documents?: boolean;
  opIds?: readonly string[];
  token?: string;
}

interface StoredRow {
  what: string;
  /** JSON. */
  row: string;
  /** Outside of the JSON, for which SQLite would round them. */
  earned: number | null;
  total: number | null;
  state: Uint8Array | null;
}

interface StoredSession {
  assignmentId: string;
  sectionId: string;
  worksheetRevisionId: string;
  policy: unknown;
  opensAt: string | null;
  closesAt: string | null;
  settledAt: string | null;
  code: string;
  seed: string;
  numberRounds: unknown;
  driverSeatId: string | null;
  splitAt: string | null;
  seq: number;
}

const { raw, sql } = Prisma;
const noNumbers = 'CAST(NULL AS DOUBLE PRECISION) AS "earned", CAST(NULL AS DOUBLE PRECISION) AS "total"';
const noBytes = 'CAST(NULL AS BYTEA) AS "state"';
const jsonColumns: ReadonlySet<string> = new Set([
  'policy',
  'numberRounds',
  'value',
  'response',
  'feedback',
  'cells',
  'concepts',
]);

/** Rows of a table as JSON, with what goes beside it. Names are this module's own. */
function select(what: string, from: string, columns: string, where: Prisma.Sql, beside?: string): Prisma.Sql {
  const isSqlite = databaseKind() === 'sqlite';
  const entries = columns.split(' ').map((column) => {
    const [name = column, source] = column.split('.').reverse();
    const value = source ? `${source}."${name}"` : `"${name}"`;
    // PostgreSQL knows a JSON column by its type; to SQLite it is text.
    return `'${name}', ${isSqlite && jsonColumns.has(name) ? `json(${value})` : value}`;
  });
  const object = `${isSqlite ? 'json_object' : 'json_build_object'}(${entries.join(', ')})`;
  const head = `SELECT '${what}' AS "what", CAST(${object} AS TEXT) AS "row", ${beside ?? `${noNumbers}, ${noBytes}`}`;
  return sql`${raw(`${head} FROM ${from}`)} WHERE ${where}`;
}

/** One statement for all of it, so that all of it is from one moment. */
function statementFor(id: string, reach: Reach | null): Prisma.Sql {
  const here = sql`"pairSessionId" = ${id}`;
  const selects = [
    select(
      'session',
      '"PairSession" s JOIN "Assignment" a ON a."id" = s."assignmentId"',
      's.assignmentId a.sectionId a.worksheetRevisionId a.policy a.opensAt a.closesAt a.settledAt s.code s.seed ' +
        's.numberRounds s.driverSeatId s.splitAt s.seq',
      sql`s."id" = ${id}`,
    ),
    select(
      'seat',
      '"Seat" s JOIN "User" u ON u."id" = s."userId"',
      's.id s.userId u.name s.place',
      sql`s."pairSessionId" = ${id}`,
    ),
    select('reveal', '"Reveal"', 'partId round', here),
    select('hand-in', '"HandIn"', 'partId round', here),
  ];
  if (!reach) return Prisma.join(selects, ' UNION ALL ');

  const { parts = [], paths = [], documents = false, opIds = [], token } = reach;
  const partIds = parts === 'all' ? 'all' : [...parts, ...paths.map((path) => path.split('/')[0] ?? path)];
  const ofParts = partIds === 'all' ? here : sql`${here} AND "partId" IN (${listOf(partIds)})`;
  const inReach = parts === 'all' ? here : sql`${here} AND (${anyField(parts, paths)})`;
  const withNumbers = `"earned", "total", ${noBytes}`;
  selects.push(
    select('proposal', '"Proposal"', 'partId purpose contentHash bySeatId response', here),
    select('driver', '"DriverChange"', 'questionId', here),
  );
  if (partIds.length > 0) {
    selects.push(
      select(
        'summary',
        '"PartSummary"',
        'partId attempts countingSubmissionId firstOutcome filledFields',
        ofParts,
        withNumbers,
      ),
      select(
        'field',
        '"Field"',
        'path value version verdict bySeatId firstVerdict wrongCount',
        sql`${inReach} AND "ownerSeatId" = ''`,
      ),
    );
  }
  if (parts.length > 0) {
    selects.push(select('submission', '"Submission"', 'partId round attempt bodyHash origin', ofParts));
  }
  if (documents || paths.length > 0) {
    selects.push(select('document', '"TextDocument"', 'path', inReach, `${noNumbers}, "state"`));
  }
  if (token !== undefined) {
    selects.push(
      select(
        'repeated',
        '"Submission"',
        'id partId attempt outcome provisional feedback cells signature concepts origin bodyHash',
        sql`${here} AND "token" = ${token}`,
        withNumbers,
      ),
    );
  }
  if (opIds.length > 0) {
    const sent = sql`${here} AND "opId" IN (${listOf(opIds)})`;
    selects.push(
      select('accepted', '"Op"', 'opId path version verdict', sent),
      select('refused', '"RefusedOp"', 'opId value version bySeatId', sent),
    );
  }
  return Prisma.join(selects, ' UNION ALL ');
}

/** A list for IN; one that is empty names nothing. */
function listOf(texts: readonly string[]): Prisma.Sql {
  return texts.length === 0 ? sql`NULL` : Prisma.join(texts);
}

function anyField(parts: readonly string[], paths: readonly string[]): Prisma.Sql {
  const tests = parts.map(
    (id) => sql`"path" = ${id} OR substr("path", 1, ${raw(String(id.length + 1))}) = ${`${id}/`}`,
  );
  return Prisma.join([...tests, sql`"path" IN (${listOf(paths)})`], ' OR ');
}

/** A time as the databases write it into JSON: SQLite's with an offset, PostgreSQL's without one, in UTC. */
function toDate(text: string | null): Date | null {
  if (text === null) return null;
  return new Date(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
}

function byKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** The seat that acts and those that the same person or browser has; null where the actor has no seat here. */
function findSeats(actor: Actor, all: readonly PairSeat[], present: PairSeat[], seatId: string | undefined) {
  if (actor === 'closing time') {
    const seat = present[0] ?? all[0];
    return seat ? { seat, yours: [] } : null;
  }
  const proved = new Set(actor.seats.map((seat) => `${seat.seatId} ${seat.userId}`));
  const yours = present.filter(({ id, userId }) => userId === actor.userId || proved.has(`${id} ${userId}`));
  const seat = yours.find(({ id, userId }) => (seatId ? id === seatId : userId === actor.userId));
  return seat && yours.some(({ userId }) => userId === actor.userId) ? { seat, yours } : null;
}

/**
 * Reads a pair session through whoever acts, by one statement: null when it does not exist, when a viewer has no
 * present seat in it, or when `seatId` is not one that this browser has proved.
 */
export async function readPairState(
  reader: Pick<Reader, '$queryRaw'>,
  actor: Actor,
  { pairSessionId, seatId }: { pairSessionId: string; seatId?: string | undefined },
  reach: Reach | null,
  now: Date,
): Promise<PairState | null> {
  const rows = await reader.$queryRaw<StoredRow[]>(statementFor(pairSessionId, reach));
  // Each row is the JSON that the statement makes of it; JSON columns only ever hold what a kind or a verb wrote.
  const of = <Row>(kind: string) =>
    rows.flatMap(({ what, row, earned, total }) =>
      what === kind ? [{ ...(JSON.parse(row) as Row), ...(earned !== null && { earned, total }) }] : [],
    );
  const [session] = of<StoredSession>('session');
  if (!session) return null;
  const all = of<Omit<PairSeat, 'place'> & { place: number | null }>('seat');
  const present = all
    .flatMap(({ place, ...seat }) => (place === null ? [] : [{ ...seat, place }]))
    .sort((a, b) => a.place - b.place);
  const seats = findSeats(
    actor,
    all.map((seat) => ({ ...seat, place: seat.place ?? 0 })),
    present,
    seatId,
  );
  if (!seats) return null;
  const times = { opensAt: toDate(session.opensAt), closesAt: toDate(session.closesAt) };
  const rounds = roundsOf(session);
  const published = await worksheetOfRevisionId(session.worksheetRevisionId);
  const worksheet = worksheetFor(published, session.seed, rounds);
  const [repeated = null] = of<SubmissionFacts & { bodyHash: string }>('repeated');
  return {
    id: pairSessionId,
    assignmentId: session.assignmentId,
    sectionId: session.sectionId,
    code: session.code,
    seed: session.seed,
    rounds,
    roundsBefore: rounds,
    driverSeatId: session.driverSeatId,
    isSplit: session.splitAt !== null,
    policy: policySchema.parse(session.policy),
    // Once it was settled, nobody grades what comes still.
    phase: session.settledAt ? 'closed' : phaseAt(times, now),
    ...times,
    worksheet,
    seats: present,
    seat: seats.seat,
    yourSeatIds: seats.yours.map(({ id }) => id),
    revealedPartIds: currentPartIds({ worksheet, rounds }, of('reveal')),
    handedInPartIds: currentPartIds({ worksheet, rounds }, of('hand-in')),
    seq: session.seq,
    fields: byKey(of<FieldState>('field'), ({ path }) => path),
    documents: new Map(
      rows.flatMap(({ what, row, state }) =>
        what === 'document' && state ? [[(JSON.parse(row) as { path: string }).path, state]] : [],
      ),
    ),
    submissions: of<PastSubmission>('submission'),
    repeated: repeated && {
      ...repeated,
      provisional: Boolean(repeated.provisional),
    },
    accepted: byKey(
      of<{ opId: string; path: string; version: number; verdict: string | null }>('accepted'),
      ({ opId }) => opId,
    ),
    refused: byKey(
      of<Omit<OpConflict, 'by'> & { bySeatId: string }>('refused').map(({ bySeatId: by, ...op }) => ({
        ...op,
        by,
      })),
      ({ opId }) => opId,
    ),
    proposals: of<ProposalState>('proposal'),
    summaries: byKey(of<SummaryState>('summary'), ({ partId }) => partId),
    drivenQuestions: new Set(
      of<{ questionId: string | null }>('driver').flatMap(({ questionId }) => questionId ?? []),
    ),
  };
}
