import { describe, expect, it } from 'vitest';
import { lowerBound, settles } from '@/lib/questions/grading/rubric/settling';

describe('the lower bound of agreement', () => {
  // Without an error Wilson's bound is n / (n + z²); z² = 1.6448536² = 2.7055435 (normal tables), by hand.
  it.each([
    [52, 52, 52 / 54.7055435],
    [133, 133, 133 / 135.7055435],
    [110, 110, 110 / 112.7055435],
    [1, 1, 1 / 3.7055435],
    [0, 20, 0],
  ])('%i of %i', (agreed, read, bound) => {
    expect(lowerBound(agreed, read)).toBeCloseTo(bound, 6);
  });

  // Wilson's bound is the smaller root of (p - x)² = z² x (1 - x) / n.
  it.each([
    [81, 263],
    [70, 73],
    [9, 10],
  ])('%i of %i satisfies the quadratic', (agreed, read) => {
    const bound = lowerBound(agreed, read);
    const share = agreed / read;
    expect(bound).toBeLessThan(share);
    expect((share - bound) ** 2).toBeCloseTo((2.7055435 * bound * (1 - bound)) / read, 7);
  });

  it('is 0 where nothing was read', () => {
    expect(lowerBound(0, 0)).toBe(0);
  });
});

describe('a situation settles', () => {
  const of = (agreed: number, tooGenerous = 0, tooStrict = 0) => ({ agreed, tooGenerous, tooStrict });
  it.each([
    [of(51), undefined, false],
    [of(52), undefined, true],
    [of(52, 1), undefined, false],
    [of(52, 0, 1), undefined, false],
    [of(132), 0.98, false],
    [of(133), 0.98, true],
    [of(300, 2, 2), undefined, true],
    [undefined, undefined, false],
    [of(0), undefined, false],
  ])('%j at %s: %s', (agreement, target, isSettled) => {
    expect(settles(agreement, target)).toBe(isSettled);
  });
});
