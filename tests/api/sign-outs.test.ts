import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { database } from '@/lib/server/database/db';
import { pingDatabase } from '@/lib/server/database/health';
import { write } from '@/lib/server/database/writer';
import { makeOneTimeCode } from '@/lib/server/people/one-time-codes';
import { makeSeatCookie } from '@/lib/server/people/seat-cookies';
import { startSignIn } from '@/lib/server/people/sign-ins';
import { endStreamsWithoutSignIn } from '@/lib/server/people/signed-in-streams';
import type { Viewer } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../support/databases';
import { ask } from '../support/interface';
import { seedPair, type TestPair, value } from '../support/pairs';
import { origin, signInAs } from '../support/people';
import { cutNotices, endUnheard, hearing, tellFromElsewhere } from '../support/sign-ins';

vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough';
});

const { recorded, sentStatements } = await vi.hoisted(() => import('../support/recorded-statements'));
vi.mock('@/lib/generated/sqlite/client', async (importOriginal) => recorded(await importOriginal()));
vi.mock('@/lib/generated/postgresql/client', async (importOriginal) => recorded(await importOriginal()));

/** Runs when a feed has begun and its stream is not registered yet. */
const opening = vi.hoisted(() => ({ before: async () => {} }));
vi.mock('@/lib/server/pair/feed-pair-events', async (importOriginal) => {
  const original = await importOriginal<typeof import('@/lib/server/pair/feed-pair-events')>();
  const feedPairEvents: typeof original.feedPairEvents = async (...given) => {
    const feed = await original.feedPairEvents(...given);
    await opening.before();
    return feed;
  };
  return { ...original, feedPairEvents };
});

interface Stream {
  hasEnded: boolean;
  heard: string;
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>;
  leave(): Promise<void>;
}

const open: Stream[] = [];

const soon = { timeout: 10_000 };

/** How often sign-ins were read since the list was emptied. */
const lookUps = () => sentStatements.filter((sql) => /FROM [^ ]*SignIn/.test(sql)).length;

