import { databaseKindOf } from '../env';
import { migratePostgresql, postgresqlHistory } from './migrate-postgresql';
import { migrateSqlite, sqliteHistory } from './migrate-sqlite';
import { type Migration, type MigrationReport, pendingAfter, storedMigrations } from './migrations';
import { withoutServers } from './server-lock';

/**
 * Brings a database up to date while no server runs on it; where there is nothing to apply, servers may run. Each
 * migration runs in one transaction, so that a failing one leaves the state before it. Migrators that run at the same
 * time wait for one another; a second run applies nothing. An SQLite file is made where it is missing, else copied first.
 *
 * @param migrations the history; the stored one unless given.
 * @throws Error with a sentence for people where the database's history is not the beginning of this one, a server
 *   runs, or a migration fails.
 */
export async function migrateDatabase(
  databaseUrl: string,
  migrations: readonly Migration[] = storedMigrations(databaseKindOf(databaseUrl)),
): Promise<MigrationReport> {
  const isUpToDate = async () => (await pendingMigrations(databaseUrl, migrations)).length === 0;
  const nothing = { applied: [], backup: null };
  if (await isUpToDate()) return nothing;
  try {
    return await withoutServers(databaseUrl, () => applyPending(databaseUrl, migrations));
  } catch (error) {
    // Another migrator may have been quicker, and a server may run since.
    if (await isUpToDate()) return nothing;
    throw error;
  }
}

/** As {@link migrateDatabase}, for who keeps servers away already. */
export async function applyPending(
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
