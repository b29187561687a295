import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  type Client,
  type InArgs,
  type InStatement,
  LibsqlError,
  type ResultSet,
  type Transaction,
  type TransactionMode,
} from '@libsql/client';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { SqliteConnection, type SqliteStatement } from './sqlite-connection';

/** With `reading`, SQLite itself refuses every change. */
export type SqliteAccess = 'writing' | 'reading';

/** How long SQLite waits for another process's lock within one call. It blocks this process meanwhile: keep it short. */
const SQLITE_BUSY_TIMEOUT_IN_MS = 100;
/** How long a statement or transaction is tried again, without blocking the process, before it fails as busy. */
const SQLITE_PATIENCE_IN_MS = 5_000;
const PAUSE_IN_MS = 20;
/** SQLite's number of "somebody else holds the lock"; extended ones have it in their lowest byte. */
const BUSY = 5;

/** The settings of a connection and the values that SQLite reads back for them. */
export function sqliteSettings(access: SqliteAccess): Readonly<Record<string, string | number>> {
  return {
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    busy_timeout: SQLITE_BUSY_TIMEOUT_IN_MS,
    query_only: access === 'reading' ? 1 : 0,
  };
}

/** The absolute path of the file that a `file:` address names; a relative one counts from the working directory. */
export function sqlitePath(databaseUrl: string): string {
  if (databaseUrl.startsWith('file://')) return fileURLToPath(databaseUrl);
  return resolve(databaseUrl.replace(/^file:/, '').replace(/\?.*$/, ''));
}

/**
 * Opens an SQLite file, making it and its folder where they are missing.
 *
 * libSQL's own client leaves its connection with every transaction and opens another one: file descriptors run out after
 * some hundreds, and the new connection has lost its settings. This client keeps to one connection. A statement that is
 * sent while a transaction is open would become part of it, so it is refused; Prisma's adapter queues its statements.
 *
 * @param patienceInMs how long a statement is tried again while another process holds the lock.
 */
export function openSqlite(
  databaseUrl: string,
  access: SqliteAccess,
  patienceInMs: number = SQLITE_PATIENCE_IN_MS,
): Client {
  return new OneConnection(databaseUrl, access, patienceInMs);
}

/** Prisma's adapter for SQLite, on {@link openSqlite}. */
export class SqliteAdapter extends PrismaLibSql {
  readonly #access: SqliteAccess;

  constructor(databaseUrl: string, access: SqliteAccess) {
    super({ url: databaseUrl });
    this.#access = access;
  }

  override createClient(config: { url: string }): Client {
    return openSqlite(config.url, this.#access);
  }
}

/** Whether SQLite gave up waiting for another process's lock. */
export function isBusy(error: unknown): boolean {
  return error instanceof LibsqlError && ((error.rawCode ?? 0) & 0xff) === BUSY;
}

function toStatement(statement: InStatement, args?: InArgs): SqliteStatement {
  return typeof statement === 'string' ? { sql: statement, ...(args && { args }) } : statement;
}

class OneConnection implements Client {
  readonly protocol = 'file';
  readonly #path: string;
  readonly #access: SqliteAccess;
  readonly #patienceInMs: number;
  #connection: SqliteConnection;
  #settled: Promise<void>;
  #open: OpenTransaction | null = null;
  #isClosed = false;

