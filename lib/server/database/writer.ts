import type { Prisma } from '@/lib/generated/sqlite/client';
import { type OpenDatabase, openDatabase } from './db';
import type { SqlTx } from './sql-transaction';
import {
  isInsideTransaction,
  runSqlTransaction,
  runTransaction,
  type TransactionOptions,
} from './transaction';

/** One transaction: reads and writes in it happen together or not at all. */
export type Tx = Prisma.TransactionClient;

type Work<T> = (tx: Tx) => Promise<T>;

/** The name of the one queue of SQLite. */
const EVERY_WRITE = 'all';

/**
 * Runs work in one transaction and resolves after its commit: acknowledge only then. If the work throws, everything it
 * wrote is undone and the caller gets the error. All writes of the product go this way.
 *
 * - On SQLite writes run one after another, in the order of asking.
 * - On PostgreSQL they run side by side and see what others have committed (READ COMMITTED). Work that reads a row and
 *   writes by what it read locks that row first (`SELECT … FOR UPDATE`) or gives a `key`.
 *
 * Work may run more than once, because PostgreSQL breaks off transactions that conflict. So it must have no effect but
 * through `tx`. Await only calls of `tx` inside it; hash passwords before. Pass `tx` on: a write inside a write would
 * wait for itself and is refused. Reads past the transaction (`database()`) do not see its rows before the commit and do
 * not wait for it.
 *
 * @throws Error where the work takes longer than its timeout; then everything it wrote is undone.
 */
export function write<T>(work: Work<T>, options: TransactionOptions = {}): Promise<T> {
  return runInTurn((open) => runTransaction(open, work, options), options.key);
}

/** The same for work that sends nothing but SQL: faster, because it goes past Prisma's client. */
export function writeSql<T>(work: (tx: SqlTx) => Promise<T>): Promise<T> {
  return runInTurn((open) => runSqlTransaction(open, work));
}

function runInTurn<T>(transact: (open: OpenDatabase) => Promise<T>, key?: string): Promise<T> {
  if (isInsideTransaction()) {
    return Promise.reject(new Error('A write was started inside a write: pass the transaction on instead.'));
  }
  const open = openDatabase();
  const run = () => transact(open);
  // PostgreSQL itself keeps writes of one key apart. They wait here first, to leave its connections to others.
  const queue = open.kind === 'sqlite' ? EVERY_WRITE : key;
  const written = queue === undefined ? run() : inTurn(open, queue, run);
  return untilClosed(open, written);
}

/** Has the closing of the database wait for something to end. */
export function untilClosed<T>({ writesUnderWay }: OpenDatabase, underWay: Promise<T>): Promise<T> {
  writesUnderWay.add(underWay);
  const forget = () => writesUnderWay.delete(underWay);
  underWay.then(forget, forget);
  return underWay;
}

/** Starts `run` when everything that was put into the same queue before has ended. */
function inTurn<T>({ queues }: OpenDatabase, queue: string, run: () => Promise<T>): Promise<T> {
  const result = (queues.get(queue) ?? Promise.resolve()).then(run);
  const ended = result.then(
    () => undefined,
    () => undefined,
  );
  queues.set(queue, ended);
  ended.then(() => {
    if (queues.get(queue) === ended) queues.delete(queue);
  });
  return result;
}
