import { Prisma } from '@/lib/generated/sqlite/client';
import { databaseKind } from '../database/db';
import { jsonColumns } from '../database/store-rows';

/** One row of a statement's answer. */
export interface StoredRow {
  /** The sort of row, such as `field`. */
  what: string;
  pairSessionId: string;
  /** JSON. */
  row: string;
  /** Beside the JSON, in which SQLite would round them. */
  earned: number | null;
  total: number | null;
  overriddenEarned: number | null;
  bytes: Uint8Array | null;
}

/** Where a pair session stands, and what of its assignment its work depends on, as JSON. */
export interface StoredHead {
  id: string;
  seq: number;
  version: number;
  installationId: string;
  assignment: string;
}

const { raw, sql } = Prisma;

const noScores = {
  earned: 'CAST(NULL AS DOUBLE PRECISION)',
  total: 'CAST(NULL AS DOUBLE PRECISION)',
  overriddenEarned: 'CAST(NULL AS DOUBLE PRECISION)',
  bytes: 'CAST(NULL AS BYTEA)',
};

/** Columns as one JSON object, as text; JSON columns in it as JSON. A column of another table is `alias.column`. */
function jsonOf(columns: string): string {
  const isSqlite = databaseKind() === 'sqlite';
  const entries = columns.split(' ').map((column) => {
    const [name = column, source] = column.split('.').reverse();
    const value = source ? `${source}."${name}"` : `"${name}"`;
    // PostgreSQL knows a JSON column by its type; to SQLite it is text.
    const isJson = jsonColumns.has(name) || name === 'policy';
    return `'${name}', ${isSqlite && isJson ? `json(${value})` : value}`;
  });
  return `CAST(${isSqlite ? 'json_object' : 'json_build_object'}(${entries.join(', ')}) AS TEXT)`;
}

/** Rows of a table as JSON, with some columns beside it. All names are this module's own, so none can inject SQL. */
function select(
  what: string,
  from: string,
  columns: string,
  where: Prisma.Sql,
  beside: Partial<typeof noScores> = {},
): Prisma.Sql {
  const more = Object.entries({ ...noScores, ...beside }).map(([name, value]) => `${value} AS "${name}"`);
  const id = what === 'session' ? 's."id"' : 's."pairSessionId"';
  const head = `SELECT '${what}' AS "what", ${id} AS "pairSessionId", ${jsonOf(columns)} AS "row", ${more.join(', ')}`;
  return sql`${raw(`${head} FROM ${from}`)} WHERE ${where}`;
}

const scores = { earned: 's."earned"', total: 's."total"' };

const ofWorksheet =
  '"Seat" s JOIN "Assignment" a ON a."id" = s."assignmentId" JOIN "WorksheetRevision" w ON w."id" = a."worksheetRevisionId"';
/** What those who sit there now have seen and used of the worksheet. */
const personParts = 'JOIN "PersonPart" p ON p."userId" = s."activeUserId" AND p."worksheet" = w."slug"';
/** Where else those who sit there now sit on the same worksheet. */
const others =
  'JOIN "Seat" o ON o."userId" = s."activeUserId" AND o."activeUserId" IS NOT NULL AND o."pairSessionId" <> s."pairSessionId" ' +
  'JOIN "Assignment" c ON c."id" = o."assignmentId" ' +
  'JOIN "WorksheetRevision" v ON v."id" = c."worksheetRevisionId" AND v."slug" = w."slug"';

/** The seats that those who sit there now had in other pairs of the assignment, or there before. */
const earlier =
  '"Seat" s JOIN "Seat" o ON o."userId" = s."activeUserId" AND o."assignmentId" = s."assignmentId" AND o."leftAt" IS NOT NULL';

/** A response of more characters is none of one short field. */
const longestCounted = 1_000;

