import DataLoader from 'dataloader';
import { database } from '../database/db';
import { env } from '../env';
import { perProcess } from '../per-process';
import { isHolding, type SignInTimes, whereHolding } from './sign-in-life';

/** A sign-in that holds, with its person. */
interface StoredSignIn extends SignInTimes {
  id: string;
  userId: string;
  user: { name: string; email: string };
}

interface Asked {
  id: string;
  at: Date;
}

async function readSignIns(asked: readonly Asked[]): Promise<(StoredSignIn | null)[]> {
  // They ask within moments of each other: what held for none of them is not read.
  const first = new Date(Math.min(...asked.map(({ at }) => at.getTime())));
  const { endedAt, expiresAt, lastUsedAt } = whereHolding(first, env.signInIdleMs);
  const rows = await database().signIn.findMany({
    where: {
      id: { in: asked.map(({ id }) => id) },
      endedAt,
      expiresAt,
      ...(lastUsedAt && { lastUsedAt: { gt: lastUsedAt.gt } }),
    },
    select: {
      id: true,
      userId: true,
      expiresAt: true,
      lastUsedAt: true,
      user: { select: { name: true, email: true } },
    },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return asked.map(({ id, at }) => {
    const row = byId.get(id);
    return row && isHolding(row, at, env.signInIdleMs) ? row : null;
  });
}

/** Nothing is cached: who asks gets what is stored at a moment after asking. */
function makeLoader() {
  return new DataLoader(readSignIns, { cache: false, maxBatchSize: 500, batchScheduleFn: setImmediate });
}

/**
 * The sign-ins of these ids that hold at a time: nobody has ended them, and they have not run out. What many requests ask at once goes in one
 * statement: when a class types again after a pause, the server has to look up everybody.
 */
export async function findSignIns(ids: readonly string[], at: Date): Promise<StoredSignIn[]> {
  const loader = perProcess('sign-in-loader', makeLoader);
  const found = await Promise.all(ids.map((id) => loader.load({ id, at })));
  return found.filter((signIn) => signIn !== null);
}
