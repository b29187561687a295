import { Prisma } from '@/lib/generated/sqlite/client';
import { database, databaseKind } from '../database/db';
import { env } from '../env';
import type { EndedSignIns } from '../live/bus';
import { type OpenStream, openStreams } from '../live/open-streams';
import { log } from '../log';
import { perProcess } from '../per-process';
import { outsideRequests } from '../request-context';
import { whereHolding } from './sign-in-life';
import { hearEndedSignIns, mayHaveEnded } from './sign-in-notices';
import { signInsOf, type Viewer } from './viewer';

const { empty, sql } = Prisma;

/** How often the sign-ins of all open streams are looked up, for the case that a notice was lost. */
const sweepEveryMs = 2_000;

interface Sweeping {
  timer: NodeJS.Timeout | null;
  /** The one that is under way. */
  underWay: Promise<void> | null;
}

const sweeping = () => perProcess<Sweeping>('sign-in-sweeps', () => ({ timer: null, underWay: null }));

/**
 * Registers an open stream, which ends when a sign-in of its viewer ends or runs out: at once where the process hears of
 * it, else at the next sweep. Returns the function that takes it off the list.
 */
export function registerStream(viewer: Viewer, ends: Omit<OpenStream, 'signIns'>): () => void {
  const stream = { ...ends, signIns: signInsOf(viewer) };
  openStreams().add(stream);
  hearEndedSignIns('streams', hearEnded);
  const state = sweeping();
  state.timer ??= outsideRequests(() => setInterval(sweep, sweepEveryMs).unref());
  return () => {
    openStreams().delete(stream);
    if (openStreams().size > 0 || state.timer === null) return;
    clearInterval(state.timer);
    state.timer = null;
  };
}

function hearEnded(ended: EndedSignIns): void {
  if (ended === 'unknown') sweep();
  else for (const stream of openStreams()) if (mayHaveEnded(stream.signIns, ended)) stream.end();
}

/** Sweeps unless a sweep is under way. Where the database is unavailable for a moment, the next one tries again. */
function sweep(): void {
  const state = sweeping();
  state.underWay ??= endStreamsWithoutSignIn()
    .catch((error: unknown) => log.warn('sweeping sign-ins failed', { error }))
    .finally(() => {
      state.underWay = null;
    });
}

/** Looks up the sign-ins of all open streams, in one statement, and ends the streams that have lost one. */
export async function endStreamsWithoutSignIn(now: Date = new Date()): Promise<void> {
  const streams = [...openStreams()];
  const ids = new Set(streams.flatMap(({ signIns }) => signIns.map(({ id }) => id)));
  const lost = ids.size === 0 ? new Set() : await findLost([...ids], now);
  for (const stream of streams) if (stream.signIns.some(({ id }) => lost.has(id))) stream.end();
}

/** Those of the sign-ins that have ended, have run out or are not stored any more. */
async function findLost(ids: readonly string[], now: Date): Promise<Set<string>> {
  // One parameter for all ids: Prisma would divide a long list into several statements.
  const list = JSON.stringify(ids);
  const asked =
    databaseKind() === 'sqlite'
      ? sql`SELECT value AS "id" FROM json_each(${list})`
      : sql`SELECT value AS "id" FROM json_array_elements_text(CAST(${list} AS JSON))`;
  const { lastUsedAt: used } = whereHolding(now, env.signInIdleMs);
  const isUsed = used ? sql`AND s."lastUsedAt" > ${used.gt} AND s."lastUsedAt" < ${used.lt}` : empty;
  const rows = await database().$queryRaw<{ id: string }[]>`
    SELECT "id" FROM (${asked}) asked WHERE NOT EXISTS (
      SELECT 1 FROM "SignIn" s WHERE s."id" = asked."id" AND s."endedAt" IS NULL AND s."expiresAt" > ${now}
        ${isUsed})`;
  return new Set(rows.map(({ id }) => id));
}
