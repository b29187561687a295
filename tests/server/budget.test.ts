import { describe, expect, it } from 'vitest';
import { makeBudget, tooFast } from '@/lib/server/budget';

describe('a budget', () => {
  it('lets so much be spent at once, and so much a second after that', () => {
    const budget = makeBudget(10, 2);
    budget.spend('ada', 10, 0);
    expect(budget.secondsToWait('ada', 0)).toBe(0);
    budget.spend('ada', 1, 0);
    expect(budget.secondsToWait('ada', 0)).toBe(1);
    expect(budget.secondsToWait('ada', 600)).toBe(0);
    expect(budget.secondsToWait('alan', 0)).toBe(0);
  });

  it('takes what is larger than what is left, and has it waited for, but never for longer than a whole budget', () => {
    const budget = makeBudget(10, 2);
    budget.spend('ada', 14, 0);
    expect(budget.secondsToWait('ada', 0)).toBe(2);
    budget.spend('ada', 1_000_000, 0);
    expect(budget.secondsToWait('ada', 0)).toBe(5);
    expect(budget.secondsToWait('ada', 5_000)).toBe(0);
  });

  it('never fills beyond what may be spent at once, and does not go by a clock that runs back', () => {
    const budget = makeBudget(10, 2);
    budget.spend('ada', 5, 1_000_000);
    budget.spend('ada', 11, 5_000_000);
    expect(budget.secondsToWait('ada', 5_000_000)).toBe(1);
    expect(budget.secondsToWait('ada', 0)).toBe(1);
  });

  it('forgets who has nothing to wait for', () => {
    const budget = makeBudget(10, 2);
    for (let at = 0; at < 30_000; at += 1) budget.spend(`person ${at}`, 1, at * 1_000);
    budget.spend('ada', 20, 30_000_000);
    expect(budget.secondsToWait('ada', 30_000_000)).toBe(5);
  });

  it('says in a sentence how long to wait', () => {
    expect(tooFast(3, 'Too much.')).toEqual({
      ok: false,
      code: 'too-fast',
      message: 'Too much. Please wait 3 seconds and try again.',
      retryAfterSeconds: 3,
    });
    expect(tooFast(3_600, 'Too much.').message).toContain('60 minutes');
  });
});
