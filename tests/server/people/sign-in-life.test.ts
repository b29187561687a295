import { describe, expect, it } from 'vitest';
import { endOfSignIn, isHolding, isUseDue, notedEveryMs } from '@/lib/server/people/sign-in-life';

const minutes = 60_000;
const hours = 60 * minutes;
const at = (ms: number) => new Date(1_772_445_600_000 + ms);
const idleMs = 2 * hours;

describe('a sign-in that nobody has ended', () => {
  const times = { expiresAt: at(12 * hours), lastUsedAt: at(3 * hours) };

  it.each([
    ['before its idle time is over', at(5 * hours - 1), true],
    ['when its idle time is over', at(5 * hours), false],
    ['when it was last used', at(3 * hours), true],
    ['by a clock that was set back a little', at(3 * hours - 1), true],
    ['by a clock that was set back by nearly the idle time', at(hours + 1), true],
    ['by a clock that was set back by the idle time', at(hours), false],
    ['by a clock that was set back by days', at(-100 * hours), false],
  ])('holds or not, asked %s', (_when, now, holds) => {
    expect(isHolding(times, now, idleMs)).toBe(holds);
    expect(isHolding(times, now, null)).toBe(true);
  });

  it('ends when it runs out at the latest, however lately it was used', () => {
    const used = { ...times, lastUsedAt: at(11.5 * hours) };
    expect([isHolding(used, at(12 * hours - 1), idleMs), isHolding(used, at(12 * hours), idleMs)]).toEqual([
      true,
      false,
    ]);
    expect(isHolding(used, at(12 * hours), null)).toBe(false);
    expect([endOfSignIn(used, idleMs), endOfSignIn(used, null)]).toEqual([at(12 * hours), at(12 * hours)]);
    expect(endOfSignIn(times, idleMs)).toEqual(at(5 * hours));
  });
});

describe('a use', () => {
  it.each([
    [idleMs, 5 * minutes],
    [12 * hours, 5 * minutes],
    [null, 5 * minutes],
    [20 * minutes, minutes],
    [5 * minutes, 15_000],
  ])('of a sign-in that ends after %j ms without one is noted every %d ms', (idle, every) => {
    expect(notedEveryMs(idle)).toBe(every);
    expect(isUseDue(at(0), at(every - 1), idle)).toBe(false);
    expect(isUseDue(at(0), at(every), idle)).toBe(true);
  });

  it('is not noted backwards', () => {
    expect(isUseDue(at(hours), at(0), idleMs)).toBe(false);
  });
});
