import { Prisma } from '@/lib/generated/sqlite/client';
import { prefixOfPart, splitFieldPath } from '@/lib/pairing/field-path';
import { databaseKind } from '../database/db';

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

/** One row of the statement's answer. */
export interface StoredRow {
  /** The sort of row, such as `field`. */
  what: string;
  /** JSON. */
  row: string;
  /** Beside the JSON, in which SQLite would round them. */
  earned: number | null;
  total: number | null;
  state: Uint8Array | null;
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

/** Rows of a table as JSON, with the columns `beside` it. All names come from this module, so none can inject SQL. */
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

/** One statement for all that is read of a pair session, so that all of it is from one moment. */
export function pairStateStatement(id: string, reach: Reach | null): Prisma.Sql {
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
  const ofPaths = paths.map((path) => splitFieldPath(path).partId);
  const partIds = parts === 'all' ? 'all' : [...new Set([...parts, ...ofPaths])];
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
    (id) =>
      sql`"path" = ${id} OR substr("path", 1, ${raw(String(prefixOfPart(id).length))}) = ${prefixOfPart(id)}`,
  );
  return Prisma.join([...tests, sql`"path" IN (${listOf(paths)})`], ' OR ');
}
