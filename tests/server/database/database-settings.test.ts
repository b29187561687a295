import { readdirSync, readlinkSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  assertDatabaseSettings,
  closeDatabase,
  database,
  databaseKind,
  databaseUrl,
  openDatabase,
  useDatabase,
} from '@/lib/server/database/db';
import { pingDatabase } from '@/lib/server/database/health';
import { newId } from '@/lib/server/database/ids';
import { openSqlite } from '@/lib/server/database/sqlite-adapter';
import { write } from '@/lib/server/database/writer';
import { onEveryDatabase } from '../../support/databases';

async function addUser(): Promise<string> {
  const id = newId();
  await write((tx) => tx.user.create({ data: { id, email: `${id}@example.test`, name: 'Ada' } }));
  return id;
}

/** What this process holds open: files by their path, sockets as such. */
function openDescriptors(): string[] {
  return readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      return [readlinkSync(`/proc/self/fd/${descriptor}`)];
    } catch {
      // The descriptor that listed the folder is closed by now.
      return [];
    }
  });
}

async function holdLock(): Promise<() => Promise<void>> {
  const other = createClient({ url: databaseUrl() });
  await other.execute('BEGIN IMMEDIATE');
  return async () => {
    await other.execute('ROLLBACK');
    other.close();
  };
}

onEveryDatabase((kind, makeDatabase) => {
  beforeEach(makeDatabase);

  test('a freshly opened database has every setting that keeps work safe', async () => {
    expect(databaseKind()).toBe(kind);
    await expect(assertDatabaseSettings()).resolves.toBeUndefined();
    await expect(pingDatabase()).resolves.toBe(true);
  });

  // What counts is their number, not their time: a busy machine may take minutes.
  test('2,000 transactions leak no file descriptor', { timeout: 300_000 }, async () => {
    const id = await addUser();
    await Promise.all(Array.from({ length: 16 }, () => database().user.count()));
    const rename = (name: string) =>
      write((tx) => tx.$executeRaw`UPDATE "User" SET "name" = ${name} WHERE "id" = ${id}`);
    const fail = () =>
      write(() => Promise.reject(new Error('undo'))).catch((error: Error) =>
        expect(error.message).toBe('undo'),
      );
    for (let warmUp = 0; warmUp < 20; warmUp += 1) await rename('warm');
    const before = openDescriptors().length;
    for (let round = 0; round < 500; round += 1) {
      await Promise.all([rename('a'), rename('b'), fail(), rename('c')]);
    }
    // PostgreSQL's pool may open up to the four connections that run at once.
    const mostMore = kind === 'sqlite' ? 0 : 4;
    expect(openDescriptors().length).toBeLessThanOrEqual(before + mostMore);
  });

  test('a closed database opens again at the next use, with its data', async () => {
    const id = await addUser();
    await closeDatabase();
    expect(await database().user.count({ where: { id } })).toBe(1);
  });

  test('closing waits for the writes under way', async () => {
    const ids = Array.from({ length: 20 }, () => newId());
    const writes = ids.map((id) =>
      write((tx) => tx.user.create({ data: { id, email: `${id}@example.test`, name: 'Ada' } })),
    );
    await closeDatabase();
    await Promise.all(writes);
    expect(await database().user.count({ where: { id: { in: ids } } })).toBe(20);
  });

  if (kind === 'sqlite') {
    test.each([
      ['synchronous', 1],
      ['foreign_keys', 0],
      ['busy_timeout', 0],
    ])('a connection whose %s is %s is not accepted', async (name, value) => {
      await assertDatabaseSettings();
      await openDatabase().writing.$queryRawUnsafe(`PRAGMA ${name} = ${value}`);
      await expect(assertDatabaseSettings()).rejects.toThrow(`${name} is ${value} instead of`);
    });

    test('a connection that has left WAL mode is not accepted', async () => {
      // Possible only while nothing else is connected, so before the first read.
      await openDatabase().writing.$queryRaw`PRAGMA journal_mode = delete`;
      await expect(assertDatabaseSettings()).rejects.toThrow('journal_mode is delete instead of wal');
    });

    test('a write waits while another process holds the lock, and this one goes on meanwhile', async () => {
      await addUser();
      const release = await holdLock();
      let isWritten = false;
      const written = addUser().then((id) => {
        isWritten = true;
        return id;
      });
      const reads = await Promise.all([database().user.count(), database().user.count()]);
      for (let turns = 0; turns < 10; turns += 1) await nextTurn();
      expect(isWritten).toBe(false);
      expect(reads).toEqual([1, 1]);
      await release();
      const id = await written;
      expect(await database().user.count({ where: { id } })).toBe(1);
    });

    test('a connection that met a lock works again as soon as the lock is gone', async () => {
      const connection = openSqlite(databaseUrl(), 'writing', 0);
      const release = await holdLock();
      await expect(connection.transaction()).rejects.toThrow('locked');
      await expect(connection.execute('DELETE FROM "Course"')).rejects.toThrow('locked');
      await release();
      for (let round = 0; round < 20; round += 1) {
        const transaction = await connection.transaction();
        await transaction.execute({
          sql: 'INSERT INTO "Course" ("id", "title") VALUES (?, ?)',
          args: [newId(), 'Language models'],
        });
        await transaction.commit();
      }
      const { rows } = await connection.execute('SELECT count(*) AS n FROM "Course"');
      expect(rows[0]?.n).toBe(20);
      const kept = await connection.execute('PRAGMA synchronous');
      expect(kept.rows[0]?.synchronous).toBe(2);
      connection.close();
    });

    test('a statement sent past an open transaction is refused, not made part of it', async () => {
      const connection = openSqlite(databaseUrl(), 'writing');
      const transaction = await connection.transaction();
      await expect(connection.execute('DELETE FROM "Course"')).rejects.toThrow('past an open transaction');
      await transaction.rollback();
      await expect(transaction.execute('DELETE FROM "Course"')).rejects.toThrow('has ended');
      await expect(connection.execute('DELETE FROM "Course"')).resolves.toBeDefined();
      connection.close();
    });
  } else {
    test.each([
      ['synchronous_commit', 'off'],
      ['timezone', 'Europe/Berlin'],
    ])('an address cannot turn %s to %s', async (name, value) => {
      const url = new URL(databaseUrl());
      url.searchParams.set('options', `-c ${name}=${value}`);
      await useDatabase(url.href);
      await expect(assertDatabaseSettings()).resolves.toBeUndefined();
    });

    test('a connection that would not wait for the disk is not accepted', async () => {
      await assertDatabaseSettings();
      const { writing } = openDatabase();
      await writing.$transaction(async (tx) => {
        await tx.$executeRaw`SET synchronous_commit = off`;
      });
      await expect(assertDatabaseSettings()).rejects.toThrow('synchronous_commit is off');
    });
  }
});

describe('a database that is not there', () => {
  test('does not answer a ping', async () => {
    // Port 9 (discard) has no PostgreSQL.
    await useDatabase('postgresql://nobody@127.0.0.1:9/nothing');
    await expect(pingDatabase()).resolves.toBe(false);
    await closeDatabase();
  });
});
