import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setWeight, shareOut, stepWeight } from '@/lib/questions/fields/balance';

describe('weights that normalise themselves', () => {
  test('raising one word takes from the others in proportion', () => {
    expect(setWeight([50, 30, 20], new Set(), 0, 75)).toEqual([75, 15, 10]);
  });

  test('a locked word keeps its weight', () => {
    expect(setWeight([50, 30, 20], new Set([2]), 0, 60)).toEqual([60, 20, 20]);
  });

  test('a word cannot take more than the locked ones leave', () => {
    expect(setWeight([10, 70, 20], new Set([1]), 0, 90)).toEqual([30, 70, 0]);
  });

  test('with all others locked the word is what is left', () => {
    expect(setWeight([10, 70, 20], new Set([1, 2]), 0, 90)).toEqual([10, 70, 20]);
  });

  test('from nothing, the rest is shared equally', () => {
    expect(setWeight([0, 0, 0, 0], new Set(), 1, 40)).toEqual([20, 40, 20, 20]);
  });

  test('a step raises the word also in an empty row', () => {
    expect(stepWeight([0, 0, 0, 0], new Set(), 1, 5)).toEqual([24, 30, 23, 23]);
    expect(stepWeight([50, 30, 20], new Set(), 0, -10)).toEqual([40, 36, 24]);
  });

  test('a locked word takes no step', () => {
    expect(stepWeight([50, 30, 20], new Set([0]), 0, 20)).toEqual([50, 30, 20]);
  });

  test('thirds are whole percent and add up', () => {
    expect(shareOut(100, [1, 1, 1])).toEqual([34, 33, 33]);
  });

  test('any wish on any row leaves whole weights that add up to 100 and locks untouched', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(100), { minLength: 2, maxLength: 8 }),
        fc.nat(7),
        fc.nat(100),
        fc.array(fc.nat(7), { maxLength: 4 }),
        (raw, at, wanted, lockedAt) => {
          const row = shareOut(100, raw);
          const index = at % row.length;
          const locked = new Set(lockedAt.filter((place) => place < row.length && place !== index));
          const next = setWeight(row, locked, index, wanted);
          expect(next.reduce((a, b) => a + b, 0)).toBe(100);
          for (const weight of next) {
            expect(Number.isInteger(weight)).toBe(true);
            expect(weight).toBeGreaterThanOrEqual(0);
          }
          for (const place of locked) expect(next[place]).toBe(row[place]);
        },
      ),
    );
  });
});
