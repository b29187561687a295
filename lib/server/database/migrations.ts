import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseKind } from '../env';

/** One step of a database's history. */
export interface Migration {
  /** The folder's name, `0001_first`; names in order are the history. */
  readonly name: string;
  readonly sql: string;
}

/** What a migrator has done. */
export interface MigrationReport {
  /** Names of the migrations applied now, oldest first. */
  readonly applied: readonly string[];
  /** The copy of the SQLite file made before, where there was data and something to apply. */
  readonly backup: string | null;
}

/**
 * The folder with the history of one kind of database, found from the working directory, because the built server does
 * not lie where its sources do.
 */
export function migrationsFolder(kind: DatabaseKind): string {
  return join(process.cwd(), 'prisma/migrations', kind);
}

/** The history of one kind of database, oldest first. */
export function storedMigrations(kind: DatabaseKind): Migration[] {
  const folder = migrationsFolder(kind);
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }));
}

/** SHA-256 of a migration's text, in hex: what Prisma records too. */
export function checksumOf(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex');
}

/**
 * The id of a migration's row in `_prisma_migrations`. It is made from the name, so that of two migrators which apply the
 * same migration at the same time the later one fails and is undone.
 */
export function recordIdOf(migration: Migration): string {
  return createHash('sha256').update(migration.name).digest('hex').slice(0, 36);
}

/** A row of `_prisma_migrations` that counts: finished and not rolled back. */
export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

/**
 * The migrations that a database still needs.
 *
 * @throws Error with one sentence where the database's history is not the beginning of the stored one.
 */
export function pendingAfter(
  applied: readonly AppliedMigration[],
  stored: readonly Migration[],
): Migration[] {
  const storedByName = new Map(stored.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const migration = storedByName.get(name);
    if (migration === undefined) {
      throw new Error(
        `The database has the migration ${name}, which this version of Duet does not know: it was made by a newer one.`,
      );
    }
    if (checksumOf(migration) !== checksum) {
      throw new Error(
        `The migration ${name} was changed after the database had applied it. Undo the change and write a new migration.`,
      );
    }
  }
  const appliedNames = new Set(applied.map(({ name }) => name));
  const pending = stored.filter(({ name }) => !appliedNames.has(name));
  const [next] = pending;
  const last = applied
    .map(({ name }) => name)
    .sort()
    .at(-1);
  if (next !== undefined && last !== undefined && next.name < last) {
    throw new Error(
      `The migration ${next.name} is older than ${last}, which the database has applied already.`,
    );
  }
  return pending;
}
