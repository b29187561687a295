import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** The PostgreSQL that tests make their databases on. */
const postgresqlServerUrl = process.env.TEST_POSTGRES_URL || 'postgresql://postgres@127.0.0.1:5432/postgres';
const CONNECT_TIMEOUT_IN_MS = 3_000;
const LOCAL_HOSTS = new Set(['', 'localhost', '127.0.0.1', '[::1]']);

/** Runs statements on the PostgreSQL server itself, one after the other. */
async function askPostgresql(...statements: string[]): Promise<void> {
  const client = new pg.Client({
    connectionString: postgresqlServerUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_IN_MS,
  });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Whether PostgreSQL answers on this machine. Where REQUIRE_POSTGRES is set it must. */
export async function canUsePostgresql(): Promise<boolean> {
  if (!LOCAL_HOSTS.has(new URL(postgresqlServerUrl).hostname)) {
    throw new Error(
      'TEST_POSTGRES_URL names another machine. Tests make and drop databases: only on this one.',
    );
  }
  try {
    await askPostgresql('SELECT 1');
    return true;
  } catch (error) {
    if (process.env.REQUIRE_POSTGRES) throw error;
    process.stderr.write('\n*** NO POSTGRESQL ANSWERS: THE DATABASE TESTS RUN ON SQLITE ONLY ***\n\n');
    return false;
  }
}

/** The address of a database of that name on the PostgreSQL server. */
export function postgresqlUrl(name: string): string {
  const url = new URL(postgresqlServerUrl);
  url.pathname = name;
  return url.href;
}

/** Copies a PostgreSQL database that nobody is connected to. */
export function createPostgresql(name: string, template: string): Promise<void> {
  return askPostgresql(
    `CREATE DATABASE "${name}" TEMPLATE "${template}"`,
    // No test cuts the power of the database server, so nothing has to reach the disk before it is answered.
    `ALTER DATABASE "${name}" SET synchronous_commit = off`,
  );
}

export function dropPostgresql(name: string): Promise<void> {
  return askPostgresql(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}

/** A folder for an SQLite file, and the file's address. */
export async function makeSqliteFolder(): Promise<{ folder: string; url: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'duet-test-'));
  return { folder, url: `file:${join(folder, 'duet.db')}` };
}
