import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { inTurn } from '@/lib/api/heavy-requests';
import { signInCookieName } from '@/lib/server/people/cookies';

const results = '/sections/a/results';
/** Requests that were handed on, in order, and are not answered yet. */
let open: { url: string; response: ServerResponse }[] = [];
const server = createServer((request, response) => {
  inTurn(request, response, () => open.push({ url: request.url ?? '', response }));
});
let origin = '';

beforeEach(async () => {
  open = [];
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

function ask(url: string, signIn: string): Promise<Response> {
  return fetch(origin + url, { headers: { cookie: `${signInCookieName()}=${signIn}; other=${url}` } });
}

const untilOpen = (count: number) => vi.waitFor(() => expect(open).toHaveLength(count), { timeout: 10_000 });

async function answerAll(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    await untilOpen(at + 1);
    open[at]?.response.end('done');
  }
}

it('hands on requests for results of a class one at a time, and all others at once', async () => {
  const asked = [
    '/sections/a/results?assignment=b',
    '/api/sections/a/results',
    '/api/sections/b/results.csv',
  ];
  const answers = Promise.all(asked.map((url) => ask(url, 'grace')));
  await untilOpen(1);
  const others = ['/sections/a', '/sections/a/results/b', '/api/me'].map((url) => ask(url, 'ada'));
  await untilOpen(4);
  for (const { response } of open.slice(1)) response.end();
  await Promise.all(others);
  expect(open.map(({ url }) => url).filter((url) => asked.includes(url))).toHaveLength(1);
  open[0]?.response.end();
  await untilOpen(5);
  open[4]?.response.end();
  await untilOpen(6);
  open[5]?.response.end();
  expect((await answers).map(({ status }) => status)).toEqual([200, 200, 200]);
});

it('refuses a sign-in that asks for more than it can read, with a sentence, and nobody else', async () => {
  const running = ask(results, 'grace');
  await untilOpen(1);
  const waiting = Array.from({ length: 5 }, () => ask(results, 'grace'));
  const refused = await Promise.race(waiting);
  expect([refused.status, refused.headers.get('retry-after'), await refused.text()]).toEqual([
    429,
    '5',
    expect.stringContaining('Please wait a moment.'),
  ]);
  const asJson = await ask('/api/sections/a/results', 'grace');
  expect([asJson.status, await asJson.json()]).toEqual([429, { code: 'busy', message: expect.any(String) }]);
  const other = ask(results, 'edith');
  await answerAll(6);
  expect((await other).status).toBe(200);
  expect((await running).status).toBe(200);
  const statuses = (await Promise.all(waiting)).map(({ status }) => status).sort();
  expect(statuses).toEqual([200, 200, 200, 200, 429]);
});

it('goes on with the next where a client has gone or does not read its answer', async () => {
  const leaves = new AbortController();
  const gone = fetch(origin + results, { signal: leaves.signal }).catch(() => 'gone');
  await untilOpen(1);
  const stalled = ask(results, 'grace');
  const next = ask(results, 'ada');
  leaves.abort();
  expect(await gone).toBe('gone');
  // The second is never answered.
  await untilOpen(3);
  open[2]?.response.end();
  expect((await next).status).toBe(200);
  open[1]?.response.end();
  expect((await stalled).status).toBe(200);
});
