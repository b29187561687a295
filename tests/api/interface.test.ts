import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Doc } from 'yjs';
import { newId } from '@/lib/server/database/ids';
import type { Viewer } from '@/lib/server/people/viewer';
import { calls, nowhere } from '../support/access';
import { type Call, call, fingerprint, routesOfApp } from '../support/api-calls';
import { onEveryDatabase } from '../support/databases';
import { ask } from '../support/interface';
import { seedPair, type TestPair } from '../support/pairs';
import { signInAs } from '../support/people';
import { endUnheard } from '../support/sign-ins';
import { declaresTooMany, editOf, toBase64 } from '../support/text-edits';

vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough';
});

/** What the interface promises to other programs: method and path. */
const promised = [
  'get /api/health',
  'get /api/me',
  'get /api/openapi.json',
  'post /api/pair-sessions',
  'post /api/pair-sessions/join',
  'post /api/pair-sessions/{id}/seats',
  'get /api/pair-sessions/{id}',
  'post /api/pair-sessions/{id}/ops',
  'post /api/pair-sessions/{id}/submissions',
  'post /api/pair-sessions/{id}/reveals',
  'get /api/pair-sessions/{id}/events',
  'post /api/pair-sessions/{id}/hand-ins',
  'get /api/sections/{id}/results',
  'get /api/sections/{id}/results.csv',
  'post /api/pair-sessions/{id}/decisions',
  'post /api/submissions/{id}/overrides',
];

/** The calls that may answer from memory who asks. Every other one reads the sign-in from the database. */
const remembered = [
  'get /api/pair-sessions/{id}',
  'get /api/pair-sessions/{id}/events',
  'get /api/pair-sessions/{id}/texts',
  'post /api/pair-sessions/{id}/cancellations',
  'post /api/pair-sessions/{id}/driver-changes',
  'post /api/pair-sessions/{id}/hand-ins',
  'post /api/pair-sessions/{id}/new-numbers',
  'post /api/pair-sessions/{id}/ops',
  'post /api/pair-sessions/{id}/presence',
  'post /api/pair-sessions/{id}/reveals',
  'post /api/pair-sessions/{id}/submissions',
];

/** A body of the right shape for every call that takes one; the ids in it belong to nothing. */
const bodies = Object.fromEntries(
  Object.entries(calls).flatMap(([route, { body }]) => (body ? [[route, body(nowhere)]] : [])),
);

async function cookieOf(person: Viewer): Promise<string> {
  const { cookie } = await signInAs(person, new Date());
  return cookie.split(';')[0] ?? '';
}

