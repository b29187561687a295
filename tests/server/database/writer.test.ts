import { setImmediate as nextTurn } from 'node:timers/promises';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { database, databaseUrl, openDatabase } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { type Tx, write } from '@/lib/server/database/writer';
import { onEveryDatabase } from '../../support/databases';

function addUser(tx: Tx, id: string = newId(), name = 'Ada') {
  return tx.user.create({ data: { id, email: `${id}@example.test`, name } });
}

const exists = async (id: string) => (await database().user.findUnique({ where: { id } })) !== null;

onEveryDatabase((kind, makeDatabase) => {
  beforeAll(makeDatabase);

  test('a write is there for every reader once it is acknowledged', async () => {
    const user = await write((tx) => addUser(tx));
    expect(await database().user.findUnique({ where: { id: user.id } })).toEqual(user);
  });

  test('work that throws leaves nothing behind, and its error comes through', async () => {
    const id = newId();
    const refusal = new Error('the pair session is closed');
    const work = async (tx: Tx) => {
      await addUser(tx, id);
      throw refusal;
    };
    await expect(write(work)).rejects.toBe(refusal);
    expect(await exists(id)).toBe(false);
  });

  test('writes that wait together are each kept or undone by themselves', async () => {
    const ids = Array.from({ length: 20 }, newId);
    const refusal = new Error('not this one');
    const written = await Promise.allSettled(
      ids.map((id, index) =>
        write(async (tx) => {
          await addUser(tx, id);
          if (index % 5 === 3) throw refusal;
          // The same person twice: refused by the database, in the middle of the transaction.
          if (index % 5 === 4) await addUser(tx, id);
          return index;
        }),
      ),
    );
    for (const [index, outcome] of written.entries()) {
      const isPrediction = index % 5 < 3;
      expect(outcome, String(index)).toMatchObject(isPrediction ? { status: 'fulfilled', value: index } : {});
      expect(outcome.status).toBe(isPrediction ? 'fulfilled' : 'rejected');
      expect(await exists(ids[index] ?? '')).toBe(isPrediction);
      if (index % 5 === 3) expect(outcome).toMatchObject({ reason: refusal });
    }
  });

  if (kind === 'sqlite') {
    test('a commit that fails undoes that write alone', async () => {
      const section = () => ({ id: newId(), courseId: 'no such course', title: 'Monday', joinCode: newId() });
      const ids = [newId(), newId()];
      const written = await Promise.allSettled([
        write((tx) => addUser(tx, ids[0])),
        write(async (tx) => {
          await tx.$executeRaw`PRAGMA defer_foreign_keys = ON`;
          await tx.section.create({ data: section() });
        }),
        write((tx) => addUser(tx, ids[1])),
      ]);
      expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(await Promise.all(ids.map(exists))).toEqual([true, true]);
      expect(await database().section.count({ where: { courseId: 'no such course' } })).toBe(0);
    });
  }

  test("a parked transaction's rollback takes no other request's acknowledged write with it", async () => {
    const acknowledged: string[] = [];
    const undone: string[] = [];
    const parkAndFail = async () => {
      const id = newId();
      undone.push(id);
      const work = async (tx: Tx) => {
        await addUser(tx, id);
        for (let turns = 0; turns < 5; turns += 1) await nextTurn();
        throw new Error('undo');
      };
      await expect(write(work)).rejects.toThrow('undo');
    };
    const acknowledge = async () => {
      const user = await write((tx) => addUser(tx));
      acknowledged.push(user.id);
    };
    for (let round = 0; round < 20; round += 1) {
      await Promise.all([parkAndFail(), acknowledge(), acknowledge(), parkAndFail(), acknowledge()]);
    }
    expect(acknowledged).toHaveLength(60);
    expect(await database().user.count({ where: { id: { in: acknowledged } } })).toBe(60);
    expect(await database().user.count({ where: { id: { in: undone } } })).toBe(0);
  });

  test('a reader neither waits for an open transaction nor sees what it has not committed', async () => {
    const id = newId();
    const seenMeanwhile = await write(async (tx) => {
      await addUser(tx, id);
      await nextTurn();
      return await exists(id);
    });
    expect(seenMeanwhile).toBe(false);
    expect(await exists(id)).toBe(true);
  });

  test('the connections for reading refuse to write', async () => {
    const id = newId();
    const { reading } = openDatabase();
    const data = { id, email: `${id}@example.test`, name: 'Ada' };
    await expect(reading.user.create({ data })).rejects.toThrow(/read-?only/i);
    await expect(reading.$transaction((tx) => tx.user.create({ data }))).rejects.toThrow(/read-?only/i);
    expect(await exists(id)).toBe(false);
  });

  test('writes of the same key add up, however many arrive together', async () => {
    const { id } = await write((tx) => addUser(tx, newId(), '0'));
    const countUp = () =>
      write(
        async (tx) => {
          const { name } = await tx.user.findUniqueOrThrow({ where: { id } });
          await nextTurn();
          await tx.user.update({ where: { id }, data: { name: String(Number(name) + 1) } });
        },
        { key: `count ${id}` },
      );
    await Promise.all(Array.from({ length: 40 }, countUp));
    expect((await database().user.findUniqueOrThrow({ where: { id } })).name).toBe('40');
  });

  if (kind === 'postgresql') {
    test('a write waits for one of the same key on another instance, and only for that', async () => {
      const key = `key ${newId()}`;
      const other = new pg.Client({ connectionString: databaseUrl() });
      await other.connect();
      await other.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [key]);
      let isWritten = false;
      const waiting = write((tx) => addUser(tx), { key }).then(() => {
        isWritten = true;
      });
      for (let round = 0; round < 5; round += 1) await write((tx) => addUser(tx), { key: `other ${key}` });
      expect(isWritten).toBe(false);
      await other.end();
      await waiting;
      expect(isWritten).toBe(true);
    });
  }

  test('two writes that lock the same rows in opposite order both succeed', async () => {
    const [first, second] = await Promise.all([write((tx) => addUser(tx)), write((tx) => addUser(tx))]);
    let arrived = 0;
    let bothArrived: () => void = () => undefined;
    const meeting = new Promise<void>((settle) => {
      bothArrived = settle;
    });
    const lockBoth = (ids: readonly string[], suffix: string) =>
      write(async (tx) => {
        for (const id of ids) {
          if (kind === 'postgresql')
            await tx.$queryRaw`SELECT "id" FROM "User" WHERE "id" = ${id} FOR UPDATE`;
          const { name } = await tx.user.findUniqueOrThrow({ where: { id } });
          await tx.user.update({ where: { id }, data: { name: name + suffix } });
          arrived += 1;
          if (arrived === 2) bothArrived();
          // Only PostgreSQL lets the two overlap at all.
          if (kind === 'postgresql') await meeting;
        }
      });
    await Promise.all([lockBoth([first.id, second.id], '+'), lockBoth([second.id, first.id], '+')]);
    for (const { id } of [first, second]) {
      expect((await database().user.findUniqueOrThrow({ where: { id } })).name).toBe('Ada++');
    }
  });

  test('work that never ends is undone after its time, and later writes go on', async () => {
    const id = newId();
    const hang = async (tx: Tx) => {
      await addUser(tx, id);
      await new Promise(() => undefined);
    };
    const hung = write(hang, { timeoutInMs: 200 });
    const later = write((tx) => addUser(tx));
    await expect(hung).rejects.toThrow('more than 200 ms');
    expect(await exists((await later).id)).toBe(true);
    expect(await exists(id)).toBe(false);
  });

  test('a write inside a write is refused at once instead of waiting for itself', async () => {
    const inner = write(() => write((tx) => addUser(tx)));
    await expect(inner).rejects.toThrow('inside a write');
  });

  test('a write started after another has ended is no write inside it', async () => {
    let writeLater: () => Promise<string> = async () => '';
    await write(async (tx) => {
      const user = await addUser(tx);
      const { AsyncResource } = await import('node:async_hooks');
      writeLater = AsyncResource.bind(async () => (await write((later) => addUser(later))).id);
      return user;
    });
    expect(await exists(await writeLater())).toBe(true);
  });
});
