import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Prisma } from '@/lib/generated/sqlite/client';
import type { OpenDatabase } from './db';
import { perProcess } from './per-process';

type Work<T> = (tx: Prisma.TransactionClient) => Promise<T>;

export interface TransactionOptions {
  /** How long the work may take once its transaction has begun; 5,000 if not given. */
  readonly timeoutInMs?: number;
  /** Work of the same key runs one after another, on every instance: for rules that no row or constraint can hold. */
  readonly key?: string;
}

const TIMEOUT_IN_MS = 5_000;
/** How long a transaction may wait to begin, for a lock of another process or a free connection. */
const MOST_WAITING_IN_MS = 15_000;
/** How long after its timeout a transaction may still report that it was undone. */
const GRACE_IN_MS = 1_000;
const MOST_TRIES = 6;
const SHORTEST_PAUSE_IN_MS = 5;

const surroundingWork = perProcess('writer-context', () => new AsyncLocalStorage<{ isRunning: boolean }>());

/** Whether the caller runs as part of the work of a transaction that has not ended. */
export function isInsideTransaction(): boolean {
  return surroundingWork.getStore()?.isRunning ?? false;
}

/** Runs work in a transaction of its own, again where PostgreSQL breaks it off as conflicting with another one. */
export async function runTransaction<T>(
  open: OpenDatabase,
  work: Work<T>,
  options: TransactionOptions,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryTransaction(open, work, options);
    } catch (error) {
      if (tries === MOST_TRIES || !isConflict(error)) throw error;
      // A random pause, so that two transactions that met do not meet again.
      await pause(SHORTEST_PAUSE_IN_MS * 2 ** tries * Math.random());
    }
  }
}

/**
 * Runs work in one transaction, once; resolves after the commit.
 *
 * @throws Error where the work throws, takes longer than its timeout, or the database breaks it off; then everything is
 *   undone.
 */
async function tryTransaction<T>(
  open: OpenDatabase,
  work: Work<T>,
  { timeoutInMs = TIMEOUT_IN_MS, key }: TransactionOptions,
): Promise<T> {
  const surrounding = { isRunning: true };
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const transaction = open.writing.$transaction(
    async (tx) => {
      begin();
      if (key !== undefined && open.kind === 'postgresql') await lockKey(tx, key);
      return await surroundingWork.run(surrounding, () => work(tx));
    },
    { timeout: timeoutInMs, maxWait: MOST_WAITING_IN_MS },
  );
  try {
    return await Promise.race([transaction, rejectWhenLate(begun, transaction, timeoutInMs)]);
  } finally {
    surrounding.isRunning = false;
  }
}

/**
 * Rejects when a transaction has not ended in time. Prisma undoes it then but reports that only once the work returns:
 * work that never returns would hold up every write after it.
 */
async function rejectWhenLate(
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
async function lockKey(tx: Prisma.TransactionClient, key: string): Promise<void> {
  // Executed, not queried: Prisma cannot read a result of PostgreSQL's type void.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

/**
 * The error of a transaction that PostgreSQL broke off as conflicting with another (serialisation failure or deadlock):
 * the first form comes from Prisma's own statements, the second from raw ones. Errors are told by their shape, because
 * their classes may be loaded several times in the process.
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

const driverError = z.object({
  meta: z.object({
    driverAdapterError: z.object({
      cause: z.object({ originalCode: z.string().optional(), kind: z.string() }),
    }),
  }),
});

/** Whether the database found something wrong with what was to be stored, and not with itself. */
export function isRefusalOfData(error: unknown): boolean {
  const { success, data } = driverError.safeParse(error);
  if (!success) return false;
  const { kind, originalCode = '' } = data.meta.driverAdapterError.cause;
  // The classes of PostgreSQL's errors "data exception" and "integrity constraint violation", and SQLite's names.
  return (
    /Violation|Value/.test(kind) || /^2[23]|SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(originalCode)
  );
}
