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
  isSplit: unknown;
  seq: number;
}

const { sql } = Prisma;
const nothingBeside = Prisma.raw(
  'CAST(NULL AS DOUBLE PRECISION) AS "earned", CAST(NULL AS DOUBLE PRECISION) AS "total", CAST(NULL AS BYTEA) AS "state"',
);

/** One statement for all of it, so that all of it is from one moment. */
function statementFor(id: string, reach: Reach | null): Prisma.Sql {
  const isSqlite = databaseKind() === 'sqlite';
  const object = Prisma.raw(isSqlite ? 'json_object' : 'json_build_object');
  /** A JSON column inside of other JSON; PostgreSQL knows its type. */
  const json = Prisma.raw(isSqlite ? 'json' : '');
  const here = sql`WHERE "pairSessionId" = ${id}`;
  const selects = [
    sql`SELECT 'session' AS "what", CAST(${object}(
        'assignmentId', a."id", 'sectionId', a."sectionId", 'worksheetRevisionId', a."worksheetRevisionId",
        'policy', ${json}(a."policy"), 'opensAt', a."opensAt", 'closesAt', a."closesAt", 'settledAt', a."settledAt",
        'code', s."code", 'seed', s."seed", 'numberRounds', ${json}(s."numberRounds"),
        'driverSeatId', s."driverSeatId", 'isSplit', s."splitAt" IS NOT NULL, 'seq', s."seq") AS TEXT) AS "row",
        ${nothingBeside}
      FROM "PairSession" s JOIN "Assignment" a ON a."id" = s."assignmentId" WHERE s."id" = ${id}`,
    sql`SELECT 'seat', CAST(${object}('id', s."id", 'userId', s."userId", 'name', u."name", 'place', s."place")
        AS TEXT), ${nothingBeside}
      FROM "Seat" s JOIN "User" u ON u."id" = s."userId" WHERE s."pairSessionId" = ${id}`,
    sql`SELECT 'reveal', CAST(${object}('partId', "partId", 'round', "round") AS TEXT), ${nothingBeside}
      FROM "Reveal" ${here}`,
    sql`SELECT 'hand-in', CAST(${object}('partId', "partId", 'round', "round") AS TEXT), ${nothingBeside}
      FROM "HandIn" ${here}`,
  ];
  if (reach) {
    const { parts = [], paths = [], documents = false, opIds = [], token } = reach;
    const partIds = parts === 'all' ? 'all' : [...parts, ...paths.map((path) => path.split('/')[0] ?? path)];
    const ofParts = partIds === 'all' ? sql`` : sql`AND "partId" IN (${listOf(partIds)})`;
    const inReach = parts === 'all' ? sql`` : sql`AND (${anyField(parts, paths)})`;
    selects.push(
      sql`SELECT 'proposal', CAST(${object}('partId', "partId", 'purpose', "purpose", 'contentHash', "contentHash",
          'bySeatId', "bySeatId", 'response', ${json}("response")) AS TEXT), ${nothingBeside}
        FROM "Proposal" ${here}`,
      sql`SELECT 'summary', CAST(${object}('partId', "partId", 'attempts', "attempts", 'countingSubmissionId',
          "countingSubmissionId", 'firstOutcome', "firstOutcome", 'filledFields', "filledFields") AS TEXT),
          "earned", "total", CAST(NULL AS BYTEA)
        FROM "PartSummary" ${here} ${ofParts}`,
      sql`SELECT 'field', CAST(${object}('path', "path", 'value', ${json}("value"), 'version', "version", 'verdict',
          "verdict", 'bySeatId', "bySeatId", 'firstVerdict', "firstVerdict", 'wrongCount', "wrongCount") AS TEXT),
          ${nothingBeside}
        FROM "Field" ${here} AND "ownerSeatId" = '' ${inReach}`,
      sql`SELECT 'driver', CAST(${object}('questionId', "questionId") AS TEXT), ${nothingBeside}
        FROM "DriverChange" ${here}`,
    );
    if (documents || paths.length > 0) {
      selects.push(
        sql`SELECT 'document', CAST(${object}('path', "path") AS TEXT), CAST(NULL AS DOUBLE PRECISION),
            CAST(NULL AS DOUBLE PRECISION), "state"
          FROM "TextDocument" ${here} ${inReach}`,
      );
    }
    if (parts.length > 0) {
      selects.push(
        sql`SELECT 'submission', CAST(${object}('partId', "partId", 'round', "round", 'attempt', "attempt",
            'bodyHash', "bodyHash", 'origin', "origin") AS TEXT), ${nothingBeside}
          FROM "Submission" ${here} ${ofParts}`,
      );
    }
    if (token !== undefined) {
      selects.push(
        sql`SELECT 'repeated', CAST(${object}('id', "id", 'partId', "partId", 'attempt', "attempt", 'outcome',
            "outcome", 'provisional', "provisional", 'feedback', ${json}("feedback"), 'cells', ${json}("cells"),
            'signature', "signature", 'concepts', ${json}("concepts"),
            'origin', "origin", 'bodyHash', "bodyHash") AS TEXT), "earned", "total", CAST(NULL AS BYTEA)
          FROM "Submission" ${here} AND "token" = ${token}`,
      );
    }
    if (opIds.length > 0) {
      selects.push(
        sql`SELECT 'accepted', CAST(${object}('opId', "opId", 'path', "path", 'version', "version", 'verdict',
            "verdict") AS TEXT), ${nothingBeside}
          FROM "Op" ${here} AND "opId" IN (${listOf(opIds)})`,
        sql`SELECT 'refused', CAST(${object}('opId', "opId", 'value', ${json}("value"), 'version', "version", 'by',
            "bySeatId") AS TEXT), ${nothingBeside}
          FROM "RefusedOp" ${here} AND "opId" IN (${listOf(opIds)})`,
      );
    }
  }
  return Prisma.join(selects, ' UNION ALL ');
}

/** A list for IN; one that is empty names nothing. */
function listOf(texts: readonly string[]): Prisma.Sql {
  return texts.length === 0 ? sql`NULL` : Prisma.join(texts);
}

function anyField(parts: readonly string[], paths: readonly string[]): Prisma.Sql {
  const tests = parts.map(
    (id) => sql`"path" = ${id} OR substr("path", 1, ${Prisma.raw(String(id.length + 1))}) = ${`${id}/`}`,
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
  // Each row is the JSON that the statement above makes of it; JSON columns only ever hold what a kind or verb wrote.
  const of = <Row>(what: string) =>
    rows.filter((row) => row.what === what).map(({ row }) => JSON.parse(row) as Row);
  const withNumbers = <Row>(what: string) =>
    rows
      .filter((row) => row.what === what)
      .map(({ row, earned, total }) => ({
        ...(JSON.parse(row) as Row),
        earned: earned ?? 0,
        total: total ?? 0,
      }));
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
  const [repeated = null] = withNumbers<SubmissionFacts & { bodyHash: string }>('repeated');
  return {
    id: pairSessionId,
    assignmentId: session.assignmentId,
    sectionId: session.sectionId,
    code: session.code,
    seed: session.seed,
    rounds,
    roundsBefore: rounds,
    driverSeatId: session.driverSeatId,
    isSplit: Boolean(session.isSplit),
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
    refused: byKey(of<OpConflict>('refused'), ({ opId }) => opId),
    proposals: of<ProposalState>('proposal'),
    summaries: byKey(withNumbers<SummaryState>('summary'), ({ partId }) => partId),
    drivenQuestions: new Set(
      of<{ questionId: string | null }>('driver').flatMap(({ questionId }) => questionId ?? []),
    ),
  };
}
