import { expect, it } from 'vitest';
import type { TurnOf } from '@/lib/server/people/fair-line';
import { makeTurns } from '@/lib/server/people/password-turns';
import { ok, type Result } from '@/lib/server/result';

const limits = { atATime: 1, waiting: 2_000, ofAccount: 2 };

/** Turns whose work ends when the test says so, and the names of the work in the order in which it began. */
function tryOut(given: Partial<typeof limits> = {}) {
  const turns = makeTurns({ ...limits, ...given });
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const take = (name: string, of: Partial<TurnOf> = {}): Promise<Result<string>> =>
    turns.take({ account: name, source: 'school', isKnown: false, ...of }, async () => {
      begun.push(name);
      await new Promise<void>((end) => ends.push(end));
      return ok(name);
    });
  /** Ends work one after the other until none is left. */
  const finish = async () => {
    await new Promise((settle) => setImmediate(settle));
    for (let end = ends.shift(); end; end = ends.shift()) {
      end();
      await new Promise((settle) => setImmediate(settle));
    }
  };
  return { turns, begun, take, finish };
}

function many(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `guess ${at}`);
}

const isBusy = (result: Result<string>) => !result.ok && result.code === 'busy';

it('runs no more at a time than allowed, and all of a class in the end', async () => {
  const { begun, take, finish } = tryOut({ atATime: 2 });
  const answers = many(200).map((name) => take(name));
  await new Promise((settle) => setImmediate(settle));
  expect(begun).toHaveLength(2);
  await finish();
  expect((await Promise.all(answers)).every(({ ok: isDone }) => isDone)).toBe(true);
  expect(new Set(begun).size).toBe(200);
});

it('lets who comes from another address wait for one of 600 guesses, and not for all', async () => {
  const { begun, take, finish } = tryOut();
  const guesses = many(600).map((name) => take(name, { source: 'guesser' }));
  const real = take('ada', { source: 'home' });
  await finish();
  await Promise.all([...guesses, real]);
  expect(begun.indexOf('ada')).toBeLessThanOrEqual(2);
});

it('lets who comes from the same address after 600 guesses not wait for them', async () => {
  const { begun, take, finish } = tryOut();
  const guesses = many(600).map((name) => take(name));
  const real = take('ada');
  await finish();
  await Promise.all([...guesses, real]);
  expect(begun.indexOf('ada')).toBe(1);
});

it('lets who came first not wait for all who come later', async () => {
  const { begun, take, finish } = tryOut();
  const running = take('running');
  const first = take('ada');
  const later = many(600).map((name) => take(name));
  await finish();
  await Promise.all([running, first, ...later]);
  expect(begun.indexOf('ada')).toBe(2);
});

it('lets a known device wait for one guess, however many addresses guess', async () => {
  const { begun, take, finish } = tryOut();
  const guesses = many(600).map((name) => take(name, { source: name }));
  const real = take('ada', { source: 'her phone', isKnown: true });
  await finish();
  await Promise.all([...guesses, real]);
  expect(begun.indexOf('ada')).toBeLessThanOrEqual(2);
});

it('does not let known devices keep the turns from everybody else', async () => {
  const { begun, take, finish } = tryOut();
  const devices = many(100).map((name) => take(name, { source: name, isKnown: true }));
  const real = take('ada', { source: 'home' });
  await finish();
  await Promise.all([...devices, real]);
  expect(begun.indexOf('ada')).toBeLessThanOrEqual(2);
});

it('lets two wait for an account from one address, and others for the same account from elsewhere', async () => {
  const { take, finish } = tryOut();
  const guesses = many(5).map(() => take('ada', { source: 'guesser' }));
  const real = take('ada', { source: 'home' });
  const device = take('ada', { source: 'her phone', isKnown: true });
  await finish();
  // One ran, two waited.
  expect((await Promise.all(guesses)).map(isBusy)).toEqual([false, false, false, true, true]);
  expect([isBusy(await real), isBusy(await device)]).toEqual([false, false]);
});

it('says how long to wait where it is busy', async () => {
  const { take, finish } = tryOut({ ofAccount: 1 });
  void take('running');
  void take('ada');
  const refused = await take('ada');
  expect(refused).toMatchObject({ ok: false, code: 'busy', retryAfterSeconds: expect.any(Number) });
  await finish();
});

it('holds no more than allowed: the address that has most gives up its oldest place', async () => {
  const { turns, begun, take, finish } = tryOut({ waiting: 50 });
  void take('running');
  const guesses = many(60).map((name) => take(name, { source: 'guesser' }));
  expect(turns.waiting).toBe(50);
  const real = take('ada', { source: 'home' });
  expect(turns.waiting).toBe(50);
  await finish();
  expect((await Promise.all(guesses)).map(isBusy)).toEqual(many(60).map((_, at) => at < 11));
  expect(isBusy(await real)).toBe(false);
  expect(begun).toHaveLength(51);
});

it('gives up the place of one who came last where every address has one, and never that of a known device', async () => {
  const { take, finish } = tryOut({ waiting: 20 });
  void take('running');
  const device = take('ada', { source: 'her phone', isKnown: true });
  const guesses = many(30).map((name) => take(name, { source: name }));
  await finish();
  expect(isBusy(await device)).toBe(false);
  expect((await Promise.all(guesses)).map(isBusy)).toEqual(many(30).map((_, at) => at >= 19));
});

it('goes on after work that failed', async () => {
  const { turns, take, finish } = tryOut();
  const failed = turns.take({ account: 'eve', source: 'home', isKnown: false }, () =>
    Promise.reject(new Error('no')),
  );
  const next = take('ada');
  await expect(failed).rejects.toThrow('no');
  await finish();
  expect(await next).toEqual(ok('ada'));
});
