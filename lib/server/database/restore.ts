import { createReadStream, existsSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import type { Prisma } from '@/lib/generated/sqlite/client';
import { databaseKindOf } from '../env';
import { backupHeader, backupLine, backupTables, type RowCounts, unpackRow } from './backup-format';
import { databaseUrl } from './db';
import { newId } from './ids';
import { applyPending } from './migrate';
import { storedMigrations } from './migrations';
import { withoutServers } from './server-lock';
import { type Row, tableOf } from './table-of';
import { type Tx, write } from './writer';

const BATCH = 200;
const LONGEST_IN_MS = 60 * 60 * 1_000;

function damaged(cause: unknown): Error {
  return new Error('The file is not a whole backup of Duet.', { cause });
}

function readAs<Schema extends z.ZodType>(schema: Schema, line: unknown): z.infer<Schema> {
  const read = schema.safeParse(line);
  if (!read.success) throw damaged(read.error);
  return read.data;
}

/** The lines of a gzipped file of JSON Lines, parsed. */
async function* readLines(path: string): AsyncGenerator<unknown> {
  const plain = createGunzip();
  // An error of the stream also ends the loop below, which reports it.
  pipeline(createReadStream(path), plain).catch(() => undefined);
  try {
    let rest = '';
    for await (const chunk of plain.setEncoding('utf8')) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line);
    }
  } catch (cause) {
    throw damaged(cause);
  }
}

function assertKnown(migrations: readonly string[]): void {
  const known = new Set(storedMigrations(databaseKindOf(databaseUrl())).map(({ name }) => name));
  const unknown = migrations.find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw new Error(`The backup was made by a newer version of Duet (it has the migration ${unknown}).`);
  }
}

async function assertEmpty(tx: Tx): Promise<void> {
  for (const name of backupTables) {
    if ((await tableOf(tx, name).count()) > 0) {
      throw new Error('The database is not empty: a backup is restored into an empty one only.');
    }
  }
}

async function putAll(tx: Tx, lines: AsyncGenerator<unknown>): Promise<RowCounts> {
  const counts: RowCounts = Object.fromEntries(backupTables.map((name) => [name, 0]));
  let table: Prisma.ModelName | null = null;
  let rows: Row[] = [];
  const flush = async () => {
    if (table !== null && rows.length > 0) await tableOf(tx, table).createMany({ data: rows });
    rows = [];
  };
  for await (const parsed of lines) {
    const line = readAs(backupLine, parsed);
    if ('end' in line) {
      await flush();
      if (Object.entries(counts).some(([name, count]) => count !== (line.end[name] ?? 0))) break;
      return counts;
    }
    if (table !== line.table || rows.length === BATCH) await flush();
    table = line.table;
    rows.push(unpackRow(line.table, line.row));
    counts[table] = (counts[table] ?? 0) + 1;
  }
  throw damaged(counts);
}

/**
 * Puts a backup into the database in use, which is migrated first and must be empty, while no server runs on it. Where
 * anything goes wrong, it stays empty. The backup may come from the other kind of database and from an older version of
 * Duet. The database is another installation afterwards.
 *
 * @returns how many rows each table got.
 * @throws Error with a sentence for people where the file is no whole backup, where a newer version made it, where a
 *   server runs, or where the database is not empty.
 */
export async function restoreDatabase(path: string): Promise<RowCounts> {
  if (!existsSync(path)) throw new Error(`There is no file ${path}.`);
  return await withoutServers(databaseUrl(), async () => {
    await applyPending(databaseUrl());
    return await putBackup(path);
  });
}

async function putBackup(path: string): Promise<RowCounts> {
  return await write(
    async (tx) => {
      await assertEmpty(tx);
      const lines = readLines(path);
      const header = readAs(backupHeader, (await lines.next()).value);
      assertKnown(header.migrations);
      const counts = await putAll(tx, lines);
      await tx.installation.updateMany({ data: { id: newId() } });
      return counts;
    },
    { timeoutInMs: LONGEST_IN_MS },
  );
}
