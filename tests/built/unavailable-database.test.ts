import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { closeDatabase, useDatabase } from '@/lib/server/database/db';
import { migrateDatabase } from '@/lib/server/database/migrate';
import { killAll, serve } from '../support/commands';
import { makeSqliteFolder } from '../support/database-servers';
import { seedClass, type TestClass } from '../support/pairs';
import { hashFor } from '../support/people';
import { findPostgresqlPrograms, PostgresqlCluster } from '../support/postgresql-cluster';
import { makeSmallDisk } from '../support/small-disk';

const password = 'a password that only tests know';
const sentence = 'The server cannot read or save anything just now. Please wait a minute and try again.';
const slowMs = 180_000;
/** The health is found out again after some seconds. */
const soon = { timeout: 30_000, interval: 500 };

interface Server {
  origin: string;
  child: { pid?: number | undefined };
}

const seed = async (databaseUrl: string): Promise<TestClass> => {
  await migrateDatabase(databaseUrl);
  await useDatabase(databaseUrl);
  const made = await seedClass({ students: 2, passwordHash: await hashFor('everybody', password) });
  await closeDatabase();
  return made;
};

async function start(databaseUrl: string): Promise<Server> {
  const { port, child } = await serve({ DATABASE_URL: databaseUrl, LOG_LEVEL: 'info' });
  return { origin: `http://127.0.0.1:${port}`, child };
}

/** A browser that has the sign-in page open. */
async function openSignIn({ origin }: Server) {
  const answer = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  const csrfCookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  return async (email: string, more: Record<string, string> = { json: 'true' }) => {
    const signedIn = await fetch(`${origin}/api/auth/callback/credentials`, {
      method: 'POST',
      headers: { origin, cookie: csrfCookies.join('; '), ...(!more.json && { accept: 'text/html' }) },
      body: new URLSearchParams({ csrfToken, email, password, ...more }),
      redirect: 'manual',
    });
    const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0]);
    return { answer: signedIn, cookie: cookie.join('; ') };
  };
}

type SignIn = Awaited<ReturnType<typeof openSignIn>>;

const post = ({ origin }: Server, path: string, body: unknown, cookie = '') =>
  fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { origin, cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const health = ({ origin }: Server) => fetch(`${origin}/api/health`);

async function expectUnavailable(answer: Response): Promise<void> {
  expect([answer.status, await answer.json()]).toEqual([503, { code: 'unavailable', message: sentence }]);
  expect(answer.headers.get('retry-after')).toBe('10');
}

/** What people are told while nothing can be stored. */
async function expectAllUnavailable(server: Server, signIn: SignIn, made: TestClass, cookie: string) {
  await vi.waitFor(async () => expect((await health(server)).status).toBe(503), soon);
  expect(await (await health(server)).json()).toMatchObject({ status: 'unavailable' });
  const [, alan] = made.students;
  // A full disk may still have room for some small writes.
  await vi.waitFor(async () => {
    await expectUnavailable((await signIn(alan?.email ?? '')).answer);
  }, soon);
  const { answer } = await signIn(alan?.email ?? '', {});
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/sign-in?error=unavailable']);
  const page = await fetch(`${server.origin}/sign-in?error=unavailable`);
  expect(await page.text()).toContain(sentence);
  await expectUnavailable(
    await post(server, '/api/pair-sessions', { assignmentId: made.assignmentId }, cookie),
  );
  const eve = { code: made.joinCode, name: 'Eve', email: 'eve@people.test', password: 'long enough, this' };
  await expectUnavailable(await post(server, '/api/accounts', eve));
}

/** All is well again: what was refused works now, and was not done before. */
async function expectAllAvailable(server: Server, signIn: SignIn, made: TestClass, cookie: string) {
  await vi.waitFor(async () => expect((await health(server)).status).toBe(200), soon);
  const [, alan] = made.students;
  expect((await signIn(alan?.email ?? '')).answer.status).toBe(200);
  const pair = await post(server, '/api/pair-sessions', { assignmentId: made.assignmentId }, cookie);
  expect(pair.status).toBe(201);
  const eve = { code: made.joinCode, name: 'Eve', email: 'eve@people.test', password: 'long enough, this' };
  expect((await post(server, '/api/accounts', eve)).status).toBe(201);
}

async function prepare(databaseUrl: string, made: TestClass) {
  const server = await start(databaseUrl);
  const signIn = await openSignIn(server);
  const { answer, cookie } = await signIn(made.students[0]?.email ?? '');
  expect(answer.status).toBe(200);
  expect(await (await health(server)).json()).toMatchObject({ status: 'ok' });
  return { server, signIn, cookie };
}

afterAll(killAll);

describe('a full disk under SQLite', () => {
  it('is no wrong password, and is over once there is room', { timeout: slowMs }, async () => {
    const disk = await makeSmallDisk();
    onTestFinished(disk.remove);
    const { folder, url } = await makeSqliteFolder();
    const made = await seed(url);
    cpSync(folder, disk.folder, { recursive: true });
    const { server, signIn, cookie } = await prepare(`file:${join(disk.folder, 'duet.db')}`, made);
    disk.fill(server.child);
    await expectAllUnavailable(server, signIn, made, cookie);
    disk.free(server.child);
    await expectAllAvailable(server, signIn, made, cookie);
    killAll();
  });
});

const programs = findPostgresqlPrograms();
describe.runIf(programs !== null)('a PostgreSQL that stops', () => {
  let cluster: PostgresqlCluster;
  beforeAll(async () => {
    cluster = await PostgresqlCluster.make(programs ?? '');
  });
  afterAll(() => cluster.remove());

  it('is no wrong password, and is over once it has started again', { timeout: slowMs }, async () => {
    const made = await seed(cluster.url);
    const { server, signIn, cookie } = await prepare(cluster.url, made);
    await cluster.stop('immediate');
    await expectAllUnavailable(server, signIn, made, cookie);
    const section = await fetch(`${server.origin}/sections/${made.sectionId}`, { headers: { cookie } });
    expect(section.status).toBe(500);
    await cluster.start();
    await expectAllAvailable(server, signIn, made, cookie);
  });
});
