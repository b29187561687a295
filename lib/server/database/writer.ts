import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Prisma } from '@/lib/generated/sqlite/client';
import { type OpenDatabase, openDatabase } from './db';
import { perProcess } from './per-process';

/** One transaction: reads and writes in it happen together or not at all. */
export type Tx = Prisma.TransactionClient;

export interface WriteOptions {
  /** How long the work may take once its transaction has begun; 5,000 if not given. */
  readonly timeoutInMs?: number;
  /** Writes of the same key run one after another, on every instance: for rules that no row or constraint can hold. */
  readonly key?: string;
}

const TIMEOUT_IN_MS = 5_000;
/** How long a transaction may wait to begin, for a lock of another process or a free connection. */
const MOST_WAITING_IN_MS = 15_000;
const GRACE_IN_MS = 1_000;
const MOST_TRIES = 6;
/** How many waiting writes share a transaction on SQLite: some 50 ms of work. */
const MOST_TOGETHER = 16;
/** The queue of all writes on SQLite. */
const everything = 'all';
const SHORTEST_PAUSE_IN_MS = 5;

const writeAround = perProcess('writer-context', () => new AsyncLocalStorage<{ isOpen: boolean }>());

/**
 * Runs work in one transaction and resolves after its commit: acknowledge only then. If the work throws, everything it
 * wrote is undone and the error comes through. All writes of the product go this way.
 *
 * SQLite: one write at a time, in the order of asking; those that wait at the same time share a commit. PostgreSQL: concurrent transactions that see what is
 * committed (READ COMMITTED); work that reads a row and writes by what it read locks that row first
 * (`SELECT … FOR UPDATE`) or gives a `key`. A transaction that PostgreSQL breaks off as conflicting is run again, as is
 * one that failed for what it shared on SQLite, so work must have no effect but through `tx`. Reads outside of the transaction (`database()`) never see its rows before
 * the commit, never join it and do not wait for it.
 *
 * Await only calls of `tx` inside; grade and hash before. Inside work, pass `tx` on: a write within a write is refused,
 * as it would wait for itself.
 *
 * @throws Error where the work outlasts its timeout; then nothing of it is kept.
 */
export function write<T>(work: (tx: Tx) => Promise<T>, options: WriteOptions = {}): Promise<T> {
  if (writeAround.getStore()?.isOpen) {
    return Promise.reject(new Error('A write was started inside a write: pass the transaction on instead.'));
  }
  const open = openDatabase();
  const written = order(open, work, options);
  open.writesUnderWay.add(written);
  const forget = () => open.writesUnderWay.delete(written);
  written.then(forget, forget);
  return written;
}

function order<T>(open: OpenDatabase, work: (tx: Tx) => Promise<T>, options: WriteOptions): Promise<T> {
  const run = () => again(open, work, options);
  if (open.kind === 'sqlite') {
    return options.timeoutInMs === undefined ? together(open, work) : inTurn(open, everything, run);
  }
  // The database itself keeps writes of one key apart; waiting here first leaves its connections to others.
  return options.key === undefined ? run() : inTurn(open, options.key, run);
}

/** Writes that wait for their turn on SQLite; of each instance of this module its own, in turns that all share. */
const waiting = new WeakMap<OpenDatabase, Waiting[]>();

interface Waiting {
  run(tx: Tx): Promise<() => void>;
  alone(): Promise<void>;
}

/**
 * Runs work together with what else waits, in one transaction: a commit waits for the disk, and a class that types at
 * once would queue for it. Each has a savepoint of its own, so that what one undoes is its own; where the transaction
 * as a whole fails, each is run again by itself. Resolves after the commit.
 */
