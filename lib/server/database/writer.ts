import type { Prisma } from '@/lib/generated/sqlite/client';
import { type OpenDatabase, openDatabase } from './db';
import { isInsideTransaction, runTransaction, type TransactionOptions, tryTransaction } from './transaction';

/** One transaction: reads and writes in it happen together or not at all. */
export type Tx = Prisma.TransactionClient;

type Work<T> = (tx: Tx) => Promise<T>;

/** How many waiting writes share a transaction on SQLite: some 50 ms of work. */
const MOST_TOGETHER = 16;
/** The name of the one queue of SQLite. */
const EVERY_WRITE = 'all';

/**
 * Runs work in one transaction and resolves after its commit: acknowledge only then. If the work throws, everything it
 * wrote is undone and the caller gets the error. All writes of the product go this way.
 *
 * - On SQLite writes run one after another, in the order of asking; those that wait at the same time share a commit.
 * - On PostgreSQL they run side by side and see what others have committed (READ COMMITTED). Work that reads a row and
 *   writes by what it read locks that row first (`SELECT … FOR UPDATE`) or gives a `key`.
 *
 * Work may run more than once: PostgreSQL breaks off transactions that conflict, and a shared commit on SQLite may fail.
 * So it must have no effect but through `tx`. Await only calls of `tx` inside it; grade and hash before. Pass `tx` on:
 * a write inside a write would wait for itself and is refused. Reads past the transaction (`database()`) do not see its
 * rows before the commit and do not wait for it.
 *
 * @throws Error where the work takes longer than its timeout; then everything it wrote is undone.
 */
export function write<T>(work: Work<T>, options: TransactionOptions = {}): Promise<T> {
  if (isInsideTransaction()) {
    return Promise.reject(new Error('A write was started inside a write: pass the transaction on instead.'));
  }
  const open = openDatabase();
  const written = open.kind === 'sqlite' ? onSqlite(open, work, options) : onPostgresql(open, work, options);
  open.writesUnderWay.add(written);
  const forget = () => open.writesUnderWay.delete(written);
  written.then(forget, forget);
  return written;
}

/** The database itself keeps writes of one key apart. They wait here first, to leave its connections to others. */
function onPostgresql<T>(open: OpenDatabase, work: Work<T>, options: TransactionOptions): Promise<T> {
  const run = () => runTransaction(open, work, options);
  return options.key === undefined ? run() : inTurn(open, options.key, run);
}

/** A write with a timeout of its own has a transaction of its own; the others share one with what else waits. */
function onSqlite<T>(open: OpenDatabase, work: Work<T>, options: TransactionOptions): Promise<T> {
  return options.timeoutInMs === undefined
    ? withOthers(open, work)
    : inTurn(open, EVERY_WRITE, () => runTransaction(open, work, options));
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

/** A write on SQLite that waits to share a transaction. */
interface WaitingWrite {
  /** Runs the work in a shared transaction. Returns the function that tells its caller the outcome after the commit. */
  runInside(tx: Tx): Promise<() => void>;
  /** Runs the work in a transaction of its own and tells its caller the outcome. */
  runAlone(): Promise<void>;
}

/**
 * The writes that wait for a shared transaction, by database. The process may load this module several times: each copy
 * has its own list, and all take their turns in the one queue of the database.
 */
const waitingWrites = new WeakMap<OpenDatabase, WaitingWrite[]>();

/** Runs work in one transaction with what else waits: each commit waits for the disk, and a class types at once. */
function withOthers<T>(open: OpenDatabase, work: Work<T>): Promise<T> {
  const waiting = waitingWrites.get(open) ?? [];
  waitingWrites.set(open, waiting);
  return new Promise<T>((resolve, reject) => {
    waiting.push({
      runInside: async (tx) => {
        const outcome = await inSavepoint(tx, work);
        return () => (outcome.status === 'fulfilled' ? resolve(outcome.value) : reject(outcome.reason));
      },
      runAlone: () => runTransaction(open, work, {}).then(resolve, reject),
    });
    // Every write takes a turn: the first turn runs all that wait by then, the turns of the others find nothing to do.
    void inTurn(open, EVERY_WRITE, () => runTogether(open, waiting.splice(0, MOST_TOGETHER)));
  });
}

/** Runs work in a part of a transaction that is undone by itself where the work throws. */
async function inSavepoint<T>(tx: Tx, work: Work<T>): Promise<PromiseSettledResult<T>> {
  await tx.$executeRaw`SAVEPOINT "work"`;
  try {
    const value = await work(tx);
    await tx.$executeRaw`RELEASE "work"`;
    return { status: 'fulfilled', value };
  } catch (reason) {
    await tx.$executeRaw`ROLLBACK TO "work"`;
    await tx.$executeRaw`RELEASE "work"`;
    return { status: 'rejected', reason };
  }
}

/** Runs writes in one transaction; where that fails, each in its own, so that only the faulty one fails. */
async function runTogether(open: OpenDatabase, writes: readonly WaitingWrite[]): Promise<void> {
  if (writes.length > 1 && (await commitTogether(open, writes))) return;
  for (const { runAlone } of writes) await runAlone();
}

/** Runs writes in one transaction; false where it failed as a whole and nothing of it is stored. */
async function commitTogether(open: OpenDatabase, writes: readonly WaitingWrite[]): Promise<boolean> {
  const tellAll: (() => void)[] = [];
  try {
    await tryTransaction(
      open,
      async (tx) => {
        for (const { runInside } of writes) tellAll.push(await runInside(tx));
      },
      {},
    );
  } catch {
    return false;
  }
  for (const tell of tellAll) tell();
  return true;
}
