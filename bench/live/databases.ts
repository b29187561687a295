import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import pg from 'pg';
import { migrateDatabase } from '../../lib/server/database/migrate';
import type { DatabaseKind } from '../../lib/server/env';
import {
  createPostgresql,
  dropPostgresql,
  makeSqliteFolder,
  postgresqlUrl,
} from '../../tests/support/database-servers';

/** A migrated database that nobody else uses. */
export interface OwnDatabase {
  url: string;
  /** Deletes it. */
  drop(): Promise<void>;
}

/** The kind of database that BENCH_DATABASE names; SQLite where it names none. */
export function wantedDatabase(): DatabaseKind {
  const wanted = process.env.BENCH_DATABASE || 'sqlite';
  if (wanted === 'sqlite' || wanted === 'postgresql') return wanted;
  throw new Error('BENCH_DATABASE must be sqlite or postgresql.');
}

/**
 * Lets commits wait for the disk, which those of tests do not, and the disk be slower where that is asked for: each
 * flush of the journal waits, and commits that come meanwhile share the next one.
 */
async function setUpDisk(url: string, delayMs: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const alter = `ALTER DATABASE ${client.escapeIdentifier(new URL(url).pathname.slice(1))}`;
    await client.query(`${alter} RESET synchronous_commit`);
    if (delayMs === 0) return;
    await client.query(`${alter} SET commit_delay = ${delayMs * 1_000}`);
    await client.query(`${alter} SET commit_siblings = 0`);
  } finally {
    await client.end();
  }
}

/**
 * Makes a migrated database.
 *
 * @param delayMs how much longer a commit takes on PostgreSQL; on SQLite the measured process itself waits.
 */
export async function makeDatabase(kind: DatabaseKind, delayMs = 0): Promise<OwnDatabase> {
  if (kind === 'sqlite') {
    const { folder, url } = await makeSqliteFolder();
    await migrateDatabase(url);
    return { url, drop: () => rm(folder, { recursive: true }) };
  }
  const name = `duet_bench_${randomBytes(6).toString('hex')}`;
  await createPostgresql(name, 'template0');
  const url = postgresqlUrl(name);
  await migrateDatabase(url);
  await setUpDisk(url, delayMs);
  return { url, drop: () => dropPostgresql(name) };
}
