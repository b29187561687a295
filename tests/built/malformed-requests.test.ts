import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDatabase } from '@/lib/server/database/migrate';
import { killAll, serve } from '../support/commands';
import { makeSqliteFolder } from '../support/database-servers';
import { head, sendRaw } from '../support/raw-request';

let folder = '';
let databaseUrl = '';
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  ({ folder, url: databaseUrl } = await makeSqliteFolder());
  await migrateDatabase(databaseUrl);
  server = await serve({ DATABASE_URL: databaseUrl });
}, 120_000);
afterAll(() => {
  killAll();
  rmSync(folder, { recursive: true });
});

const close = 'Connection: close';

/** Sends a request to the server; headers beside Host and Connection come as `Name: value`. */
const send = (line: string, ...headers: string[]) =>
  sendRaw(server.port, [head(line, `Host: 127.0.0.1:${server.port}`, close, ...headers)]);

/** Posts a form of next-auth from this site’s own page. */
const post = (path: string, type: string, body: string, ...headers: string[]) =>
  sendRaw(server.port, [
    head(
      `POST ${path}`,
      ...[`Host: 127.0.0.1:${server.port}`, `Origin: http://127.0.0.1:${server.port}`, close],
      ...[`Content-Type: ${type}`, `Content-Length: ${Buffer.byteLength(body)}`, ...headers],
    ),
    body,
  ]);

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

