import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { statementsSent, watchDrivers } from '@/bench/live/sql-counter';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { openSqlite } from '@/lib/server/database/sqlite-adapter';
import { write } from '@/lib/server/database/writer';
import { makeSqliteFolder } from '../support/database-servers';
import { onEveryDatabase } from '../support/databases';

let commits = 0;
watchDrivers(() => {
  commits += 1;
});

async function sentBy(act: () => Promise<unknown>): Promise<number> {
  const before = statementsSent();
  await act();
  return statementsSent() - before;
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(async () => {
    await makeDatabase();
    // The first use of a connection sets it up.
    await database().course.count();
    await write((tx) => tx.course.create({ data: { id: newId(), title: 'Models' } }));
  });

  it('counts a read as one statement', async () => {
    expect(await sentBy(() => database().course.count())).toBe(1);
  });

  it('counts BEGIN and COMMIT beside what a transaction writes', async () => {
    const sent = (changes: number) =>
      sentBy(() =>
        write(async (tx) => {
          for (let change = 0; change < changes; change += 1) await tx.$executeRaw`DELETE FROM "Op"`;
        }),
      );
    const [one, three] = [await sent(1), await sent(3)];
    expect(one).toBeGreaterThanOrEqual(3);
    expect(three).toBe(one + 2);
  });
});

describe('a commit of SQLite', () => {
  let folder = '';
  let client: ReturnType<typeof openSqlite>;
  beforeAll(async () => {
    const made = await makeSqliteFolder();
    folder = made.folder;
    client = openSqlite(made.url, 'writing');
    await client.execute('CREATE TABLE t (a)');
  });
  beforeEach(() => {
    commits = 0;
  });
  afterAll(async () => {
    client.close();
    await rm(folder, { recursive: true });
  });

  it('is noticed once for all changes of a transaction', async () => {
    const transaction = await client.transaction();
    await transaction.execute('INSERT INTO t VALUES (1)');
    await transaction.execute('INSERT INTO t VALUES (2)');
    expect(commits).toBe(0);
    await transaction.commit();
    expect(commits).toBe(1);
  });

  it('is noticed for a change outside of any transaction', async () => {
    await client.execute('INSERT INTO t VALUES (3)');
    expect(commits).toBe(1);
  });

  it('is none where nothing was changed, or all was undone', async () => {
    const reading = await client.transaction();
    await reading.execute('SELECT * FROM t');
    await reading.commit();
    const undone = await client.transaction();
    await undone.execute('INSERT INTO t VALUES (4)');
    await undone.rollback();
    await client.execute('SELECT 1');
    expect(commits).toBe(0);
  });
});
