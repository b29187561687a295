import { log } from '../log';
import { databaseKind, databaseUrl } from './db';
import { withPostgresql } from './postgresql-client';

/** An arbitrary number of an advisory lock; all versions of Duet must lock the same one. */
const CLOCK_LOCK = 7_283_385_203;

/**
 * Runs what servers do by their clocks, unless another server of the database is at it: then nothing happens. A server
 * that ends, however that happens, leaves it to the others. An SQLite file has one server only.
 */
export async function asOnlyServer(work: () => Promise<void>): Promise<void> {
  if (databaseKind() === 'sqlite') return await work();
  await withPostgresql(databaseUrl(), async (client) => {
    // Another server may begin meanwhile. That costs time and harms nothing: such work is safe to do twice.
    client.on('error', (error) => log.warn('clock-lock-lost', { error }));
    const { rows } = await client.query<{ isHeld: boolean }>('SELECT pg_try_advisory_lock($1) AS "isHeld"', [
      CLOCK_LOCK,
    ]);
    if (rows[0]?.isHeld) await work();
  });
}
