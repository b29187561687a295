import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { backUpDatabase } from '@/lib/server/database/backup';
import { closeDatabase, database } from '@/lib/server/database/db';
import { migrateDatabase, pendingMigrations } from '@/lib/server/database/migrate';
import { storedMigrations } from '@/lib/server/database/migrations';
import { restoreDatabase } from '@/lib/server/database/restore';
import { takeServerLock, withoutServers } from '@/lib/server/database/server-lock';
import { sqlitePath } from '@/lib/server/database/sqlite-adapter';
import { log } from '@/lib/server/log';
import { ApiProcess } from '../../support/api-process';
import { onEveryDatabase } from '../../support/databases';
import { seedPair } from '../../support/pairs';

const folder = mkdtempSync(join(tmpdir(), 'duet-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Longer than PostgreSQL takes to see that a process has gone. */
const soon = { timeout: 10_000 };

onEveryDatabase((kind, makeDatabase) => {
  const more = { name: '9001_more', sql: 'CREATE TABLE "More" ("id" TEXT NOT NULL PRIMARY KEY);' };
  const longer = [...storedMigrations(kind), more];
  let url = '';
  let servers: ApiProcess[] = [];

  beforeEach(async () => {
    url = await makeDatabase();
    servers = [];
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.stop('SIGKILL')));
  });

  function newServer(): ApiProcess {
    const server = new ApiProcess(url);
    servers.push(server);
    return server;
  }

  const isUp = async (server: ApiProcess) => (await fetch(`${server.origin}/api/health`)).ok;

  test('beside a server a backup is made, and nothing restored or migrated', async () => {
    const server = newServer();
    await server.start();
    const file = join(folder, kind);
    expect(await backUpDatabase(file)).toMatchObject({ User: 0 });
    await Promise.all([
      expect(restoreDatabase(file)).rejects.toThrow(/server.*stop .* first, then run this again/),
      expect(migrateDatabase(url, longer)).rejects.toThrow(/server.*stop .* first, then run this again/),
    ]);
    expect(await migrateDatabase(url)).toEqual({ applied: [], backup: null });
    expect(await pendingMigrations(url, longer)).toEqual(['9001_more']);
    await seedPair();
    await expect.poll(() => isUp(server), soon).toBe(true);
  });

  test.each(['SIGKILL', 'SIGTERM'] as const)('after %s the next server or command begins', async (signal) => {
    const server = newServer();
    await server.start();
    await server.stop(signal);
    await server.start();
    await expect.poll(() => isUp(server), soon).toBe(true);
    await server.stop(signal);
    // Closed, as a table is added past this process.
    await closeDatabase();
    const { applied } = await vi.waitFor(() => migrateDatabase(url, longer), soon);
    expect(applied).toEqual(['9001_more']);
  });

  test('no server starts while a restore or a migration is at work', async () => {
    const server = newServer();
    await withoutServers(url, async () => {
      await expect(takeServerLock(url)).rejects.toThrow(/restore|migrat/);
      await expect(server.start()).rejects.toThrow('ended with code 1');
    });
    await server.start();
    await expect.poll(() => isUp(server), soon).toBe(true);
  });

  test('a command that fails lets the next one and servers begin', async () => {
    await expect(withoutServers(url, () => Promise.reject(new Error('half-way')))).rejects.toThrow(
      'half-way',
    );
    expect(await withoutServers(url, () => database().user.count())).toBe(0);
    await newServer().start();
  });

  test('commands that are asked for at the same time run one after another', async () => {
    let atWork = 0;
    const most: number[] = [];
    const work = async () => {
      atWork += 1;
      most.push(atWork);
      await database().user.count();
      atWork -= 1;
    };
    await Promise.all([1, 2, 3].map(() => withoutServers(url, work)));
    expect(most).toEqual([1, 1, 1]);
  });

  if (kind === 'sqlite') {
    test('a second server of a file is refused, by whatever name it comes', async () => {
      const server = newServer();
      await server.start();
      const path = sqlitePath(url);
      const link = join(folder, 'link.db');
      symlinkSync(path, link);
      const sentence = `${path} has a server already, or is being restored or migrated: stop that first, or use PostgreSQL, which several servers can share.`;
      await Promise.all([
        expect(takeServerLock(url)).rejects.toThrow(sentence),
        expect(takeServerLock(`file:${link}`)).rejects.toThrow(sentence),
        expect(newServer().start()).rejects.toThrow('ended with code 1'),
      ]);
      await expect.poll(() => isUp(server), soon).toBe(true);
    });

    test('a server waits for the last one to stop', async () => {
      const release = await takeServerLock(url);
      const next = takeServerLock(url);
      let isTaken = false;
      next.then(() => {
        isTaken = true;
      });
      await database().user.count();
      expect(isTaken).toBe(false);
      await release();
      await (await next)();
    });
  } else {
    /** What holds the lock that servers share, as PostgreSQL lists it. */
    async function sharing(client: pg.Client): Promise<{ pid: number; key: string }[]> {
      const { rows } = await client.query<{ pid: number; key: string }>(
        `SELECT pid, (classid::bigint << 32 | objid::bigint)::text AS key FROM pg_locks
         WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      return rows;
    }

    test('several servers share a database, and a command waits for none of them to be left', async () => {
      const [first, second] = [newServer(), newServer()];
      await Promise.all([first.start(), second.start()]);
      await first.stop('SIGTERM');
      await expect(withoutServers(url, async () => 'done')).rejects.toThrow('A server runs on the database');
      await expect.poll(() => isUp(second), soon).toBe(true);
      await second.stop('SIGTERM');
      expect(await vi.waitFor(() => withoutServers(url, async () => 'done'), soon)).toBe('done');
    });

    test('a server that has lost its connection takes the lock again once a command has ended', async () => {
      const lines = (['info', 'warn'] as const).map((level) => vi.spyOn(log, level).mockReturnValue());
      const hasLogged = (event: string) =>
        lines.some(({ mock }) => mock.calls.some(([logged]) => logged === event));
      const release = await takeServerLock(url);
      const [watcher, command] = [0, 1].map(() => new pg.Client({ connectionString: url }));
      try {
        await Promise.all([watcher?.connect(), command?.connect()]);
        if (!watcher || !command) throw new Error('two clients were made');
        const [held] = await sharing(watcher);
        // It waits in front of all that come later, so it is next when the connection is cut.
        const alone = command.query('SELECT pg_advisory_lock($1)', [held?.key]);
        await vi.waitFor(async () => {
          const { rows } = await watcher.query(
            `SELECT FROM pg_locks WHERE NOT granted
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
          );
          expect(rows).toHaveLength(1);
        }, soon);
        await watcher.query('SELECT pg_terminate_backend($1)', [held?.pid]);
        await alone;
        await vi.waitFor(() => expect(hasLogged('server-lock-refused')).toBe(true), soon);
        expect(hasLogged('server-lock-lost')).toBe(true);
        expect(await sharing(watcher)).toEqual([]);

        await command.query('SELECT pg_advisory_unlock($1)', [held?.key]);
        await vi.waitFor(() => expect(hasLogged('server-lock-taken-again')).toBe(true), soon);
        expect(await sharing(watcher)).toHaveLength(1);
        await release();
        expect(await sharing(watcher)).toEqual([]);
      } finally {
        for (const line of lines) line.mockRestore();
        await Promise.all([watcher?.end(), command?.end()]);
      }
    });

    test('a command ends when it can no longer keep servers away', async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const work = async () => {
        await client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        );
        await new Promise(() => undefined);
      };
      await expect(withoutServers(url, work)).rejects.toThrow('connection that kept servers away was lost');
      await client.end();
    });
  }
});