  constructor(databaseUrl: string, access: SqliteAccess, patienceInMs: number) {
    this.#path = sqlitePath(databaseUrl);
    mkdirSync(dirname(this.#path), { recursive: true });
    this.#access = access;
    this.#patienceInMs = patienceInMs;
    this.#connection = this.#connect();
    this.#settled = this.#applySettings();
    // The first statement waits for this and reports its failure.
    this.#settled.catch(() => undefined);
  }

  get closed(): boolean {
    return this.#isClosed;
  }

  execute(statement: InStatement, args?: InArgs): Promise<ResultSet> {
    return this.#patiently(() => this.#connection.execute(toStatement(statement, args)));
  }

  executeMultiple(sql: string): Promise<void> {
    return this.#patiently(() => this.#connection.executeScript(sql));
  }

  /**
   * Begins a transaction. A writing one takes the write lock at once: one that reads first and asks for the lock later
   * can be refused in the middle.
   */
  async transaction(_mode?: TransactionMode): Promise<Transaction> {
    const begin = this.#access === 'writing' ? 'BEGIN IMMEDIATE' : 'BEGIN';
    await this.#patiently(() => this.#connection.execute({ sql: begin }));
    const transaction = new OpenTransaction(this.#connection, (isSound) => {
      this.#open = null;
      return isSound ? Promise.resolve() : this.#renew();
    });
    this.#open = transaction;
    return transaction;
  }

  batch(): Promise<ResultSet[]> {
    return Promise.reject(new Error('SQLite: use a transaction instead of a batch.'));
  }

  migrate(): Promise<ResultSet[]> {
    return Promise.reject(new Error('SQLite: migrations are applied by scripts/database/migrate.ts.'));
  }

  sync(): Promise<never> {
    return Promise.reject(new Error('SQLite: a file has no replica to be in step with.'));
  }

  reconnect(): void {
    this.#settled = this.#renew();
  }

  close(): void {
    this.#isClosed = true;
    this.#connection.close();
  }

  #connect(): SqliteConnection {
    return new SqliteConnection(this.#path, SQLITE_BUSY_TIMEOUT_IN_MS);
  }

  /** Runs a statement outside of any transaction; tries again while another process holds the lock. */
  async #patiently<T>(run: () => T): Promise<T> {
    const deadline = Date.now() + this.#patienceInMs;
    for (;;) {
      try {
        await this.#settled;
        if (this.#open !== null) throw new Error('SQLite: a statement was sent past an open transaction.');
        return run();
      } catch (error) {
        if (!isBusy(error)) throw error;
        // libSQL never finalises a statement that met a lock, and every later COMMIT would fail: connect anew.
        this.#settled = this.#renew();
        // The next try reports a failure; here it must only not become an unhandled rejection.
        await this.#settled.catch(() => undefined);
        if (Date.now() > deadline) throw error;
        await pause(PAUSE_IN_MS);
      }
    }
  }

  async #renew(): Promise<void> {
    this.#connection.close();
    this.#connection = this.#connect();
    await this.#applySettings();
  }

  async #applySettings(): Promise<void> {
    for (const [name, value] of Object.entries(sqliteSettings(this.#access))) {
      this.#connection.execute({ sql: `PRAGMA ${name} = ${value}` });
    }
    const { rows } = this.#connection.execute({ sql: 'PRAGMA journal_mode' });
    // Some file systems refuse WAL silently. Without it, one failed COMMIT makes the connection unusable.
    if (rows[0]?.journal_mode !== 'wal') {
      throw new Error('SQLite: the database file cannot be kept in WAL mode. Is it on a network drive?');
    }
  }
}

/** A transaction on the one connection. */
class OpenTransaction implements Transaction {
  readonly #connection: SqliteConnection;
  readonly #onEnd: (isSound: boolean) => Promise<void>;
  #isOpen = true;
  #isSound = true;

  /** @param onEnd called when the transaction has ended, with whether the connection can still be used. */
  constructor(connection: SqliteConnection, onEnd: (isSound: boolean) => Promise<void>) {
    this.#connection = connection;
    this.#onEnd = onEnd;
  }

  get closed(): boolean {
    return !this.#isOpen;
  }

  async execute(statement: InStatement): Promise<ResultSet> {
    if (!this.#isOpen) throw new LibsqlError('The transaction has ended.', 'TRANSACTION_CLOSED');
    try {
      return this.#connection.execute(toStatement(statement));
    } catch (error) {
      if (isBusy(error)) this.#isSound = false;
      throw error;
    }
  }

  batch(): Promise<ResultSet[]> {
    return Promise.reject(new Error('SQLite: use single statements instead of a batch.'));
  }

  executeMultiple(): Promise<void> {
    return Promise.reject(new Error('SQLite: the client would end the transaction after a script.'));
  }

  async commit(): Promise<void> {
    if (!this.#isOpen) throw new LibsqlError('The transaction has ended.', 'TRANSACTION_CLOSED');
    this.#isOpen = false;
    try {
      this.#connection.execute({ sql: 'COMMIT' });
    } catch (error) {
      this.#isSound = false;
      await this.#undo();
      throw error;
    }
    await this.#onEnd(this.#isSound);
  }

  async rollback(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#undo();
  }

  close(): void {
    // A failure shows again at the next statement, which reports it.
    this.rollback().catch(() => undefined);
  }

  async #undo(): Promise<void> {
    try {
      this.#connection.execute({ sql: 'ROLLBACK' });
    } catch {
      // SQLite may have rolled back by itself, as it does on a full disk. A connection of unknown state is not used again.
      this.#isSound = false;
    }
    await this.#onEnd(this.#isSound);
  }
}