/** One statement for everything that a room holds of each pair session, so that all of it is from one moment. */
export function roomsStatement(ids: readonly string[]): Prisma.Sql {
  const here = sql`s."pairSessionId" IN (${Prisma.join(ids)})`;
  const newest = sql`s."origin" <> 'disagreement' AND NOT EXISTS (
    SELECT 1 FROM "Submission" o
    WHERE o."pairSessionId" = s."pairSessionId" AND o."partId" = s."partId" AND o."attempt" > s."attempt"
      AND o."origin" <> 'disagreement')`;
  const staffed = sql`EXISTS (
    SELECT 1 FROM (
      SELECT "sectionId", "userId" FROM "StaffTime"
      UNION ALL SELECT "sectionId", "userId" FROM "Enrollment" WHERE "role" <> 'STUDENT') t
    JOIN "Assignment" b ON b."sectionId" = t."sectionId"
    JOIN "WorksheetRevision" v ON v."id" = b."worksheetRevisionId"
    WHERE t."userId" = s."activeUserId" AND v."slug" = w."slug")`;
  const knew = sql`EXISTS (
      SELECT 1 FROM "PersonPart" p
      WHERE p."userId" = t."userId" AND p."worksheet" = w."slug" AND p."keySeenAt" < s."updatedAt"
        AND (s."path" = p."partId" OR substr(s."path", 1, length(p."partId") + 1) = p."partId" || '/'))
    OR EXISTS (
      SELECT 1 FROM "StaffTime" f
      JOIN "Assignment" b ON b."sectionId" = f."sectionId"
      JOIN "WorksheetRevision" v ON v."id" = b."worksheetRevisionId"
      WHERE f."userId" = t."userId" AND v."slug" = w."slug" AND f."since" < s."updatedAt")`;
  const facts =
    'id partId round attempt bodyHash outcome provisional feedback cells signature concepts origin seatId createdAt';
  const summed =
    'partId attempts countingSubmissionId outcome provisional firstOutcome signature isRevealed isHandedIn disagreed ' +
    'filledFields submittedAt memberDecisions decidedHash review version canonicalFirst canonicalNow answersEver ' +
    'ideaFirst ideasEver cellsFirst cellsNow firstCorrectAt lastWorkAt';
  return Prisma.join(
    [
      select(
        'session',
        '"PairSession" s',
        'assignmentId code seed numberRounds driverSeatId splitAt seq version',
        sql`s."id" IN (${Prisma.join(ids)})`,
      ),
      select(
        'seat',
        '"Seat" s JOIN "User" u ON u."id" = s."userId"',
        's.id s.userId u.name s.place s.joinedAt s.leftAt',
        here,
      ),
      select(
        'person-part',
        `${ofWorksheet} ${personParts}`,
        'p.userId p.partId p.keySeenAt p.attempts',
        here,
      ),
      select('staff', ofWorksheet, 's.userId', sql`${here} AND s."activeUserId" IS NOT NULL AND ${staffed}`),
      select('linked', `${ofWorksheet} ${others}`, 'o.userId o.pairSessionId', here),
      select(
        'kept',
        `${earlier} JOIN "KeptScore" k ON k."seatId" = o."id"`,
        's.userId k.seatId k.partId k.isOwn k.outcome k.provisional k.keptAt',
        here,
        { earned: 'k."earned"', total: 'k."total"' },
      ),
      select(
        'kept-with',
        `${earlier} JOIN "Seat" q ON q."pairSessionId" = o."pairSessionId" AND q."userId" <> o."userId" ` +
          'AND q."joinedAt" <= o."leftAt" AND (q."leftAt" IS NULL OR q."leftAt" >= o."joinedAt") ' +
          'JOIN "User" u ON u."id" = q."userId"',
        'o.id u.name',
        here,
      ),
      select(
        'join-request',
        '"JoinRequest" s JOIN "User" u ON u."id" = s."userId"',
        's.id s.userId u.name s.costs s.agreedIds s.createdAt',
        sql`${here} AND s."declinedAt" IS NULL`,
      ),
      select('reveal', '"Reveal" s', 'partId round', here),
      select('hand-in', '"HandIn" s', 'partId round disagreement', here),
      select('proposal', '"Proposal" s', 'id partId purpose contentHash bySeatId createdAt', here),
      select(
        'prediction',
        '"Prediction" s JOIN "Seat" t ON t."id" = s."seatId"',
        's.seatId t.userId s.partId s.response',
        here,
      ),
      select(
        'own-answer',
        '"OwnAnswer" s',
        'id partId seatId confirmedAt submissionId outcome provisional',
        here,
        { earned: 's."earned"' },
      ),
      select('driver', '"DriverChange" s', 'questionId', here),
      select('summary', '"PartSummary" s', summed, here, {
        ...scores,
        overriddenEarned: 's."overriddenEarned"',
      }),
      select(
        'field',
        '"Field" s',
        'path value version verdict bySeatId firstValue firstVerdict wrongCount',
        sql`${here} AND s."ownerSeatId" = ''`,
      ),
      select(
        'informed',
        '"Field" s JOIN "Seat" t ON t."id" = s."bySeatId" JOIN "Assignment" a ON a."id" = t."assignmentId" ' +
          'JOIN "WorksheetRevision" w ON w."id" = a."worksheetRevisionId"',
        's.path',
        sql`${here} AND s."ownerSeatId" = '' AND (${knew})`,
      ),
      select(
        'own-field',
        '"Field" s',
        'path value version verdict bySeatId firstValue firstVerdict wrongCount',
        sql`${here} AND s."ownerSeatId" <> ''`,
      ),
      select(
        'counted',
        '"PartSummary" s JOIN "Submission" m ON m."id" = s."countingSubmissionId"',
        's.partId m.response',
        sql`${here} AND m."origin" <> 'disagreement' AND length(CAST(m."response" AS TEXT)) <= ${longestCounted}`,
      ),
      select('submission', '"Submission" s', 'partId round attempt bodyHash origin', here),
      select('latest', '"Submission" s', facts, sql`${here} AND ${newest}`, scores),
      select('own-submission', '"Submission" s', facts, sql`${here} AND s."origin" = 'disagreement'`, scores),
    ],
    ' UNION ALL ',
  );
}

