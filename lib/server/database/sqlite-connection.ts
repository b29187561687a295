import { type InArgs, type InValue, LibsqlError, type ResultSet, type Row, type Value } from '@libsql/client';
import Database from 'libsql';

/** What runs on a connection: SQL and its parameters, in their order or by name. */
export interface SqliteStatement {
  sql: string;
  args?: InArgs;
}

interface Prepared {
  /** Null where the statement returns no rows. */
  columns: { names: string[]; types: string[] } | null;
  statement: Database.Statement;
}

/** Far more than the texts that come again and again; each holds some ten kilobytes. */
const mostPrepared = 200;
/** Statements of many rows have a text for each number of rows, which seldom comes again. */
const longestPrepared = 4_000;

function toSqlite(value: InValue): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError('SQLite: only finite numbers can be stored.');
  }
  return value;
}

function fromSqlite(value: unknown): Value {
  if (value instanceof Uint8Array) return new Uint8Array(value).buffer;
  // SQLite has no other types: null, numbers and texts.
  return value as Value;
}

function toParameters(args: InArgs = []): unknown {
  return Array.isArray(args)
    ? args.map(toSqlite)
    : Object.fromEntries(Object.entries(args).map(([name, value]) => [name, toSqlite(value)]));
}

/** A row by places and by names, as libSQL's own client returns it. */
function toRow(names: readonly string[], values: readonly unknown[]): Row {
  const row = values.map(fromSqlite);
  return Object.assign(row, Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])));
}

function resultOf(
  columns: Prepared['columns'],
  rows: Row[],
  { changes, lastInsertRowid }: { changes: number; lastInsertRowid?: bigint },
): ResultSet {
  const { names = [], types = [] } = columns ?? {};
  const result = { columns: names, columnTypes: types, rows, rowsAffected: changes, lastInsertRowid };
  return { ...result, toJSON: () => result };
}

/** An error as libSQL's client and Prisma's adapter know it; its code is SQLite's extended one. */
function toLibsqlError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const { message, code, rawCode } = error;
  return new LibsqlError(message, code, code, rawCode, error);
}

/**
 * A connection to an SQLite file. libSQL's client prepares each statement anew, which takes longer than running it: this
 * one keeps those that came last. Calls block the process until SQLite is done.
 */
export class SqliteConnection {
  readonly #database: Database.Database;
  /** The one that was used last stands last. */
  readonly #prepared = new Map<string, Prepared>();

  /** @param busyTimeoutInMs how long SQLite waits for another process's lock within one call. */
  constructor(path: string, busyTimeoutInMs: number) {
    try {
      this.#database = new Database(path, { timeout: busyTimeoutInMs });
    } catch (error) {
      throw toLibsqlError(error);
    }
  }

  /** @throws LibsqlError where SQLite refuses the statement. */
  execute({ sql, args }: SqliteStatement): ResultSet {
    try {
      return this.#run(this.#prepare(sql), toParameters(args));
    } catch (error) {
      // What became of a statement that failed is not known: it is not used again.
      this.#prepared.delete(sql);
      throw toLibsqlError(error);
    }
  }

  /** Runs a script of several statements. A transaction that it leaves open is undone. */
  executeScript(sql: string): void {
    try {
      this.#database.exec(sql);
    } catch (error) {
      throw toLibsqlError(error);
    } finally {
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
    }
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  #run({ columns, statement }: Prepared, parameters: unknown): ResultSet {
    if (columns) {
      const rows = statement.all(parameters) as unknown[][];
      return resultOf(
        columns,
        rows.map((row) => toRow(columns.names, row)),
        { changes: 0 },
      );
    }
    const { changes, lastInsertRowid } = statement.run(parameters);
    return resultOf(null, [], { changes, lastInsertRowid: BigInt(lastInsertRowid) });
  }

  #prepare(sql: string): Prepared {
    const prepared = this.#prepared.get(sql) ?? this.#prepareAnew(sql);
    if (sql.length > longestPrepared) return prepared;
    this.#prepared.delete(sql);
    this.#prepared.set(sql, prepared);
    const [oldest] = this.#prepared.keys();
    if (this.#prepared.size > mostPrepared && oldest !== undefined) this.#prepared.delete(oldest);
    return prepared;
  }

  #prepareAnew(sql: string): Prepared {
    const statement = this.#database.prepare(sql);
    if (!statement.reader) return { columns: null, statement };
    statement.raw(true);
    const columns = statement.columns();
    return {
      columns: { names: columns.map(({ name }) => name), types: columns.map(({ type }) => type ?? '') },
      statement,
    };
  }
}
