import pg from 'pg';
import { databaseKind, databaseUrl } from '@/lib/server/database/db';
import { write } from '@/lib/server/database/writer';
import { type EndedSignIns, signInsTopic } from '@/lib/server/live/bus';
import { makePostgresqlBus } from '@/lib/server/live/postgresql-bus';
import { bus } from '@/lib/server/live/shared-bus';

/** Ends a sign-in, and nobody hears of it: as in another process whose notice gets lost. */
export async function endUnheard(id: string): Promise<void> {
  await write((tx) => tx.signIn.update({ where: { id }, data: { endedAt: new Date() } }));
}

/** Resolves when this process hears the others, and has heard that it may have missed something until then. */
export async function hearing(): Promise<void> {
  const current = bus();
  if ('ready' in current) await current.ready;
}

/** Tells of ended sign-ins as another process on the same PostgreSQL database does. */
export async function tellFromElsewhere(ended: EndedSignIns): Promise<void> {
  const elsewhere = makePostgresqlBus(databaseUrl());
  await elsewhere.ready;
  elsewhere.publish(signInsTopic, { type: 'sign-ins-ended', ended });
  await elsewhere.close();
}

/** Cuts the connection on which this process hears the others; it makes a new one. */
export async function cutNotices(): Promise<void> {
  if (databaseKind() !== 'postgresql') throw new Error('only PostgreSQL carries notices');
  const client = new pg.Client({ connectionString: databaseUrl() });
  await client.connect();
  const cut = await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND query LIKE 'LISTEN %'`,
  );
  await client.end();
  if (cut.rowCount !== 1) throw new Error(`cut ${cut.rowCount} connections instead of one`);
}
