import { perProcess } from '../per-process';
import { type OpenDatabase, openDatabase } from './db';
import { write } from './writer';

const READ_TIMEOUT_IN_MS = 2_000;
/** Writes of a busy class may be in front of the one that tries. */
const WRITE_TIMEOUT_IN_MS = 5_000;
/** How long the outcome of one write answers everybody who asks: anybody may ask, and each write waits for the disk. */
const TRY_EVERY_MS = 5_000;

interface Attempt {
  startedAt: number;
  succeeds: Promise<boolean>;
}

const attempts = () => perProcess('health-attempts', () => new WeakMap<OpenDatabase, Attempt>());

/** Whether something succeeds, and in time. */
async function succeedsInTime(work: Promise<unknown>, timeoutInMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((settle) => {
    timer = setTimeout(() => settle(false), timeoutInMs);
  });
  const succeeds = work.then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([succeeds, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the database answers, within two seconds. */
export function pingDatabase(): Promise<boolean> {
  return succeedsInTime(openDatabase().reading.$queryRaw`SELECT 1`, READ_TIMEOUT_IN_MS);
}

/**
 * Commits something that no table holds: a number in the head of SQLite's file, an empty message in PostgreSQL's journal.
 * Neither changes what people see, and both need room on the disk.
 */
function storeNothing({ kind }: OpenDatabase): Promise<unknown> {
  return write((tx) => {
    if (kind === 'postgresql') return tx.$executeRaw`SELECT pg_logical_emit_message(true, 'duet health', '')`;
    // SQLite writes nothing where nothing changes. A PRAGMA takes no parameters; the number is our own.
    return tx.$executeRawUnsafe(`PRAGMA user_version = ${Math.floor(Date.now() / 1_000) % 2 ** 31}`);
  });
}

function latestAttempt(open: OpenDatabase): Attempt {
  const known = attempts().get(open);
  if (known && performance.now() - known.startedAt < TRY_EVERY_MS) return known;
  const attempt = {
    startedAt: performance.now(),
    succeeds: succeedsInTime(storeNothing(open), WRITE_TIMEOUT_IN_MS),
  };
  attempts().set(open, attempt);
  return attempt;
}

/** Whether the database answers and stores what it is given. It writes at most once in five seconds. */
export async function isDatabaseSound(): Promise<boolean> {
  return (await pingDatabase()) && (await latestAttempt(openDatabase()).succeeds);
}
