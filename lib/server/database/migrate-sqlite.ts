import { existsSync } from 'node:fs';
import type { Client } from '@libsql/client';
import {
  type AppliedMigration,
  checksumOf,
  type Migration,
  type MigrationReport,
  pendingAfter,
  recordIdOf,
} from './migrations';
import { openSqlite, sqlitePath } from './sqlite-adapter';

const HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "checksum" TEXT NOT NULL,
  "finished_at" DATETIME,
  "migration_name" TEXT NOT NULL,
  "logs" TEXT,
  "rolled_back_at" DATETIME,
  "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

async function historyIn(client: Client): Promise<AppliedMigration[]> {
  const table = await client.execute(`SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'`);
  if (table.rows.length === 0) return [];
  const { rows } = await client.execute(
    `SELECT "migration_name", "checksum" FROM "_prisma_migrations"
     WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL ORDER BY "migration_name"`,
  );
  return rows.map((row) => ({ name: String(row.migration_name), checksum: String(row.checksum) }));
}

/** What an SQLite file has applied; nothing where there is no file. */
export async function sqliteHistory(databaseUrl: string): Promise<AppliedMigration[]> {
  if (!existsSync(sqlitePath(databaseUrl))) return [];
  const client = openSqlite(databaseUrl, 'reading');
  try {
    return await historyIn(client);
  } finally {
    client.close();
  }
}

/** One migration as one script: the client ends the transaction at the end of every script. */
function scriptOf(migration: Migration): string {
  // No parameters in a script. The values are safe: a name of [a-z0-9_] and hexadecimal digits.
  const record = `INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "applied_steps_count")
    VALUES ('${recordIdOf(migration)}', '${checksumOf(migration)}', current_timestamp, '${migration.name}', 1);`;
  // Makes the script fail, and so be undone, where a row refers to one that does not exist.
  const check = `CREATE TEMP TABLE "dangling_references" ("n" INTEGER CHECK ("n" = 0));
    INSERT INTO "dangling_references" SELECT count(*) FROM pragma_foreign_key_check;
    DROP TABLE "dangling_references";`;
  return `BEGIN IMMEDIATE;\n${migration.sql}\n;${check}\n${record}\nCOMMIT;`;
}

/** See `migrateDatabase`. */
export async function migrateSqlite(
  databaseUrl: string,
  migrations: readonly Migration[],
): Promise<MigrationReport> {
  const client = openSqlite(databaseUrl, 'writing');
  try {
    const before = await historyIn(client);
    const pending = pendingAfter(before, migrations);
    const [first] = pending;
    if (first === undefined) return { applied: [], backup: null };
    const backup = before.length > 0 ? await copyAside(client, databaseUrl, first) : null;
    await client.execute(HISTORY_TABLE);
    // A redefined table is dropped and made again. With foreign keys on, that would delete the rows of its children.
    await client.execute('PRAGMA foreign_keys = 0');
    for (const migration of pending) await apply(client, migration);
    // So that a copy of the file is the whole database.
    await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
    return { applied: pending.map(({ name }) => name), backup };
  } finally {
    client.close();
  }
}

async function apply(client: Client, migration: Migration): Promise<void> {
  try {
    await client.executeMultiple(scriptOf(migration));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The migration ${migration.name} failed and was undone: ${why}`, { cause });
  }
}

/** Copies the database, with what is still in its journal, to a file beside it. */
async function copyAside(client: Client, databaseUrl: string, next: Migration): Promise<string> {
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 17);
  const path = `${sqlitePath(databaseUrl)}.before-${next.name}.${time}`;
  await client.execute({ sql: 'VACUUM INTO ?', args: [path] });
  return path;
}