describe('a request that nobody can mean is answered as such, and is no failure of the server', () => {
  it.each([
    ['a path that is no UTF-8', 'GET /join/%E0%A4%A', 400],
    ['a call whose path is no UTF-8', 'GET /api/me/%E0%A4%A', 400],
    ['a path with half of an escape', 'GET /sections/%', 400],
    ['the asterisk', 'OPTIONS *', 400],
    ['a whole address', 'GET http://elsewhere.test/sign-in', 400],
    ['the character zero in a page', 'GET /join/%00', 404],
    ['the character zero in a page of signed-in people', 'GET /pair-sessions/join/a%00b', 404],
    ['the character zero in a call', 'GET /api/sections/%00/results', 404],
    ['an address of next-auth that it does not have', 'GET /api/auth/constructor', 404],
    ['an address to go to that is none', 'GET /api/auth/csrf?callbackUrl=javascript:alert(1)', 400],
    [
      'an address to go to with a line of a log',
      'GET /api/auth/csrf?callbackUrl=x%0A%7B%22level%22%3A30%7D',
      400,
    ],
    ['an error of next-auth with a line end', 'GET /api/auth/error?error=x%0Ay', 400],
  ])('%s', async (_name, line, status) => {
    expect(await send(line)).toMatchObject({ status, text: expect.not.stringContaining('Internal Server') });
  });

  it.each([
    ['a query that is no UTF-8', 'GET /sign-in?next=%E0%A4%A'],
    ['two slashes in front', 'GET //elsewhere.test/sign-in'],
    ['a backslash', 'GET /\\elsewhere.test'],
    ['many escapes', `GET /join/${'%2e%2e%2f'.repeat(200)}`],
    ['a long code', `GET /join/${'A'.repeat(4_000)}`],
    [
      'a number of the router that is none',
      'GET /sign-in',
      'RSC: 1',
      'Next-Router-State-Tree: %5B%22%22%5D%E0%A4%A',
    ],
    ['a state of the router that is none', 'GET /sign-in', 'RSC: 1', 'Next-Router-State-Tree: {'],
    ['an action that is none', 'POST /sign-in', 'Next-Action: ;;', 'Content-Length: 0'],
    ['a method that pages do not know', 'TRACE /sign-in'],
    ['cookies that are none', 'GET /sections/a', 'Cookie: next-auth.session-token=%E0%A4%A; =; ;;; a'],
    ['an image that is none', 'GET /_next/image?url=%00&w=-1&q=x'],
    ['a file that is none', 'GET /_next/static/%2e%2e%2f%2e%2e%2fpackage.json'],
    ['data of a page that is none', 'GET /_next/data/x/%2e%2e.json'],
  ])('%s', async (_name, line, ...headers) => {
    const { status } = await send(line, ...headers);
    expect(status).toBeGreaterThan(0);
    expect(status).toBeLessThan(500);
  });

  it('a form or an action that comes from elsewhere', async () => {
    const action = `Next-Action: ${'7f'.padEnd(42, '0')}`;
    for (const origin of ['Origin: http://elsewhere.test', 'Origin: null', 'Accept: */*']) {
      for (const header of [action, 'Content-Type: multipart/form-data; boundary=b']) {
        const answer = await send('POST /sign-in', origin, header, 'Content-Length: 0');
        expect(answer).toMatchObject({
          status: 403,
          text: expect.stringContaining('did not come from this site'),
        });
      }
    }
  });

  it.each([
    ['two hosts', `Host: a\r\nHost: b`],
    ['a path', 'Host: elsewhere.test/path'],
    ['somebody', 'Host: me@elsewhere.test'],
    ['a port that is none', 'Host: elsewhere.test:port'],
    ['too large a port', 'Host: elsewhere.test:99999'],
    ['a number that is no address', 'Host: 999.999.999.999'],
    ['half an address', 'Host: [::1'],
    ['nothing', 'Host: '],
    ['no host at all', 'Accept: */*'],
  ])('a Host that is %s', async (_name, host) => {
    for (const line of ['GET /sign-in', 'GET /api/me', 'GET /api/auth/csrf']) {
      expect(await sendRaw(server.port, [head(line, host, close)])).toMatchObject({ status: 400 });
    }
  });

  it.each([
    ['is not JSON', json, '{"email": '],
    ['is null', json, 'null'],
    ['is a number', json, '5'],
    ['has other shapes', json, '{"email": {"a": 1}, "password": [2], "csrfToken": {}, "callbackUrl": 7}'],
    [
      'has the character zero',
      form,
      'email=a%00%40b.test&password=%00&csrfToken=%00&callbackUrl=%00&json=true',
    ],
    ['is broken UTF-8', form, 'email=%E0%A4%A&password=%ff'],
    ['is of no known type', 'text/x', 'email=a'],
  ])('a sign-in whose body %s', async (_name, type, body) => {
    for (const action of ['callback/credentials', 'signin/credentials', 'signout', '_log', 'callback/x']) {
      const { status } = await post(`/api/auth/${action}`, type, body);
      expect([action, status < 500]).toEqual([action, true]);
    }
  });

  it('a sign-in that leads elsewhere, or nowhere', async () => {
    const answer = await send('GET /api/auth/csrf');
    const token = /"csrfToken":"(\w+)"/.exec(answer.text)?.[1] ?? '';
    const cookies = [...answer.text.matchAll(/^set-cookie: ([^;]*next-auth[^;]*)/gim)].map(
      ([, pair]) => pair,
    );
    const enter = (callbackUrl: string, cookie = cookies.join('; ')) => {
      const fields = { csrfToken: token, email: 'nobody@people.test', password: 'x', callbackUrl };
      const body = new URLSearchParams(fields).toString();
      return post('/api/auth/callback/credentials', form, body, `Cookie: ${cookie}`);
    };
    for (const callbackUrl of [
      'javascript:alert(1)',
      'x\n{"level":30}',
      'https://elsewhere.test/',
      '//x',
      '\\\\x',
    ]) {
      const { status, text } = await enter(callbackUrl);
      expect([callbackUrl, status]).toEqual([callbackUrl, 302]);
      expect(text).not.toMatch(/^location: .*elsewhere/im);
    }
    const csrf = cookies.find((cookie) => cookie?.includes('csrf-token'));
    const kept = await enter('/', `${csrf}; next-auth.callback-url=x%0A%7B%7D`);
    expect(kept).toMatchObject({
      status: 400,
      text: expect.stringMatching(/^set-cookie: next-auth.callback-url=;/im),
    });
    expect(server.output()).not.toMatch(/^\s*[{"]*level":30/m);
  });
});

describe('a server with APP_URL', () => {
  let port = 0;
  beforeAll(async () => {
    server.child.kill('SIGTERM');
    await server.code;
    ({ port } = await serve({ DATABASE_URL: databaseUrl, APP_URL: 'http://duet.example.org' }));
  }, 60_000);
  const ask = (path: string, host: string) => sendRaw(port, [head(`GET ${path}`, `Host: ${host}`, close)]);

  it('answers under that address, and to this machine under its own', async () => {
    for (const host of ['duet.example.org', 'Duet.Example.org:80', `127.0.0.1:${port}`, 'localhost']) {
      expect([host, (await ask('/sign-in', host)).status]).toEqual([host, 200]);
    }
  });

  it('does not answer under any other', async () => {
    for (const host of [
      'elsewhere.test',
      'duet.example.org:8080',
      'duet.example.org.elsewhere.test',
      '10.0.0.1',
    ]) {
      for (const path of ['/sign-in', '/api/me', '/api/auth/csrf', '/icon.svg']) {
        const answer = await ask(path, host);
        expect([host, path, answer.status]).toEqual([host, path, 421]);
        expect(answer.text).toContain('This server is not served under this address.');
      }
    }
  });

  it('tells everybody how it is', async () => {
    expect(await ask('/api/health', '10.1.2.3:3000')).toMatchObject({ status: 200 });
  });
});