/**
 * Where pair sessions stand.
 *
 * @param isLocked locks them until the transaction ends, in the order of their ids. The caller has locked their
 *   assignments by {@link lockAssignmentsStatement} before.
 */
export function headsStatement(ids: readonly string[], isLocked: boolean): Prisma.Sql {
  const facts = jsonOf('a.id a.sectionId a.worksheetRevisionId a.policy a.opensAt a.closesAt a.settledAt');
  const columns = raw(
    `s."id", s."seq", s."version", (SELECT "id" FROM "Installation") AS "installationId", ${facts} AS "assignment"`,
  );
  const lock = isLocked && databaseKind() === 'postgresql' ? raw('FOR UPDATE OF s') : Prisma.empty;
  return sql`SELECT ${columns} FROM "PairSession" s JOIN "Assignment" a ON a."id" = s."assignmentId"
    WHERE s."id" IN (${Prisma.join(ids)}) ORDER BY s."id" ${lock}`;
}

/** Holds the assignments of pair sessions as they are until the transaction ends; for PostgreSQL. */
export function lockAssignmentsStatement(ids: readonly string[]): Prisma.Sql {
  return sql`SELECT a."id" FROM "Assignment" a
    WHERE a."id" IN (SELECT s."assignmentId" FROM "PairSession" s WHERE s."id" IN (${Prisma.join(ids)}))
    ORDER BY a."id" FOR SHARE`;
}

/** Pairs of a pair session's id and a second key, as rows `"wanted"."pair"`, `"wanted"."key"`. */
function wantedRows(wanted: readonly (readonly [id: string, key: string | number])[]): Prisma.Sql {
  const list = JSON.stringify(wanted);
  return databaseKind() === 'sqlite'
    ? sql`(SELECT value ->> 0 AS "pair", value ->> 1 AS "key" FROM json_each(${list})) AS "wanted"`
    : sql`(SELECT value ->> 0 AS "pair", value ->> 1 AS "key" FROM json_array_elements(${list}::json)) AS "wanted"`;
}

/** Edits of a pair session after one `seq`, and up to another where one is given. */
export interface OpRange {
  id: string;
  after: number;
  upTo?: number;
}

/** The edits in ranges of pair sessions' histories, in no order. */
export function opsStatement(ranges: readonly OpRange[]): Prisma.Sql {
  const tests = ranges.map(({ id, after, upTo }) => {
    const end = upTo === undefined ? Prisma.empty : sql`AND s."seq" <= ${upTo}`;
    return sql`(s."pairSessionId" = ${id} AND s."seq" > ${after} ${end})`;
  });
  const where = sql`(${Prisma.join(tests, ' OR ')})`;
  return select('op', '"Op" s', 'seq opId seatId ownerSeatId path value version verdict', where, {
    bytes: 's."textUpdate"',
  });
}

/** What commands ask for besides their rooms: each by its pair session's id. */
export interface Wanted {
  opIds: readonly (readonly [id: string, opId: string])[];
  tokens: readonly (readonly [id: string, token: string])[];
  documents: readonly (readonly [id: string, path: string])[];
}

/** First answers to edits and attempts that were sent before, and texts; null where nothing is asked for. */
export function wantedStatement({ opIds, tokens, documents }: Wanted): Prisma.Sql | null {
  const facts =
    's.id s.partId s.attempt s.outcome s.provisional s.feedback s.cells s.signature s.concepts s.origin';
  const madeBy = 's.bodyHash s.seatId s.createdAt';
  const join = (table: string, column: string, wanted: Wanted['opIds']) => ({
    from: `"${table}" s`,
    where: sql`(s."pairSessionId", s."${raw(column)}") IN (SELECT "pair", "key" FROM ${wantedRows(wanted)})`,
  });
  const selects: Prisma.Sql[] = [];
  if (opIds.length > 0) {
    const ops = join('Op', 'opId', opIds);
    const refused = join('RefusedOp', 'opId', opIds);
    selects.push(
      select('accepted', ops.from, 'opId path version verdict', ops.where),
      select('refused', refused.from, 'opId value version bySeatId', refused.where),
    );
  }
  if (tokens.length > 0) {
    const submissions = join('Submission', 'token', tokens);
    const ofRepeats = '"Submission" s JOIN "RepeatedCheck" r ON r."submissionId" = s."id"';
    const repeats = sql`(r."pairSessionId", r."token") IN (SELECT "pair", "key" FROM ${wantedRows(tokens)})`;
    selects.push(
      select('repeated', submissions.from, `s.token ${facts} ${madeBy}`, submissions.where, scores),
      select('repeat', ofRepeats, `r.token ${facts} ${madeBy}`, repeats, scores),
    );
  }
  if (documents.length > 0) {
    const texts = join('TextDocument', 'path', documents);
    selects.push(select('document', texts.from, 'path', texts.where, { bytes: 's."state"' }));
  }
  return selects.length === 0 ? null : Prisma.join(selects, ' UNION ALL ');
}
