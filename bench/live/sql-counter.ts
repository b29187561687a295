import nodeModule from 'node:module';
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';
import { hasWrite, isUndo, statementsIn } from './sql-text';

/** Loads a driver where the project has it. This module is bundled, and a bundled driver would be another one. */
const ofProject = nodeModule.createRequire(import.meta.url);

type Method = (this: object, ...args: unknown[]) => unknown;

const shared = 'duet-sql-counter';

/** One number for all threads of the process, whichever of them talks to the database. */
function makeTally(): Int32Array {
  const known = isMainThread ? undefined : getEnvironmentData(shared);
  const memory = known instanceof SharedArrayBuffer ? known : new SharedArrayBuffer(4);
  setEnvironmentData(shared, memory);
  return new Int32Array(memory);
}

const tally = makeTally();

/** How many statements this process has sent to its databases, in all threads. */
export function statementsSent(): number {
  return Atomics.load(tally, 0);
}

function count(sql: string): void {
  Atomics.add(tally, 0, statementsIn(sql));
}

function replace(prototype: object, name: string, change: (original: Method) => Method): void {
  const original: unknown = Reflect.get(prototype, name);
  if (typeof original !== 'function') throw new Error(`The driver has no method ${name} any more.`);
  // A method of a driver; what it takes and returns is passed on as it is.
  Reflect.set(prototype, name, change(original as Method));
}

/** Counts what goes through the PostgreSQL driver; pools and LISTEN use the same method. */
function watchPostgresql(): void {
  const pg = ofProject('pg') as { Client: { prototype: object } };
  replace(
    pg.Client.prototype,
    'query',
    (original) =>
      function query(config, ...rest) {
        const text = typeof config === 'string' ? config : Reflect.get(Object(config), 'text');
        count(typeof text === 'string' ? text : '');
        return original.call(this, config, ...rest);
      },
  );
}

interface SqliteDatabase {
  inTransaction: boolean;
  prepare(sql: string): object;
  close(): void;
}

/**
 * Counts what goes through the SQLite driver: each time a prepared statement runs, and each statement of a script.
 *
 * @param onCommit called when a change has been committed, in the thread that committed it.
 */
function watchSqlite(onCommit: () => void): void {
  const Database = ofProject('libsql') as new (path: string) => SqliteDatabase;
  const preparedAs = new WeakMap<object, { sql: string; database: SqliteDatabase }>();
  const changed = new WeakSet<SqliteDatabase>();
  const after = (database: SqliteDatabase, sql: string) => {
    if (hasWrite(sql)) changed.add(database);
    if (isUndo(sql)) changed.delete(database);
    if (changed.has(database) && !database.inTransaction && changed.delete(database)) onCommit();
  };

  const some = new Database(':memory:');
  const statements = Object.getPrototypeOf(some.prepare('SELECT 1')) as object;
  some.close();
  replace(
    Database.prototype,
    'prepare',
    (original) =>
      function prepare(sql) {
        const statement = original.call(this, sql) as object;
        preparedAs.set(statement, { sql: String(sql), database: this as SqliteDatabase });
        return statement;
      },
  );
  for (const name of ['run', 'get', 'iterate']) {
    replace(
      statements,
      name,
      (original) =>
        function runStatement(...args) {
          const { sql, database } = preparedAs.get(this) ?? {};
          count(sql ?? '');
          const result = original.apply(this, args);
          if (sql !== undefined && database) after(database, sql);
          return result;
        },
    );
  }
  replace(
    Database.prototype,
    'exec',
    (original) =>
      function exec(sql) {
        count(String(sql));
        const result = original.call(this, sql);
        after(this as SqliteDatabase, String(sql));
        return result;
      },
  );
}

/** Counts every statement from now on. @param onSqliteCommit called after each change that SQLite has committed. */
export function watchDrivers(onSqliteCommit: () => void): void {
  watchPostgresql();
  watchSqlite(onSqliteCommit);
}
