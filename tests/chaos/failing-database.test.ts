import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { seededRandom } from '@/lib/reference/sampling';
import { closeDatabase, useDatabase } from '@/lib/server/database/db';
import { migrateDatabase } from '@/lib/server/database/migrate';
import { sqlitePath } from '@/lib/server/database/sqlite-adapter';
import { closeBus } from '@/lib/server/live/shared-bus';
import { type ApiProcess, startServers } from '../support/api-process';
import { onEveryDatabase } from '../support/databases';
import { findPostgresqlPrograms, PostgresqlCluster } from '../support/postgresql-cluster';
import { makeSmallDisk } from '../support/small-disk';
import { checkAllWork } from './check-work';
import { type Classroom, seatClass } from './classroom';
import { amount, seed, Work } from './work';

const failures = amount('CHAOS_KILLS', 4);
const commands = amount('CHAOS_EDITS', 60);
const timeoutMs = 120_000 + failures * 10_000 + commands * 100;
const random = seededRandom(seed);

/** Two pairs that agree in both ways, at work. */
async function startWork(servers: ApiProcess[]): Promise<{ work: Work; classrooms: Classroom[] }> {
  const classrooms = [
    await seatClass({ pairs: 1, policy: { agreement: 'either' }, servers, random }),
    await seatClass({ pairs: 1, policy: { agreement: 'both' }, servers, random }),
  ];
  const devices = classrooms.flatMap((classroom) => classroom.devices);
  return { work: new Work(devices, commands, random), classrooms };
}

/** Checks all work at the end; what was done, for the person who runs the tests. */
async function finish(
  name: string,
  { work, classrooms }: Awaited<ReturnType<typeof startWork>>,
  servers: ApiProcess[],
  done: object,
): Promise<void> {
  await work.finish();
  const counts = await checkAllWork(work, classrooms, servers);
  expect(counts.stored).toBe(counts.acknowledged);
  process.stdout.write(`  ${name}: ${JSON.stringify({ commands, ...counts, ...done })}\n`);
}

const serverErrorsOf = ({ devices }: Work) =>
  devices.reduce((sum, { network }) => sum + network.serverErrors, 0);

onEveryDatabase((kind, makeDatabase) => {
  let databaseUrl = '';
  beforeAll(async () => {
    databaseUrl = await makeDatabase();
  });

  if (kind === 'sqlite') {
    it(
      'calls a full disk its own failure, loses nothing that it acknowledged, and goes on when there is room',
      async () => {
        const disk = await makeSmallDisk();
        onTestFinished(disk.remove);
        const url = `file:${join(disk.folder, 'duet.db')}`;
        await copyFile(sqlitePath(databaseUrl), sqlitePath(url));
        await useDatabase(url);
        onTestFinished(closeDatabase);
        const servers = await startServers(url);
        const [server] = servers;
        const atWork = await startWork(servers);
        const times = Math.ceil(failures / 4);
        for (let time = 1; time <= times; time += 1) {
          await atWork.work.reach(time / (times + 1));
          const before = serverErrorsOf(atWork.work);
          if (server) disk.fill(server);
          await vi.waitUntil(() => serverErrorsOf(atWork.work) >= before + 5, { timeout: 60_000 });
          if (server) disk.free(server);
        }
        await finish('a full disk', atWork, servers, { times });
      },
      timeoutMs,
    );
    return;
  }

  it(
    'keeps each acknowledged command once where PostgreSQL ends connections, also while they commit',
    async () => {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      onTestFinished(() => client.end());
      // Each commit waits for a while before it reaches the disk, so that there is time to cut it off.
      const name = new URL(databaseUrl).pathname.slice(1);
      await client.query(`ALTER DATABASE "${name}" SET commit_delay = 20000`);
      await client.query(`ALTER DATABASE "${name}" SET commit_siblings = 0`);
      const application = 'duet-that-loses-connections';
      const url = new URL(databaseUrl);
      url.searchParams.set('application_name', application);
      const cutOff = async (which: 'all' | 'committing'): Promise<number> => {
        const committing = which === 'all' ? '' : `AND state = 'active' AND query ILIKE 'COMMIT%'`;
        const { rowCount } = await client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND application_name = $1 ${committing}`,
          [application],
        );
        return rowCount ?? 0;
      };
      const servers = await startServers(url.href);
      const atWork = await startWork(servers);
      const ended = { all: 0, committing: 0 };
      for (let failure = 1; failure <= failures; failure += 1) {
        await atWork.work.reach((0.9 * failure) / (failures + 1));
        if (failure % 3 === 0) ended.all += await cutOff('all');
        for (let hit = 0; failure % 3 !== 0 && hit === 0 && atWork.work.share < 0.95; ) {
          hit = await cutOff('committing');
          ended.committing += hit;
          if (hit === 0) await pause(random() * 5);
        }
      }
      await finish('lost connections', atWork, servers, { ended });
      expect(ended.all).toBeGreaterThan(0);
      expect(ended.committing).toBeGreaterThan(0);
    },
    timeoutMs,
  );

  const programs = findPostgresqlPrograms();
  if (programs === null) {
    if (process.env.REQUIRE_POSTGRES)
      throw new Error('No programs of a PostgreSQL server are installed here.');
    process.stderr.write(
      '\n*** NO POSTGRESQL SERVER CAN BE STARTED HERE: NONE IS RESTARTED UNDER LOAD ***\n\n',
    );
    return;
  }
  it(
    'keeps each acknowledged command once while PostgreSQL stops, crashes and starts again',
    async () => {
      const cluster = await PostgresqlCluster.make(programs);
      onTestFinished(() => cluster.remove());
      await migrateDatabase(cluster.url);
      await closeBus();
      await useDatabase(cluster.url);
      onTestFinished(async () => {
        await closeBus();
        await closeDatabase();
      });
      const servers = await startServers(cluster.url);
      const atWork = await startWork(servers);
      const times = Math.ceil(failures / 4);
      for (let time = 1; time <= times; time += 1) {
        await atWork.work.reach(time / (times + 1));
        await pause(random() * 50);
        await cluster.stop(time % 2 === 0 ? 'fast' : 'immediate');
        await cluster.start();
      }
      await finish('restarts of PostgreSQL', atWork, servers, { times });
    },
    timeoutMs,
  );
});
