import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeDatabase, useDatabase } from '@/lib/server/database/db';
import { migrateDatabase } from '@/lib/server/database/migrate';
import { killAll, serve } from '../support/commands';
import { makeSqliteFolder } from '../support/database-servers';
import { seedClass, type TestClass } from '../support/pairs';
import { hashFor } from '../support/people';
import { head, sendRaw } from '../support/raw-request';

const password = 'a password that only tests know';
let folder = '';
let made: TestClass;
let server: Awaited<ReturnType<typeof serve>>;
let origin = '';

beforeAll(async () => {
  const database = await makeSqliteFolder();
  folder = database.folder;
  await migrateDatabase(database.url);
  await useDatabase(database.url);
  made = await seedClass({ students: 2, passwordHash: await hashFor('tests', password) });
  await closeDatabase();
  server = await serve({ DATABASE_URL: database.url, LOG_LEVEL: 'debug' });
  origin = `http://127.0.0.1:${server.port}`;
}, 120_000);
afterAll(() => {
  killAll();
  rmSync(folder, { recursive: true });
});

/** The lines that the server has written, each of which must be an object. */
function lines(): Record<string, unknown>[] {
  return server
    .output()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

const forged = encodeURIComponent('x\n{"level":"error","at":"2026-01-01","event":"forged"}');

it('is made of whole lines, whatever anybody sends', async () => {
  const close = 'Connection: close';
  const host = `Host: 127.0.0.1:${server.port}`;
  const own = `Origin: ${origin}`;
  const requests = [
    head(`GET /api/auth/csrf?callbackUrl=${forged}`, host, close),
    head('GET /api/auth/csrf', host, close, `Cookie: next-auth.callback-url=${forged}`),
    head(`GET /api/auth/error?error=${forged}`, host, close),
    head(`GET /sign-in?error=${forged}&next=${forged}`, host, close),
    head(`GET /join/${forged}`, host, close),
    head('POST /sign-in', host, close, own, `Next-Action: ${forged}`, 'Content-Length: 0'),
    head(
      `POST /sign-in?${forged}`,
      host,
      close,
      own,
      `Next-Action: ${'7f'.padEnd(42, '0')}`,
      'Content-Length: 0',
    ),
    head(
      'POST /sign-in',
      host,
      close,
      'Origin: http://elsewhere.test',
      `Next-Action: ${'7f'.padEnd(42, '0')}`,
    ),
    head('POST /api/auth/_log', host, close, own, 'Content-Type: application/json', 'Content-Length: 30') +
      '{"level":"error","code":"\\nxy"}'.slice(0, 30),
    head('GET /sign-in', host, close, 'RSC: 1', 'Next-Router-State-Tree: %7B%0A'),
  ];
  for (const request of requests) await sendRaw(server.port, [request]);
  for (const line of lines()) {
    expect(line).toMatchObject({
      level: expect.any(String),
      at: expect.any(String),
      event: expect.any(String),
    });
    expect(line.event).not.toBe('forged');
  }
});

it('names each request by an id that the answer carries, and that no client can choose', async () => {
  const ask = (path: string) => fetch(`${origin}${path}`, { headers: { 'x-request-id': 'chosen' } });
  const paths = [
    '/api/health',
    '/api/me',
    '/sign-in',
    '/api/auth/csrf',
    '/icon.svg',
    '/nothing',
    '/join/%FF',
  ];
  const answers = await Promise.all(paths.map(ask));
  const ids = answers.map((answer) => answer.headers.get('x-request-id') ?? '');
  expect(new Set(ids).size).toBe(paths.length);
  for (const id of ids) expect(id).toMatch(/^[\w-]{12}$/);
  await Promise.all(answers.map((answer) => answer.text()));
  // A request is logged once its connection is done with it.
  const logged = answers.map(({ status }, index) =>
    expect.objectContaining({ event: 'request', request: ids[index], method: 'GET', status }),
  );
  await expect.poll(lines).toEqual(expect.arrayContaining(logged));
});

it('holds no e-mail, password, code or cookie of anybody', async () => {
  const csrf = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookie = csrf.headers.getSetCookie().map((line) => line.split(';')[0]);
  const email = made.students[0]?.email ?? '';
  const enter = (given: string) =>
    fetch(`${origin}/api/auth/callback/credentials`, {
      method: 'POST',
      headers: { origin, cookie: cookie.join('; ') },
      body: new URLSearchParams({ csrfToken, email, password: given, json: 'true' }),
    });
  expect((await enter('a wrong password of theirs')).status).toBe(401);
  const signedIn = await enter(password);
  expect(signedIn.status).toBe(200);
  const session = signedIn.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  await fetch(`${origin}/join/${made.joinCode}`);
  await fetch(`${origin}/sign-in?next=/join/${made.joinCode}&email=${encodeURIComponent(email)}`);
  await fetch(`${origin}/set-password/aCodeOfOneLink`, { headers: { cookie: session.join('; ') } });
  const text = server.output();
  const tokens = session.map((pair) => pair.split('=')[1] ?? '').filter((value) => value.length > 20);
  expect(tokens.length).toBeGreaterThan(0);
  const secrets = [
    email,
    encodeURIComponent(email),
    password,
    'a wrong password',
    made.joinCode,
    'aCodeOfOneLink',
  ];
  for (const secret of [...secrets, csrfToken, ...tokens]) expect(text).not.toContain(secret);
});
