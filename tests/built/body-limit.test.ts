import { rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDatabase } from '@/lib/server/database/migrate';
import { killAll, serve } from '../support/commands';
import { makeSqliteFolder } from '../support/database-servers';
import { chunk, head, lastChunk, sendRaw } from '../support/raw-request';

const limit = 64 * 1024;
const formLimit = 1024 * 1024;
const wholeDisk = 600_000_000_000;
/** What the server discards, and what the buffers of both ends of a connection may hold. */
const largestBuffers = 32 * 1024 * 1024;
const piece = 'x'.repeat(16 * 1024);

let folder = '';
let port = 0;
const common = () => [`Host: 127.0.0.1:${port}`, `Origin: http://127.0.0.1:${port}`, 'Connection: close'];

/** Where bodies go, and how many bytes they may have. */
const places = [
  {
    name: 'the JSON interface',
    path: '/api/accounts',
    headers: ['Content-Type: application/json'],
    most: limit,
  },
  {
    name: 'next-auth',
    path: '/api/auth/callback/credentials',
    headers: ['Content-Type: application/x-www-form-urlencoded'],
    most: limit,
  },
  { name: 'a page', path: '/sign-in', headers: ['Content-Type: text/plain'], most: limit },
  {
    name: 'a call that only says it is an action',
    path: '/api/accounts',
    headers: ['Content-Type: application/json', 'Next-Action: 7f00'],
    most: limit,
  },
  {
    name: 'a server action',
    path: '/sign-in',
    headers: ['Content-Type: text/plain', `Next-Action: ${'7f'.padEnd(42, '0')}`],
    most: formLimit,
  },
  {
    name: 'a form posted to a page',
    path: '/sign-in',
    headers: ['Content-Type: multipart/form-data; boundary=b'],
    most: formLimit,
  },
];

beforeAll(async () => {
  const made = await makeSqliteFolder();
  folder = made.folder;
  await migrateDatabase(made.url);
  ({ port } = await serve({ DATABASE_URL: made.url }));
}, 120_000);
afterAll(() => {
  killAll();
  rmSync(folder, { recursive: true });
});

function* endlessly(first: string, again: string): Generator<string> {
  yield first;
  while (true) yield again;
}

function* chunks(bytes: number): Generator<string> {
  for (let left = bytes; left > 0; left -= piece.length) yield chunk(piece.slice(0, left));
  yield lastChunk;
}

describe.each(places)('the body of a request to $name', ({ path, headers, most }) => {
  const post = (...length: string[]) => head(`POST ${path}`, ...common(), ...headers, ...length);
  const tooLarge = { status: 413, text: expect.stringContaining(`larger than ${most / 1024} KB.`) };

  it('is refused before it arrives where its length is declared', async () => {
    const answer = await sendRaw(port, [post(`Content-Length: ${most + 1}`)]);
    expect(answer).toMatchObject(tooLarge);
  });

  it('is refused to a client that sends half a megabyte more before it reads', async () => {
    const more = most + 512 * 1024;
    const declared = await sendRaw(port, [post(`Content-Length: ${more}`), 'x'.repeat(more)]);
    expect(declared).toMatchObject(tooLarge);
    const chunked = await sendRaw(port, [post('Transfer-Encoding: chunked'), ...chunks(more)]);
    expect(chunked).toMatchObject(tooLarge);
  });

  it('is not read on where the client never stops sending', async () => {
    const declared = await sendRaw(port, endlessly(post(`Content-Length: ${wholeDisk}`), piece));
    const chunked = await sendRaw(port, endlessly(post('Transfer-Encoding: chunked'), chunk(piece)));
    // Closing the connection may overtake the answer; what counts is that it is closed.
    expect([0, 413]).toContain(declared.status);
    expect([0, 413]).toContain(chunked.status);
    expect(Math.max(declared.sent, chunked.sent)).toBeLessThan(largestBuffers);
  });

  it('is refused one byte above the limit in chunks, and read at the limit', async () => {
    const above = await sendRaw(port, [post('Transfer-Encoding: chunked'), ...chunks(most + 1)]);
    expect(above).toMatchObject(tooLarge);
    const chunked = await sendRaw(port, [post('Transfer-Encoding: chunked'), ...chunks(most)]);
    const declared = await sendRaw(port, [post(`Content-Length: ${most}`), 'x'.repeat(most)]);
    expect(declared.status).toBeGreaterThan(0);
    expect(declared.status).not.toBe(413);
    expect(chunked.status).toBe(declared.status);
  });
});

it('hands on a chunked body whole, to the JSON interface and to next-auth', async () => {
  const enter = (path: string, type: string, body: string) =>
    sendRaw(port, [
      head(`POST ${path}`, ...common(), `Content-Type: ${type}`, 'Transfer-Encoding: chunked'),
      ...Array.from(body, chunk),
      lastChunk,
    ]);
  const account = { code: 'ZZZZZZ', name: 'Eve', email: 'eve@people.test', password: 'long enough, this' };
  const joined = await enter('/api/accounts', 'application/json', JSON.stringify(account));
  expect(joined).toMatchObject({ status: 404, text: expect.stringContaining('No class takes new people') });
  const signedIn = await enter('/api/auth/callback/credentials', 'application/json', '{"email": ');
  expect(signedIn).toMatchObject({ status: 400, text: expect.stringContaining('The body is not JSON.') });
});

// Side by side: each of them waits for the server's patience to end.
it.concurrent.each([
  ['head', () => 'POST /api/accounts HTTP/1.1\r\nHost: 127.0.0.1\r\n'],
  ['body', () => head('POST /api/accounts', ...common(), 'Content-Length: 1000')],
  ['chunk', () => head('POST /sign-in', ...common(), 'Transfer-Encoding: chunked') + chunk('x')],
])('cuts off a client that never sends the rest of its %s', { timeout: 90_000 }, async (_part, bytes) => {
  expect(await sendRaw(port, [bytes()])).toMatchObject({ status: 408 });
});

it.concurrent('keeps a connection that waits longer for its next request than a head may take', {
  timeout: 90_000,
}, async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = () =>
    new Promise<number | undefined>((resolve, reject) => {
      get({ port, host: '127.0.0.1', path: '/api/health', agent }, (answer) => {
        const { localPort } = answer.socket;
        answer.resume().once('end', () => resolve(localPort));
      }).once('error', reject);
    });
  const first = await ask();
  await pause(15_000);
  expect(await ask()).toBe(first);
  agent.destroy();
});
