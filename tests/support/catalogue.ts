import pg from 'pg';
import { openSqlite } from '@/lib/server/database/sqlite-adapter';
import { databaseKindOf } from '@/lib/server/env';

const HISTORY = '_prisma_migrations';

const SQLITE_PARTS = [
  `SELECT m.name AS "table", 'column' AS what, c.name, c.type, c."notnull", c.dflt_value, c.pk
   FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table'`,
  `SELECT m.name AS "table", 'index' AS what, i."unique", i.partial, x.seqno, x.name, x."desc"
   FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_xinfo(i.name) x WHERE m.type = 'table' AND x.key = 1`,
  `SELECT m.name AS "table", 'reference' AS what, f."table" AS parent, f."from", f."to", f.on_update, f.on_delete
   FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`,
];

const POSTGRESQL_PARTS = [
  `SELECT table_name AS "table", 'column' AS what, column_name, data_type, udt_name, is_nullable, column_default,
     character_maximum_length, datetime_precision
   FROM information_schema.columns WHERE table_schema = 'public'`,
  `SELECT tablename AS "table", 'index' AS what, indexdef FROM pg_indexes WHERE schemaname = 'public'`,
  `SELECT conrelid::regclass::text AS "table", 'constraint' AS what, conname, pg_get_constraintdef(oid) AS definition
   FROM pg_constraint WHERE connamespace = 'public'::regnamespace`,
  `SELECT typname AS "table", 'enum' AS what, enumlabel FROM pg_enum JOIN pg_type t ON t.oid = enumtypid`,
];

async function sqliteRows(databaseUrl: string): Promise<object[]> {
  const client = openSqlite(databaseUrl, 'reading');
  try {
    const parts = await Promise.all(SQLITE_PARTS.map((sql) => client.execute(sql)));
    return parts.flatMap(({ rows }) => rows);
  } finally {
    client.close();
  }
}

async function postgresqlRows(databaseUrl: string): Promise<object[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const rows: object[] = [];
    for (const sql of POSTGRESQL_PARTS) rows.push(...(await client.query<object>(sql)).rows);
    return rows;
  } finally {
    await client.end();
  }
}

/** A database's tables, columns, indices, references and enums as sorted lines, without the record of its migrations. */
export async function readCatalogue(databaseUrl: string): Promise<string[]> {
  const isSqlite = databaseKindOf(databaseUrl) === 'sqlite';
  const rows = isSqlite ? await sqliteRows(databaseUrl) : await postgresqlRows(databaseUrl);
  return rows
    .map((row) => JSON.stringify(row))
    .filter((line) => !line.includes(HISTORY))
    .sort();
}