onEveryDatabase((kind, makeDatabase) => {
  let pair: TestPair;
  let ada: { id: string; cookie: string };
  let alan: { id: string; cookie: string };

  beforeAll(async () => {
    await makeDatabase();
    await hearing();
  });
  beforeEach(async () => {
    // The clock stands still and no sweep comes by itself, so that nothing but the event under test ends a stream.
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
    pair = await seedPair();
    ada = await signedIn(pair.ada);
    alan = await signedIn(pair.alan);
  });
  afterEach(async () => {
    opening.before = async () => {};
    await Promise.all(open.splice(0).map((stream) => stream.leave()));
    vi.useRealTimers();
  });

  async function signedIn(person: Viewer): Promise<{ id: string; cookie: string }> {
    const { id, cookie } = await signInAs(person, new Date());
    return { id, cookie: cookie.split(';')[0] ?? '' };
  }

  const at = (resource = '') => `/api/pair-sessions/${pair.pairSessionId}${resource}`;
  const get = (path: string, cookie: string) => ask(path, { headers: { host: 'duet.test', cookie } });
  const post = (path: string, cookie: string, body: unknown = {}) =>
    ask(path, {
      method: 'POST',
      headers: { host: 'duet.test', origin, 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });

  /** Opens an event stream and reads all that comes. */
  async function listen(cookie: string): Promise<Stream> {
    const answer = await get(at('/events'), cookie);
    expect(answer.status).toBe(200);
    const reader = answer.body?.getReader();
    if (!reader) throw new Error('a stream without a body');
    const stream: Stream = {
      hasEnded: false,
      heard: '',
      ended: Promise.resolve(),
      leave: () => reader.cancel(),
    };
    const text = new TextDecoder();
    stream.ended = (async () => {
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        stream.heard += text.decode(read.value, { stream: true });
      }
      stream.hasEnded = true;
    })();
    open.push(stream);
    return stream;
  }

  async function setNewPassword(person: Viewer): Promise<void> {
    const wanted = { sectionId: pair.sectionId, userId: person.userId };
    const { code } = value(await makeOneTimeCode(pair.instructor, wanted, new Date()));
    const answer = await post('/api/passwords', '', { code, password: 'another password' });
    expect(answer.status).toBe(200);
  }

  async function adaAndAlanAtOneScreen(): Promise<{ cookie: string; alansSignInId: string }> {
    const view = await (await get(at(), alan.cookie)).json();
    const seat = view.seats.find(({ isYours }: { isYours: boolean }) => isYours);
    const signIn = await startSignIn(pair.alan.userId, 'password', new Date());
    const [seatCookie] = makeSeatCookie(seat.id, signIn, ada.id).split(';');
    return { cookie: `${ada.cookie}; ${seatCookie}`, alansSignInId: signIn.id };
  }

  it('ends all streams of a sign-in that is signed out, and those of no other', async () => {
    const another = await signedIn(pair.ada);
    const streams = [await listen(ada.cookie), await listen(ada.cookie)];
    const others = [await listen(another.cookie), await listen(alan.cookie)];
    expect((await post('/api/sign-out', ada.cookie)).status).toBe(303);
    await Promise.all(streams.map(({ ended }) => ended));
    expect(others.map(({ hasEnded }) => hasEnded)).toEqual([false, false]);
    // This is how the page learns why its stream has ended.
    expect((await get(at(), ada.cookie)).status).toBe(401);
    expect((await get(at('/events'), ada.cookie)).status).toBe(401);
    expect((await get(at(), another.cookie)).status).toBe(200);
  });

  it('ends the streams of all devices of a person with a new password, and of a screen where they have a seat', async () => {
    const another = await signedIn(pair.alan);
    const shared = await adaAndAlanAtOneScreen();
    const streams = [await listen(alan.cookie), await listen(another.cookie), await listen(shared.cookie)];
    const adas = await listen(ada.cookie);
    await setNewPassword(pair.alan);
    await Promise.all(streams.map(({ ended }) => ended));
    expect(adas.hasEnded).toBe(false);
    expect((await get(at(), alan.cookie)).status).toBe(401);
    const view = await (await get(at(), shared.cookie)).json();
    expect(view.seats.map(({ isYours }: { isYours: boolean }) => isYours)).toEqual([true, false]);
  });

  it('sends nothing more to who has signed out, also where they read slower than their partner types', async () => {
    const answer = await get(at('/events'), ada.cookie);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (!reader) throw new Error('a stream without a body');
    const next = async () => (await reader.read()).value ?? '';
    for (let heard = ''; !heard.includes('event: state') && !heard.includes('event: snapshot'); ) {
      heard = await next();
    }
    const ops = Array.from({ length: 50 }, (_, index) => ({
      opId: `${pair.pairSessionId} ${index}`,
      path: '1a',
      base: index,
      value: `${index}`,
    }));
    expect((await post(at('/ops'), alan.cookie, { ops })).status).toBe(200);
    await post('/api/sign-out', ada.cookie);
    let heard = '';
    for (let part = await next(); part !== ''; part = await next()) heard += part;
    expect(heard.split('event: op').length - 1).toBeLessThan(50);
  });

  it('ends a stream whose person signs out while it is being opened', async () => {
    opening.before = async () => void (await post('/api/sign-out', ada.cookie));
    const stream = await listen(ada.cookie);
    await stream.ended;
  });

  it.each([
    ['has ended', (id: string) => endUnheard(id)],
    [
      'has run out',
      (id: string) => write((tx) => tx.signIn.update({ where: { id }, data: { expiresAt: new Date() } })),
    ],
    [
      'was not used for two hours',
      (id: string) =>
        write((tx) =>
          tx.signIn.update({ where: { id }, data: { lastUsedAt: new Date(Date.now() - 2 * 3_600_000) } }),
        ),
    ],
    ['is not stored any more', (id: string) => write((tx) => tx.signIn.delete({ where: { id } }))],
  ])(
    'finds a stream whose sign-in %s without a notice, the own one and that of a seat',
    async (_how, lose) => {
      const shared = await adaAndAlanAtOneScreen();
      const [own, ofSeat, other] = [
        await listen(alan.cookie),
        await listen(shared.cookie),
        await listen(ada.cookie),
      ];
      await endStreamsWithoutSignIn();
      expect([own, ofSeat, other].map(({ hasEnded }) => hasEnded)).toEqual([false, false, false]);
      await lose(alan.id);
      await endStreamsWithoutSignIn();
      await own.ended;
      expect(own.heard).toMatch(/event: bye\ndata: \{"retryMs":0\}\n\n$/);
      expect([ofSeat.hasEnded, other.hasEnded]).toEqual([false, false]);
      await lose(shared.alansSignInId);
      await endStreamsWithoutSignIn();
      await ofSeat.ended;
      expect(other.hasEnded).toBe(false);
    },
  );

  it('looks for lost notices every two seconds, in one statement for all streams, while there are any', async () => {
    const first = await signedIn(pair.ada);
    const streams = [await listen(first.cookie), await listen(ada.cookie), await listen(alan.cookie)];
    await endUnheard(first.id);
    // Opening the first stream may have begun a sweep that is still under way.
    while (!streams[0]?.hasEnded) {
      vi.advanceTimersByTime(2_000);
      await pingDatabase();
    }

    await endUnheard(ada.id);
    await endUnheard(alan.id);
    sentStatements.length = 0;
    vi.advanceTimersByTime(1_999);
    // A sweep that had begun would have been sent by the time that this is answered.
    expect(await pingDatabase()).toBe(true);
    expect(lookUps()).toBe(0);
    expect(streams.map(({ hasEnded }) => hasEnded)).toEqual([true, false, false]);
    vi.advanceTimersByTime(1);
    await Promise.all(streams.map(({ ended }) => ended));
    expect(lookUps()).toBe(1);
    await expect.poll(() => vi.getTimerCount(), soon).toBe(0);
  });

  it('is not kept alive by what a page sends without its person, and is by what they do', async () => {
    const since = new Date(Date.now());
    const lastUse = async () =>
      (await database().signIn.findUniqueOrThrow({ where: { id: ada.id } })).lastUsedAt;
    const stream = await listen(ada.cookie);
    for (let hour = 0; hour < 3; hour += 1) {
      vi.setSystemTime(Date.now() + 30 * 60_000);
      expect((await get(at(), ada.cookie)).status).toBe(200);
      expect((await get(at('/texts?path=1d'), ada.cookie)).status).toBe(200);
    }
    await write(async () => {});
    expect(await lastUse()).toEqual(since);
    const usedAt = Date.now();
    expect((await post(at('/presence'), ada.cookie, { path: '1a', typing: true })).status).toBe(200);
    // Polling moves the clock.
    await expect.poll(lastUse, soon).toEqual(new Date(usedAt));
    vi.setSystemTime(usedAt + 2 * 3_600_000 - 1);
    expect((await get(at(), ada.cookie)).status).toBe(200);
    expect(stream.hasEnded).toBe(false);
    vi.setSystemTime(usedAt + 2 * 3_600_000);
    expect((await get(at(), ada.cookie)).status).toBe(401);
    expect((await post(at('/ops'), ada.cookie, { ops: [] })).status).toBe(401);
    await endStreamsWithoutSignIn();
    await stream.ended;
  });

  it('looks a person up once for the calls of five seconds', async () => {
    const presence = () => post(at('/presence'), ada.cookie, { path: null, typing: false });
    sentStatements.length = 0;
    for (let call = 0; call < 5; call += 1) expect((await presence()).status).toBe(200);
    expect(lookUps()).toBe(1);
    vi.advanceTimersByTime(5_000);
    await presence();
    expect(lookUps()).toBe(2);
  });

  if (kind === 'postgresql') {
    it('ends streams when another process tells of ended sign-ins', async () => {
      const another = await signedIn(pair.ada);
      const [first, second, other] = [
        await listen(ada.cookie),
        await listen(another.cookie),
        await listen(alan.cookie),
      ];
      await tellFromElsewhere({ signInIds: [ada.id] });
      await first.ended;
      expect(second.hasEnded).toBe(false);
      await tellFromElsewhere({ userId: pair.ada.userId });
      await second.ended;
      expect(other.hasEnded).toBe(false);
    });

    it('checks all streams once notices come again after they could not', async () => {
      const [ended, other] = [await listen(ada.cookie), await listen(alan.cookie)];
      await endUnheard(ada.id);
      await cutNotices();
      await ended.ended;
      await expect.poll(() => other.heard, soon).toContain('event: state');
      expect(other.hasEnded).toBe(false);
    });
  }
});
