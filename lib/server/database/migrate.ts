import { databaseKindOf } from '../env';
import { migratePostgresql, postgresqlHistory } from './migrate-postgresql';
import { migrateSqlite, sqliteHistory } from './migrate-sqlite';
import { type Migration, type MigrationReport, pendingAfter, storedMigrations } from './migrations';

/**
 * Brings a database up to date. Each migration runs in one transaction, so that a failing one leaves the state before
 * it. Migrators that run at the same time wait for one another; a second run applies nothing. An SQLite file is made
 * where it is missing, else copied first.
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