function together<T>(open: OpenDatabase, work: (tx: Tx) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const group = waiting.get(open) ?? [];
    waiting.set(open, group);
    group.push({
      run: async (tx) => {
        await tx.$executeRaw`SAVEPOINT "work"`;
        try {
          const value = await work(tx);
          await tx.$executeRaw`RELEASE "work"`;
          return () => resolve(value);
        } catch (error) {
          await tx.$executeRaw`ROLLBACK TO "work"`;
          await tx.$executeRaw`RELEASE "work"`;
          return () => reject(error);
        }
      },
      alone: () => again(open, work, {}).then(resolve, reject),
    });
    // One turn for each: the first takes all that wait, and the others find nothing to do.
    void inTurn(open, everything, () => runGroup(open, group.splice(0, MOST_TOGETHER)));
  });
}

async function runGroup(open: OpenDatabase, group: readonly Waiting[]): Promise<void> {
  if (group.length > 1) {
    try {
      const acknowledge = await transact(
        open,
        async (tx) => {
          const done: (() => void)[] = [];
          for (const { run } of group) done.push(await run(tx));
          return done;
        },
        {},
      );
      for (const one of acknowledge) one();
      return;
    } catch {
      // Nothing of it was kept. Alone, each finds out by itself what is wrong with it.
    }
  }
  for (const { alone } of group) await alone();
}

/** Runs what is asked for in one queue one after another. */
function inTurn<T>({ queues }: OpenDatabase, queue: string, run: () => Promise<T>): Promise<T> {
  const result = (queues.get(queue) ?? Promise.resolve()).then(run);
  const settled = result.then(
    () => undefined,
    () => undefined,
  );
  queues.set(queue, settled);
  settled.then(() => {
    if (queues.get(queue) === settled) queues.delete(queue);
  });
  return result;
}

async function again<T>(open: OpenDatabase, work: (tx: Tx) => Promise<T>, options: WriteOptions): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transact(open, work, options);
    } catch (error) {
      if (tries === MOST_TRIES || !isConflict(error)) throw error;
      // Random, so that two that met do not meet again.
      await pause(SHORTEST_PAUSE_IN_MS * 2 ** tries * Math.random());
    }
  }
}

async function transact<T>(
  open: OpenDatabase,
  work: (tx: Tx) => Promise<T>,
  options: WriteOptions,
): Promise<T> {
  const { timeoutInMs = TIMEOUT_IN_MS, key } = options;
  const around = { isOpen: true };
  let onBegin: () => void = () => undefined;
  const begun = new Promise<void>((settle) => {
    onBegin = settle;
  });
  const transaction = open.writing.$transaction(
    async (tx) => {
      onBegin();
      if (key !== undefined && open.kind === 'postgresql') await lockKey(tx, key);
      return await writeAround.run(around, () => work(tx));
    },
    { timeout: timeoutInMs, maxWait: MOST_WAITING_IN_MS },
  );
  try {
    return await Promise.race([transaction, outlasted(begun, transaction, timeoutInMs)]);
  } finally {
    around.isOpen = false;
  }
}

/**
 * Rejects when work goes on and on. Prisma has then undone the transaction but tells only when the work returns, and
 * work that never does would hold up every write after it.
 */
async function outlasted(
  begun: Promise<void>,
  transaction: Promise<unknown>,
  timeoutInMs: number,
): Promise<never> {
  const ended = new AbortController();
  const end = () => ended.abort();
  transaction.then(end, end);
  await begun;
  await pause(timeoutInMs + GRACE_IN_MS, undefined, { signal: ended.signal });
  throw new Error(`A write took more than ${timeoutInMs} ms and was undone.`);
}

/** Holds an advisory lock on the key until the transaction ends. */
async function lockKey(tx: Tx, key: string): Promise<void> {
  // Executed, not queried: Prisma cannot read a result of PostgreSQL's type void.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

/**
 * A transaction that PostgreSQL broke off as conflicting with another (serialisation failure or deadlock), as Prisma
 * reports it from its own statements and from raw ones. By shape, not class: modules may exist several times in the
 * process.
 */
const conflict = z.union([
  z.object({ code: z.literal('P2034') }),
  z.object({
    meta: z.object({
      driverAdapterError: z.object({ cause: z.object({ kind: z.literal('TransactionWriteConflict') }) }),
    }),
  }),
]);

function isConflict(error: unknown): boolean {
  return conflict.safeParse(error).success;
}
