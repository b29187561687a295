import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { refusePage } from '@/lib/server/people/page-budgets';
import { makeSignInCookie } from '@/lib/server/people/sign-in-token';

let nowMs = 0;
beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
});
afterEach(() => {
  vi.restoreAllMocks();
});

function ask(address: string, url = '/sign-in', cookie = '') {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { url, headers: { 'x-forwarded-for': address, cookie } });
  return refusePage(request);
}

const askOften = async (count: number, ...of: Parameters<typeof ask>) =>
  (await Promise.all(Array.from({ length: count }, () => ask(...of)))).filter((refusal) => refusal !== null);

async function cookieOf(userId: string): Promise<string> {
  const expiresAt = new Date(Date.now() + 60_000);
  return (await makeSignInCookie({ id: `sign-in of ${userId}`, userId, expiresAt })).split(';')[0] ?? '';
}

it('never refuses a school of a thousand behind one address, six pages each at once', async () => {
  expect(await askOften(6_000, '192.0.2.7')).toEqual([]);
});

it('refuses pages without end of an address, and of no other, until time has passed', async () => {
  expect(await askOften(6_500, '192.0.2.8')).not.toEqual([]);
  expect(await ask('192.0.2.8', '/join')).toMatchObject({
    code: 'too-fast',
    message: expect.stringMatching(/\. Please wait \d+ seconds and try again\.$/),
    retryAfterSeconds: expect.any(Number),
  });
  expect(await ask('192.0.2.9')).toBeNull();
  // Files that pages are made of are none.
  expect(await ask('192.0.2.8', '/_next/static/chunks/main.js')).toBeNull();
  nowMs += 10_000;
  expect(await ask('192.0.2.8')).toBeNull();
});

it('counts who is signed in by person, wherever they are, and a forged cookie as nobody’s', async () => {
  const [eve, ada] = [await cookieOf('eve'), await cookieOf('ada')];
  expect(await askOften(650, '192.0.2.10', '/', eve)).not.toEqual([]);
  expect(await ask('192.0.2.11', '/', eve)).toMatchObject({ code: 'too-fast' });
  expect(await ask('192.0.2.10', '/', ada)).toBeNull();
  await askOften(6_500, '192.0.2.12');
  expect(await ask('192.0.2.12', '/', `${ada}x`)).toMatchObject({ code: 'too-fast' });
  expect(await ask('192.0.2.12', '/', ada)).toBeNull();
});