async function describedRoutes(): Promise<string[]> {
  const { paths } = (await (await call('get /api/openapi.json')).json()) as { paths: Record<string, object> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
}

/** Next-auth's own calls, which it describes and checks by itself. */
const ofNextAuth = ['get /api/auth/{action}', 'post /api/auth/{action}'];

const withBody = Object.keys(bodies).filter(
  (route) => route !== 'post /api/sign-out' && !ofNextAuth.includes(route),
);

describe('the description of the interface', () => {
  it('names every call there is, and every call that is promised', async () => {
    const described = await describedRoutes();
    const all = [...described, 'get /api/openapi.json', ...ofNextAuth];
    expect(all.sort()).toEqual(routesOfApp().sort());
    expect(routesOfApp()).toEqual(expect.arrayContaining(promised));
  });

  it('says of every call that changes something what body it takes', async () => {
    const mutations = routesOfApp().filter((route) => route.startsWith('post'));
    expect(mutations.sort()).toEqual(Object.keys(bodies).sort());
    expect(routesOfApp().filter((route) => !/^(get|post) /.test(route))).toEqual([]);
  });
});

onEveryDatabase((_kind, makeDatabase) => {
  let pair: TestPair;
  let foreign: TestPair;
  let ada: string;

  beforeAll(async () => {
    await makeDatabase();
    pair = await seedPair();
    foreign = await seedPair();
    ada = await cookieOf(pair.ada);
  });

  const at = (route: string, id: string) => route.replace('{id}', id);

  it('answers from memory who asks in the calls of a pair at work, and in no other', async () => {
    // The clock stands still: what is remembered stays so for the whole test.
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { cookie: line, id } = await signInAs(pair.ada, new Date());
      const [cookie] = line.split(';');
      const route = `get /api/pair-sessions/${pair.pairSessionId}`;
      expect((await call(route, { cookie })).status).toBe(200);
      await endUnheard(id);
      const answered: string[] = [];
      for (const route of routesOfApp().filter((one) => calls[one]?.who !== 'anybody')) {
        // A pair session of others: who asks is settled before, and nothing changes.
        const answer = await call(at(route, foreign.pairSessionId), { body: bodies[route], cookie });
        if (answer.status !== 401) answered.push(route);
      }
      expect(answered.sort()).toEqual(remembered);
      expect((await call('get /api/no-such-thing', { cookie })).status).toBe(401);
    } finally {
      vi.useRealTimers();
    }
  });

  it('answers what belongs to others byte for byte as what does not exist', async () => {
    const submission = await call(`post /api/pair-sessions/${foreign.pairSessionId}/submissions`, {
      body: { partId: '1b', response: 'low', token: 'mine' },
      cookie: await cookieOf(foreign.ada),
    });
    const { id: submissionId } = (await submission.json()) as { id: string };
    const missing = await fingerprint(await call('get /api/no-such-thing', { cookie: ada }));
    expect(missing).toMatchObject({ status: 404 });
    const routes = routesOfApp().filter((route) => route.includes('{id}'));
    expect(routes.length).toBeGreaterThan(12);
    for (const route of routes) {
      const foreignId = route.includes('/sections/')
        ? foreign.sectionId
        : route.includes('/submissions/{id}')
          ? submissionId
          : foreign.pairSessionId;
      for (const id of [foreignId, newId(), 'x', '%00', "'", '..%2f']) {
        const query = route.endsWith('/texts')
          ? '?path=1a'
          : route.endsWith('/review-queue')
            ? `?assignmentId=${foreign.assignmentId}&partId=1b`
            : '';
        const answer = await call(at(route, id) + query, { body: bodies[route], cookie: ada });
        expect({ route, id, ...(await fingerprint(answer)) }).toEqual({ route, id, ...missing });
      }
    }
    const create = (assignmentId: string) =>
      call('post /api/pair-sessions', { body: { assignmentId }, cookie: ada }).then(fingerprint);
    expect(await create(foreign.assignmentId)).toEqual(await create(newId()));
  });

  it('answers a foreign code as one that nobody has', async () => {
    const lonely = await seedPair({ policy: { maxSeats: 3 } });
    const view = await call(`get /api/pair-sessions/${lonely.pairSessionId}`, {
      cookie: await cookieOf(lonely.ada),
    });
    const { code } = (await view.json()) as { code: string };
    const join = (typed: string) =>
      call('post /api/pair-sessions/join', { body: { code: typed }, cookie: ada }).then(fingerprint);
    expect(code).toMatch(/^[ABCDEFGHJKMNPQRSTUVWXYZ23456789]{6}$/);
    expect(await join(code)).toEqual(await join('ZZZZZZ'));
    expect(await join(code)).toMatchObject({ status: 404, body: expect.stringContaining('no-such-code') });
  });

  it('answers 400 to a body that is not JSON, not called JSON or not of the shape', async () => {
    const bad: [string, Call][] = [
      ['not JSON', { rawBody: '{' }],
      ['empty', { rawBody: '' }],
      ['a list', { body: [] }],
      ['null', { body: null }],
      [
        'of numbers',
        { body: { ops: 1, partId: 1, code: 1, email: 1, path: 1, driverSeatId: 1, earned: 'x' } },
      ],
    ];
    for (const route of withBody) {
      const right = JSON.stringify(bodies[route]);
      const all: [string, Call][] = [
        ...bad,
        ['text', { rawBody: right, headers: { 'content-type': 'text/plain' } }],
        ['a form', { rawBody: right, headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
      ];
      for (const [what, sent] of all) {
        // Everything in this body may be left out.
        if (/\/(leave|return|split|keys|removal)$/.test(route) && what === 'of numbers') continue;
        const answer = await call(at(route, pair.pairSessionId), { ...sent, cookie: ada });
        expect([route, what, answer.status, await answer.json()]).toEqual([
          route,
          what,
          400,
          { code: 'bad-request', message: expect.any(String) },
        ]);
      }
    }
  });

  it('answers 400 to what no database can keep, and takes everything else that people type', async () => {
    const ops = (value: string) => ({
      rawBody: `{"ops":[{"opId":${JSON.stringify(newId())},"path":"1a","base":0,"value":${value}}]}`,
      cookie: ada,
    });
    const route = `post /api/pair-sessions/${pair.pairSessionId}/ops`;
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    const bad = ['"a\\u0000b"', '"\\ud83d"', '"\\ude00 alone"', '"\\ud83d\\u0041"', '"\\\\\\u0000"', deep];
    for (const value of bad) expect([value, (await call(route, ops(value))).status]).toEqual([value, 400]);
    for (const value of ['"\\\\u0000"', '"\\ud83d\\ude00"', '"🦉 \\" \\\\"', '"[[[[[[[[[[[[[[[[[[[["']) {
      expect([value, (await call(route, ops(value))).status]).toEqual([value, 200]);
    }
    const submit = { partId: '1b', token: newId(), response: 'x' };
    const rawBody = JSON.stringify(submit).replace('"x"', deep);
    const submitted = await call(route.replace('/ops', '/submissions'), { rawBody, cookie: ada });
    expect(submitted.status).toBe(400);
  });

  it('answers 400 to a value that cannot be stored as it was sent, so that a pair can be split', async () => {
    const fresh = await seedPair();
    const cookie = await cookieOf(fresh.ada);
    const route = `post /api/pair-sessions/${fresh.pairSessionId}/ops`;
    for (const path of ['1b', '1-level']) {
      for (const value of ['null', '1e999', '[1, -1e999]', '{"a": [1e999]}']) {
        const rawBody = `{"ops":[{"opId":"${newId()}","path":"${path}","base":0,"value":${value}}]}`;
        const answer = await call(route, { rawBody, cookie });
        expect([path, value, answer.status]).toEqual([path, value, 400]);
      }
    }
    const split = await call(`post /api/pair-sessions/${fresh.pairSessionId}/split`, {
      body: {},
      cookie: await cookieOf(fresh.instructor),
    });
    expect(split.status).toBe(200);
  });

  it('refuses to change anything for a request from another origin, from none and from null', async () => {
    const foreignOrigins: Record<string, string>[] = [
      { origin: 'http://evil.test' },
      { origin: 'http://duet.test.evil.test' },
      { origin: 'http://duet.test:81' },
      { origin: 'null' },
      { origin: '' },
    ];
    for (const route of Object.keys(bodies)) {
      const path = at(route, pair.pairSessionId);
      for (const headers of foreignOrigins) {
        const answer = await call(path, { body: bodies[route], cookie: ada, headers });
        expect([route, headers.origin, answer.status]).toEqual([route, headers.origin, 403]);
      }
      const [, address = ''] = path.split(' ');
      const missing = await ask(address, {
        method: 'POST',
        headers: { host: 'duet.test', cookie: ada, 'content-type': 'application/json' },
        body: JSON.stringify(bodies[route]),
      });
      expect([route, missing.status, await missing.json()]).toEqual([
        route,
        403,
        { code: 'foreign-origin', message: expect.any(String) },
      ]);
    }
    expect((await call('get /api/me', { cookie: ada })).status).toBe(200);
  });

  it('answers 400 to text edits that declare more than they hold or hide something, and takes an honest one beside it', async () => {
    const route = `post /api/pair-sessions/${pair.pairSessionId}/ops`;
    const attack = Array.from({ length: 64 }, (_, index) => ({
      opId: `attack-${index}`,
      path: '1d',
      textUpdate: toBase64(declaresTooMany),
    }));
    const honest = editOf(new Doc(), (doc) => doc.getText('text').insert(0, 'low'));
    const hidden = editOf(new Doc(), (doc) => doc.getMap('hidden').set('a', 1));
    const [refused, refusedToo, taken] = await Promise.all([
      call(route, { body: { ops: attack }, cookie: ada }),
      call(route, {
        body: { ops: [{ opId: 'hidden', path: '1d', textUpdate: toBase64(hidden) }] },
        cookie: ada,
      }),
      call(route, {
        body: { ops: [{ opId: 'beside', path: '1d', textUpdate: toBase64(honest) }] },
        cookie: await cookieOf(pair.alan),
      }),
    ]);
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { code: 'bad-request', message: expect.any(String) },
    ]);
    expect(refusedToo.status).toBe(400);
    expect([taken.status, await taken.json()]).toMatchObject([200, { accepted: ['beside'] }]);
    const view = await call(`get /api/pair-sessions/${pair.pairSessionId}`, { cookie: ada });
    expect(await view.json()).toMatchObject({ fields: { '1d': { value: 'low' } } });
  });

  it('lets nobody keep an answer', async () => {
    for (const route of [
      'get /api/me',
      `get /api/pair-sessions/${pair.pairSessionId}`,
      'get /api/no-such-thing',
    ]) {
      const answer = await call(route, { cookie: ada });
      expect(answer.headers.get('cache-control'), route).toBe('private, no-store');
    }
  });
});
