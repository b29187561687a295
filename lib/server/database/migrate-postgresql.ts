import type pg from 'pg';
import {
  type AppliedMigration,
  checksumOf,
  type Migration,
  type MigrationReport,
  pendingAfter,
  recordIdOf,
} from './migrations';
import { withPostgresql } from './postgresql-client';

const HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

async function historyIn(client: pg.Client): Promise<AppliedMigration[]> {
  const table = await client.query<{ name: string | null }>(
    `SELECT to_regclass('"_prisma_migrations"') AS name`,
  );
  if (table.rows[0]?.name === null) return [];
  const { rows } = await client.query<AppliedMigration>(
    `SELECT "migration_name" AS "name", "checksum" FROM "_prisma_migrations"
     WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL ORDER BY "migration_name"`,
  );
  return rows;
}

/** What a PostgreSQL database has applied. */
export async function postgresqlHistory(databaseUrl: string): Promise<AppliedMigration[]> {
  return await withPostgresql(databaseUrl, historyIn);
}

/** See `migrateDatabase`. */
export async function migratePostgresql(
  databaseUrl: string,
  migrations: readonly Migration[],
): Promise<MigrationReport> {
  return await withPostgresql(databaseUrl, async (client) => {
    const pending = pendingAfter(await historyIn(client), migrations);
    if (pending.length > 0) await client.query(HISTORY_TABLE);
    for (const migration of pending) await apply(client, migration);
    return { applied: pending.map(({ name }) => name), backup: null };
  });
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "applied_steps_count")
       VALUES ($1, $2, now(), $3, 1)`,
      [recordIdOf(migration), checksumOf(migration), migration.name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The migration ${migration.name} failed and was undone: ${why}`, { cause });
  }
}
