import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, useDatabase } from '@/lib/server/database/db';
import { migrateDatabase } from '@/lib/server/database/migrate';
import { killAll, serve } from '../support/commands';
import { makeSqliteFolder } from '../support/database-servers';
import { seedClass, type TestClass } from '../support/pairs';
import { hashFor } from '../support/people';
import { head, sendRaw } from '../support/raw-request';

const password = 'a password that only tests know';
let folder = '';
let databaseUrl = '';
let made: TestClass;
let port = 0;
let origin = '';

beforeAll(async () => {
  ({ folder, url: databaseUrl } = await makeSqliteFolder());
  await migrateDatabase(databaseUrl);
  await useDatabase(databaseUrl);
  made = await seedClass({ students: 2, passwordHash: await hashFor('tests', password) });
  await closeDatabase();
}, 60_000);
afterAll(() => {
  killAll();
  rmSync(folder, { recursive: true });
});

async function signInAs(email: string): Promise<string> {
  const csrf = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookie = csrf.headers.getSetCookie().map((line) => line.split(';')[0]);
  const signedIn = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { origin, cookie: cookie.join('; ') },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  });
  expect(signedIn.status).toBe(200);
  return signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

/** What every answer carries. */
const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'x-request-id': expect.stringMatching(/^[\w-]{12}$/),
};
const ofData = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const ofPages =
  /^default-src 'self'; script-src 'self' 'nonce-[\w+/=]{24}'; style-src 'self' 'nonce-[\w+/=]{24}'; /;

const headersOf = (answer: Response) => Object.fromEntries(answer.headers);

describe('every answer', () => {
  let ada = '';
  let grace = '';
  beforeAll(async () => {
    ({ port } = await serve({ DATABASE_URL: databaseUrl }));
    origin = `http://127.0.0.1:${port}`;
    ada = await signInAs(made.students[0]?.email ?? '');
    grace = await signInAs(made.instructor.email);
  }, 120_000);
  const ask = (path: string, cookie = '') =>
    fetch(`${origin}${path}`, { headers: { cookie }, redirect: 'manual' });

  it('of a page carries a policy that lets nothing run but what is ours', async () => {
    const pages = [
      '/',
      '/sign-in',
      '/join',
      '/join/ABCDEF',
      '/nothing',
      '/set-password/x',
      `/sections/${made.sectionId}`,
    ];
    const nonces = new Set<string>();
    for (const path of pages) {
      const answer = await ask(path, path.startsWith('/sections') ? ada : '');
      const headers = headersOf(answer);
      expect([path, headers]).toMatchObject([path, always]);
      const policy = headers['content-security-policy'] ?? '';
      expect(policy).toMatch(ofPages);
      expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toMatch(/unsafe|\*|http:|https:/);
      for (const more of [
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ]) {
        expect(policy).toContain(more);
      }
      const [, ofScripts = '', ofStyles = ''] = /'nonce-(.+?)'.*'nonce-(.+?)'/.exec(policy) ?? [];
      for (const nonce of [ofScripts, ofStyles]) nonces.add(nonce);
      const html = await answer.text();
      const tags = html.match(/<(script|style)\b[^>]*>/g) ?? [];
      expect(tags.length).toBeGreaterThan(2);
      for (const tag of tags) {
        expect(tag).toContain(`nonce="${tag.startsWith('<script') ? ofScripts : ofStyles}"`);
      }
      expect(html).not.toMatch(/<[^>]*\son[a-z]+=/i);
    }
    // Each page has its own, and those of scripts differ from those of styles.
    expect(nonces.size).toBe(2 * pages.length);
  });

  it('of the JSON interface carries one that lets nothing run at all', async () => {
    const { sectionId } = made;
    const answers = [
      ['JSON', 200, await ask('/api/me', ada)],
      ['a table', 200, await ask(`/api/sections/${sectionId}/results.csv`, grace)],
      ['next-auth', 200, await ask('/api/auth/csrf')],
      ['a refusal', 401, await ask('/api/me')],
      ['what is missing', 404, await ask('/api/nothing', ada)],
      ['a redirect', 302, await ask('/api/auth/signin')],
    ] as const;
    for (const [name, status, answer] of answers) {
      expect([name, answer.status, headersOf(answer)]).toMatchObject([
        name,
        status,
        { ...always, 'content-security-policy': ofData },
      ]);
    }
  });

  it('of an event stream carries it once', async () => {
    const started = await fetch(`${origin}/api/pair-sessions`, {
      method: 'POST',
      headers: { origin, cookie: ada, 'content-type': 'application/json' },
      body: JSON.stringify({ assignmentId: made.assignmentId }),
    });
    const { id } = (await started.json()) as { id: string };
    const stream = await ask(`/api/pair-sessions/${id}/events`, ada);
    expect([stream.status, headersOf(stream)]).toMatchObject([
      200,
      { ...always, 'content-security-policy': ofData, 'content-type': 'text/event-stream' },
    ]);
    await stream.body?.cancel();
  });

  it('of a file, and of a request that is refused before anybody reads it', async () => {
    const icon = await ask('/icon.svg');
    expect([icon.status, headersOf(icon)]).toMatchObject([200, always]);
    const [, file = ''] =
      /src="(\/_next\/static\/[^"]+\.js)"/.exec(await (await ask('/sign-in')).text()) ?? [];
    const script = await ask(file);
    expect([script.status, headersOf(script)]).toMatchObject([200, always]);
    const host = `Host: 127.0.0.1:${port}`;
    for (const line of [
      head('GET /join/%FF', host, 'Connection: close'),
      head('POST /api/accounts', host, 'Connection: close', `Content-Length: ${10 ** 9}`),
    ]) {
      const { text } = await sendRaw(port, [line]);
      expect(text).toMatch(/^x-content-type-options: nosniff\r$/im);
      expect(text).toMatch(/^content-security-policy: default-src '/im);
    }
  });

  it('holds no policy that a client has brought along', async () => {
    const theirs = "script-src 'nonce-theirs' 'unsafe-inline'";
    const answer = await fetch(`${origin}/sign-in`, {
      headers: {
        'content-security-policy': theirs,
        'content-security-policy-report-only': theirs,
        'x-style-nonce': 'theirs',
      },
    });
    expect(await answer.text()).not.toContain('theirs');
    expect(headersOf(answer)).not.toHaveProperty('strict-transport-security');
  });
});

it('tells browsers to stay with https where APP_URL begins with it', async () => {
  killAll();
  const server = await serve({ DATABASE_URL: databaseUrl, APP_URL: 'https://duet.example.org' });
  for (const path of ['/sign-in', '/api/health']) {
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`);
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
  }
}, 60_000);
