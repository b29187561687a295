import { pathToFileURL } from 'node:url';
import { databaseKindOf } from '@/lib/server/env';
import { migratePostgresql, postgresqlHistory } from './migrate-postgresql';
import { migrateSqlite, sqliteHistory } from './migrate-sqlite';
import { type Migration, pendingAfter, storedMigrations } from './migrations';

export interface MigrationReport {
  /** Names of the migrations applied now, oldest first. */
  readonly applied: readonly string[];
  /** The copy of the SQLite file made before, where there was data and something to apply. */
  readonly backup: string | null;
}

/**
 * Brings a database up to date: each migration in one transaction, so that a failing one leaves the state before it.
 * Migrators that run at the same time wait for one another; a second run applies nothing. An SQLite file (made where it
 * is missing) is copied first.
 *
 * @param migrations the history; the stored one unless given.
 * @throws Error with a sentence for people where the database's history is not the beginning of this one, or a
 *   migration fails.
 */
export async function migrateDatabase(
  databaseUrl: string,
  migrations: readonly Migration[] = storedMigrations(databaseKindOf(databaseUrl)),
): Promise<MigrationReport> {
  return databaseKindOf(databaseUrl) === 'sqlite'
    ? await migrateSqlite(databaseUrl, migrations)
    : await migratePostgresql(databaseUrl, migrations);
}

/**
 * Names of the migrations that a database still needs, oldest first; all of them for a database that does not exist as
 * a file yet. Changes nothing.
 *
 * @throws Error as {@link migrateDatabase}, and where the database cannot be reached.
 */
export async function pendingMigrations(
  databaseUrl: string,
  migrations: readonly Migration[] = storedMigrations(databaseKindOf(databaseUrl)),
): Promise<string[]> {
  const applied =
    databaseKindOf(databaseUrl) === 'sqlite'
      ? await sqliteHistory(databaseUrl)
      : await postgresqlHistory(databaseUrl);
  return pendingAfter(applied, migrations).map(({ name }) => name);
}

async function run(): Promise<void> {
  const { env } = await import('@/lib/server/env');
  const { applied, backup } = await migrateDatabase(env.databaseUrl);
  if (backup !== null) console.log(`Copied the database to ${backup}.`);
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`);
}

const [, script] = process.argv;
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
