import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Prisma } from '@/lib/generated/sqlite/client';
import { perProcess } from '../per-process';
import type { OpenDatabase } from './db';
import { runOnDriver, type SqlTx } from './sql-transaction';

/** Has work run in one transaction of its own, within a time from its begin. */
type Runner<Tx> = <T>(open: OpenDatabase, work: (tx: Tx) => Promise<T>, timeoutInMs: number) => Promise<T>;

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

/** By Prisma's client, which knows the tables. */
const byClient: Runner<Prisma.TransactionClient> = (open, work, timeoutInMs) =>
  open.writing.$transaction(work, { timeout: timeoutInMs, maxWait: MOST_WAITING_IN_MS });

const byDriver: Runner<SqlTx> = async (open, work, timeoutInMs) =>
  runOnDriver({ driver: await open.driver(), kind: open.kind }, work, timeoutInMs);

/** Runs work in a transaction of its own, again where PostgreSQL breaks it off as conflicting with another one. */
export function runTransaction<T>(
  open: OpenDatabase,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
  { timeoutInMs, key }: TransactionOptions,
): Promise<T> {
  const locked = async (tx: Prisma.TransactionClient) => {
    if (key !== undefined && open.kind === 'postgresql') await lockKey(tx, key);
    return work(tx);
  };
  return runPatiently(byClient, open, locked, timeoutInMs);
}

/** The same for work that sends SQL alone, past Prisma's client. */
export function runSqlTransaction<T>(open: OpenDatabase, work: (tx: SqlTx) => Promise<T>): Promise<T> {
  return runPatiently(byDriver, open, work);
}

async function runPatiently<Tx, T>(
  run: Runner<Tx>,
  open: OpenDatabase,
  work: (tx: Tx) => Promise<T>,
  timeoutInMs: number = TIMEOUT_IN_MS,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryTransaction(run, open, work, timeoutInMs);
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
async function tryTransaction<Tx, T>(
  run: Runner<Tx>,
  open: OpenDatabase,
  work: (tx: Tx) => Promise<T>,
  timeoutInMs: number,
): Promise<T> {
  const surrounding = { isRunning: true };
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const transaction = run(
    open,
    async (tx) => {
      begin();
      return await surroundingWork.run(surrounding, () => work(tx));
    },
    timeoutInMs,
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

/** What the driver says of an error, by Prisma's client or without it. Told by shape: classes may be loaded twice. */
const driverError = z.union([
  z.object({ meta: z.object({ driverAdapterError: z.object({ cause: z.unknown() }) }) }),
  z.object({ name: z.literal('DriverAdapterError'), cause: z.unknown() }),
]);

const driverCause = z.object({ kind: z.string(), originalCode: z.string().optional() });

function causeOf(error: unknown): z.infer<typeof driverCause> | null {
  const { success, data } = driverError.safeParse(error);
  if (!success) return null;
  const cause = driverCause.safeParse('meta' in data ? data.meta.driverAdapterError.cause : data.cause);
  return cause.success ? cause.data : null;
}

const prismaConflict = z.object({ code: z.literal('P2034') });

/** Whether PostgreSQL broke a transaction off as conflicting with another (serialisation failure or deadlock). */
function isConflict(error: unknown): boolean {
  return prismaConflict.safeParse(error).success || causeOf(error)?.kind === 'TransactionWriteConflict';
}

/** SQLite's numbers of TOOBIG, CONSTRAINT, MISMATCH and RANGE; extended ones have them in their lowest byte. */
const sqliteRefusals: ReadonlySet<number> = new Set([18, 19, 20, 25]);

/** Whether the database found something wrong with what was to be stored, and not with itself. */
export function isRefusalOfData(error: unknown): boolean {
  const cause = causeOf(error);
  if (!cause) return false;
  const { kind, originalCode = '' } = cause;
  // PostgreSQL has codes of five characters: classes 22 "data exception" and 23 "integrity constraint violation".
  const isRefusedCode = /^2[23]\w{3}$/.test(originalCode) || sqliteRefusals.has(Number(originalCode) & 0xff);
  return /Violation|Value/.test(kind) || isRefusedCode;
}
