import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addPoints, earnedPoints, pointsFor, toFraction, toWeights } from '@/lib/questions/grading/credit';
import { cellWeights } from '@/lib/questions/kinds/matrix/credit';

describe('exact points', () => {
  it.each([
    [0.3, 1, 3, 0.1],
    [0.1, 3, 3, 0.1],
    [0.7, 1, 7, 0.1],
    [8, 1, 3, 8 / 3],
    [1, 2, 3, 2 / 3],
    [1.1, 1, 10, 0.11],
    [3, 0, 7, 0],
  ])('%d points × %d / %d are %d', (points, units, sum, earned) => {
    expect(earnedPoints(points, units, sum)).toBe(earned);
    expect(pointsFor(points, { over: BigInt(units), under: BigInt(sum) })).toBe(earned);
  });

  it('adds tenths without a rest', () => {
    expect(addPoints([0.1, 0.2])).toBe(0.3);
    expect(addPoints(Array.from({ length: 10 }, () => 0.1))).toBe(1);
    expect(addPoints([])).toBe(0);
    expect(addPoints([1e-7, 1e21])).toBe(1e21);
  });

  it('reads a number as the fraction that it is written as', () => {
    expect(toFraction(0.7)).toEqual({ over: 7n, under: 10n });
    expect(toFraction(1e-7)).toEqual({ over: 1n, under: 10_000_000n });
    expect(toFraction(2.5e3)).toEqual({ over: 2500n, under: 1n });
    expect(toFraction(0)).toEqual({ over: 0n, under: 1n });
  });

  it('never gives more than all, and all only for everything', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 64 });
    fc.assert(
      fc.property(shares, fc.double({ min: 0.1, max: 100, noNaN: true }), (lengths, points) => {
        const { units, sum } = toWeights(lengths.map((length) => ({ over: 1n, under: BigInt(length) })));
        expect(units.reduce((total, unit) => total + unit, 0)).toBe(sum);
        const [first = 0] = units;
        expect(earnedPoints(points, sum, sum)).toBe(points);
        const rest = earnedPoints(points, sum - first, sum);
        expect(rest).toBeGreaterThanOrEqual(0);
        expect(rest).toBeLessThan(points);
      }),
    );
  });
});

describe('credit of a matrix', () => {
  const rows = [
    [1, 0, 0],
    [0.5, 0.5, 0],
    [0.4, 0.3, 0.3],
  ];

  it('gives each row the same, and in a row 70 % to values and 30 % to zeros', () => {
    const weights = cellWeights(rows, { by: 'row', values: 0.7, zeros: 0.3 });
    expect(weights?.units.map((unit) => unit / (weights.sum / 3))).toEqual([
      0.7,
      0.15,
      0.15,
      0.35,
      0.35,
      0.3,
      1 / 3,
      1 / 3,
      1 / 3,
    ]);
  });

  it('gives each cell the same unless told otherwise', () => {
    expect(cellWeights(rows, 'cell')).toEqual({ units: Array.from({ length: 9 }, () => 1), sum: 9 });
    expect(cellWeights(rows, { by: 'cell' })?.sum).toBe(9);
  });

  it('knows no cells where all or nothing counts', () => {
    expect(cellWeights(rows, 'all')).toBeNull();
  });

  it('gives nothing for zeros when they are worth nothing', () => {
    expect(cellWeights([[1, 0]], { by: 'row', values: 1, zeros: 0 })).toEqual({ units: [1, 0], sum: 1 });
  });
});
