import { expect, it } from 'vitest';
import { makeThrottle, throttleCodes, underThrottle } from '@/lib/server/people/throttle';
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
    underThrottle(
      throttle,
      'who',
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

it('holds an address up for its wrong codes and lets a signed-in account behind it go on', async () => {
  const address = '192.0.2.2';
  for (let at = 0; at < 60; at += 1) {
    expect(await throttleCodes({ address }, async () => wrong)).toMatchObject({ code: 'no-such-code' });
  }
  const next = await throttleCodes({ address }, async () => ok('right'));
  expect(next).toMatchObject({ ok: false, code: 'throttled' });
  expect(next.ok ? 0 : next.retryAfterSeconds).toBeGreaterThan(0);
  expect(await throttleCodes({ userId: 'ada' }, async () => ok('right'))).toMatchObject({ ok: true });
});
