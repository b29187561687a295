import { expect, it, onTestFinished, vi } from 'vitest';
import {
  makeRefillingThrottle,
  makeThrottle,
  throttleCodes,
  underGuards,
} from '@/lib/server/people/throttle';
import { ok, type Result, refuse } from '@/lib/server/result';

const wrong = refuse('no-such-code', 'No.');
const isWrong = () => true;

it('lets sixty failures a minute pass and no more, in any minute', () => {
  const throttle = makeThrottle(60, 60);
  let allowed = 0;
  // Two tries a second over five minutes: the worst minute must not hold more than sixty that were let through.
  const passedAt: number[] = [];
  for (let at = 0; at < 300_000; at += 500) {
    if (throttle.secondsToWait('who', at) > 0) continue;
    throttle.countFailure('who', at);
    passedAt.push(at);
    allowed += 1;
  }
  const worst = Math.max(
    ...passedAt.map((from) => passedAt.filter((at) => at >= from && at < from + 60_000).length),
  );
  expect(worst).toBe(60);
  expect(allowed).toBe(300);
});

it('tells how long to wait until the oldest failure is forgotten', () => {
  const throttle = makeThrottle(2, 60);
  throttle.countFailure('who', 0);
  throttle.countFailure('who', 30_000);
  expect(throttle.secondsToWait('who', 40_500)).toBe(20);
  expect(throttle.secondsToWait('who', 60_000)).toBe(0);
});

it('keeps one account apart from another', () => {
  const throttle = makeThrottle(1, 60);
  throttle.countFailure('mallory', 0);
  expect(throttle.secondsToWait('mallory', 1)).toBeGreaterThan(0);
  expect(throttle.secondsToWait('ada', 1)).toBe(0);
});

it('never tells a guess sent at the same time as many others that it was right once the failures are used up', async () => {
  const throttle = makeThrottle(10, 60);
  const guess = (isRight: boolean) =>
    underGuards(
      [{ throttle, key: 'who' }],
      async (): Promise<Result<string>> => {
        await new Promise((settle) => setImmediate(settle));
        return isRight ? ok('in') : wrong;
      },
      isWrong,
    );
  const answers = await Promise.all(Array.from({ length: 200 }, (_, at) => guess(at === 150)));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(0);
  expect(answers.filter((answer) => !answer.ok && answer.code === 'no-such-code')).toHaveLength(10);
});

it('does not count what is right: 200 people of one address join within a minute', async () => {
  const address = '192.0.2.1';
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => throttleCodes({ address }, async () => ok('joined'))),
  );
  expect(answers.filter((answer) => answer.ok)).toHaveLength(200);
});

it('does not wait longer for a clock that was set back', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T10:00:00Z') });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const [throttle, budget] = [makeThrottle(1, 60), makeRefillingThrottle(1, 60)];
  for (const one of [throttle, budget]) one.countFailure('ada');
  vi.setSystemTime(new Date('2026-03-01T10:00:00Z'));
  expect([throttle.secondsToWait('ada'), budget.secondsToWait('ada')]).toEqual([60, 60]);
  vi.setSystemTime(new Date('2026-03-03T10:00:00Z'));
  expect([throttle.secondsToWait('ada'), budget.secondsToWait('ada')]).toEqual([60, 60]);
});

it('allows some at once and then one more every few seconds, however long it is asked', () => {
  const budget = makeRefillingThrottle(600, 4);
  const allowedUntil = (seconds: number) => {
    let allowed = 0;
    for (let at = 0; at < seconds * 1_000; at += 50) {
      if (budget.secondsToWait('school', at) > 0) continue;
      budget.countFailure('school', at);
      allowed += 1;
    }
    return allowed;
  };
  expect(allowedUntil(600)).toBe(600 + 600 / 4 - 1);
  expect(budget.secondsToWait('another', 600_000)).toBe(0);
  // After an hour without failures everything is made up for.
  expect(budget.secondsToWait('school', 4_200_000)).toBe(0);
});

it('remembers the failures of the last hundred thousand, and not more', () => {
  const throttle = makeThrottle(1, 60);
  for (let at = 0; at < 100_001; at += 1) throttle.countFailure(`who ${at}`, 0);
  expect([0, 1, 100_000].map((at) => throttle.secondsToWait(`who ${at}`, 0))).toEqual([0, 60, 60]);
});

it('tells an address of sixty wrong codes a minute that they are wrong, and lets right ones pass', async () => {
  const address = '192.0.2.2';
  const guess = () => throttleCodes({ address }, async () => wrong);
  for (let at = 0; at < 60; at += 1) expect(await guess()).toMatchObject({ code: 'no-such-code' });
  for (let at = 0; at < 20; at += 1) {
    const next = await guess();
    expect(next).toMatchObject({ ok: false, code: 'throttled' });
    expect(next.ok ? 0 : next.retryAfterSeconds).toBeGreaterThan(0);
    expect(await throttleCodes({ address }, async () => ok('right'))).toMatchObject({ ok: true });
  }
  expect(await throttleCodes({ userId: 'ada' }, async () => ok('right'))).toMatchObject({ ok: true });
});

it('tells no address that a code is right once it has guessed 600 wrong ones', async () => {
  const address = '192.0.2.3';
  const answers = await Promise.all(
    Array.from({ length: 2_000 }, (_, at) =>
      throttleCodes({ address }, async () => {
        await new Promise((settle) => setImmediate(settle));
        return at < 1_000 ? wrong : ok('right');
      }),
    ),
  );
  expect(answers.filter((answer) => answer.ok)).toHaveLength(0);
  const next = await throttleCodes({ address }, async () => ok('right'));
  expect(next).toMatchObject({ code: 'throttled' });
  // The next second of four begins a new chance for everybody behind the address.
  expect(next.ok ? 0 : next.retryAfterSeconds).toBeLessThanOrEqual(4);
  expect(await throttleCodes({ address: '192.0.2.4' }, async () => ok('right'))).toMatchObject({ ok: true });
});

it('holds an account up for its wrong codes, also where the next one is right', async () => {
  const who = { userId: 'mallory' };
  for (let at = 0; at < 60; at += 1) {
    expect(await throttleCodes(who, async () => wrong)).toMatchObject({ code: 'no-such-code' });
  }
  expect(await throttleCodes(who, async () => ok('right'))).toMatchObject({ code: 'throttled' });
});
