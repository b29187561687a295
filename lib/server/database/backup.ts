import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Prisma } from '@/lib/generated/sqlite/client';
import { databaseKindOf } from '../env';
import { backupTables, packRow, type RowCounts } from './backup-format';
import { databaseUrl, openDatabase } from './db';
import { pendingMigrations } from './migrate';
import { storedMigrations } from './migrations';
import { type Row, tableOf } from './table-of';

const PAGE = 500;
const LONGEST_IN_MS = 60 * 60 * 1_000;
const MOST_WAITING_IN_MS = 15_000;

/** Reads every row of every table as of one moment, while people go on working. */
async function readAll(onRow: (table: Prisma.ModelName, row: Row) => Promise<void>): Promise<void> {
  await openDatabase().reading.$transaction(
    async (tx) => {
      for (const name of backupTables) {
        let last = '';
        let rows: Row[];
        do {
          rows = await tableOf(tx, name).findMany({
            take: PAGE,
            orderBy: { id: 'asc' },
            where: { id: { gt: last } },
          });
          for (const row of rows) await onRow(name, row);
          last = String(rows.at(-1)?.id);
        } while (rows.length === PAGE);
      }
    },
    { isolationLevel: 'Serializable', timeout: LONGEST_IN_MS, maxWait: MOST_WAITING_IN_MS },
  );
}

/**
 * Writes everything that the database in use holds to one new file of gzipped JSON Lines, which SQLite and PostgreSQL
 * can restore. It may run while people work and is the state of one moment. The file holds password hashes: only its
 * owner may read it.
 *
 * @returns how many rows of each table it holds.
 * @throws Error with a sentence for people where the file exists already or the database is not up to date. No half
 *   file is left behind.
 */
export async function backUpDatabase(path: string): Promise<RowCounts> {
  if (existsSync(path)) throw new Error(`${path} exists already: name a new file.`);
  if ((await pendingMigrations(databaseUrl())).length > 0) {
    throw new Error('The database is not up to date: run "npm run migrate" first.');
  }
  const counts: RowCounts = Object.fromEntries(backupTables.map((name) => [name, 0]));
  const partial = `${path}.partial`;
  const gzip = createGzip();
  const written = pipeline(gzip, createWriteStream(partial, { mode: 0o600 }));
  // Awaited at the end. An earlier failure rejects the next wait for room in `put`.
  written.catch(() => undefined);
  const put = async (line: object) => {
    if (!gzip.write(`${JSON.stringify(line)}\n`)) await Promise.race([once(gzip, 'drain'), written]);
  };
  try {
    const migrations = storedMigrations(databaseKindOf(databaseUrl())).map(({ name }) => name);
    await put({ format: 'duet-backup', version: 1, madeAt: new Date().toISOString(), migrations });
    await readAll(async (table, row) => {
      counts[table] = (counts[table] ?? 0) + 1;
      await put({ table, row: packRow(row) });
    });
    await put({ end: counts });
    gzip.end();
    await written;
    const file = await open(partial);
    await file.sync();
    await file.close();
    await rename(partial, path);
    return counts;
  } catch (error) {
    gzip.destroy();
    await rm(partial, { force: true });
    throw error;
  }
}
