import type { Prisma } from '@/lib/generated/sqlite/client';
import { databaseKind } from './db';
import type { SqlTx } from './sql-transaction';
import type { Row } from './table-of';

/** Of Prisma's or of SQL alone. */
type StatementTx = Pick<SqlTx, '$executeRawUnsafe'>;

/** SQLite takes 32,766 values in one statement. */
const mostValues = 30_000;

/** The columns of JSON among the tables whose rows are stored by this module. */
export const jsonColumns: ReadonlySet<string> = new Set([
  'agreedIds',
  'cells',
  'concepts',
  'costs',
  'disagreement',
  'feedback',
  'firstValue',
  'memberDecisions',
  'numberRounds',
  'response',
  'seatIds',
  'value',
  'view',
]);

/** A value as Prisma writes it into the column, so that its reads and ours see the same. */
function toSqliteValue(column: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (jsonColumns.has(column)) return JSON.stringify(value);
  return value instanceof Date ? value.toISOString().replace('Z', '+00:00') : value;
}

function toPostgresqlValue(_column: string, value: unknown): unknown {
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value;
}

function listOf(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}

/** A list of rows to select from, as `FROM` takes it, and its parameters. */
function rowList(
  model: Prisma.ModelName,
  columns: readonly string[],
  rows: readonly Row[],
): { from: string; parameters: unknown[] } {
  if (databaseKind() === 'sqlite') {
    const row = `(${columns.map(() => '?').join(', ')})`;
    return {
      from: `(SELECT ${columns.map((column, at) => `column${at + 1} AS "${column}"`).join(', ')} FROM (VALUES ${rows.map(() => row).join(', ')}))`,
      parameters: rows.flatMap((one) => columns.map((column) => toSqliteValue(column, one[column]))),
    };
  }
  // PostgreSQL reads each value by the type of the table's column: parameters in VALUES would need a cast each.
  const typed = rows.map((one) =>
    Object.fromEntries(columns.map((column) => [column, toPostgresqlValue(column, one[column])])),
  );
  return { from: `json_populate_recordset(NULL::"${model}", $1::json)`, parameters: [JSON.stringify(typed)] };
}

/** Runs a statement for rows that all have the same columns; in several where they are too many for one. */
async function runForRows(
  tx: StatementTx,
  model: Prisma.ModelName,
  rows: readonly Row[],
  toSql: (columns: readonly string[], from: string) => string,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const atOnce = Math.floor(mostValues / columns.length);
  for (let start = 0; start < rows.length; start += atOnce) {
    const { from, parameters } = rowList(model, columns, rows.slice(start, start + atOnce));
    // Table and columns are names of our models, so none can inject SQL; the values are parameters.
    await tx.$executeRawUnsafe(toSql(columns, from), ...parameters);
  }
}

/** Inserts rows, each with the same columns; a column that is left out stays empty, whatever its default is. */
export function insertRows(tx: StatementTx, model: Prisma.ModelName, rows: readonly Row[]): Promise<void> {
  return runForRows(
    tx,
    model,
    rows,
    (columns, from) =>
      `INSERT INTO "${model}" (${listOf(columns)}) SELECT ${listOf(columns)} FROM ${from} AS "new" WHERE true`,
  );
}

/** How a stored value and a new one become one: their sum, or the stored one where there is one. */
type Merge = 'sum' | 'first';

/**
 * Inserts rows, or gives the stored row of the same key all their values but its id. No two rows may have the same key.
 *
 * @param merges columns whose stored value counts, too.
 */
export function upsertRows(
  tx: StatementTx,
  model: Prisma.ModelName,
  key: readonly string[],
  rows: readonly Row[],
  merges: Readonly<Record<string, Merge>> = {},
): Promise<void> {
  const mergedValue = (column: string) => {
    const [stored, given] = [`"${model}"."${column}"`, `excluded."${column}"`];
    if (merges[column] === 'sum') return `${stored} + ${given}`;
    return merges[column] === 'first' ? `COALESCE(${stored}, ${given})` : given;
  };
  return runForRows(tx, model, rows, (columns, from) => {
    const set = columns
      .filter((column) => column !== 'id' && !key.includes(column))
      .map((column) => `"${column}" = ${mergedValue(column)}`);
    return (
      `INSERT INTO "${model}" (${listOf(columns)}) SELECT ${listOf(columns)} FROM ${from} AS "new" WHERE true ` +
      `ON CONFLICT (${listOf(key)}) DO UPDATE SET ${set.join(', ')}`
    );
  });
}

/** Gives stored rows the values of these, by id. No two rows may have the same id. */
export function updateRows(
  tx: StatementTx,
  model: Prisma.ModelName,
  rows: readonly (Row & { id: string })[],
): Promise<void> {
  return runForRows(tx, model, rows, (columns, from) => {
    const set = columns
      .filter((column) => column !== 'id')
      .map((column) => `"${column}" = "new"."${column}"`);
    return `UPDATE "${model}" SET ${set.join(', ')} FROM ${from} AS "new" WHERE "${model}"."id" = "new"."id"`;
  });
}

/** Deletes the stored rows that have all the values of one of these. */
export function deleteMatching(
  tx: StatementTx,
  model: Prisma.ModelName,
  rows: readonly Row[],
): Promise<void> {
  return runForRows(
    tx,
    model,
    rows,
    (columns, from) =>
      `DELETE FROM "${model}" WHERE (${listOf(columns)}) IN (SELECT ${listOf(columns)} FROM ${from} AS "new")`,
  );
}

/** Deletes rows by id. */
export function deleteRows(tx: StatementTx, model: Prisma.ModelName, ids: readonly string[]): Promise<void> {
  return deleteMatching(
    tx,
    model,
    ids.map((id) => ({ id })),
  );
}
