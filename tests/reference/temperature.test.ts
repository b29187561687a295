import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entropyBits } from '@/lib/reference/softmax';
import { largestTemperature, rescaleByTemperature, temperatureSteps } from '@/lib/reference/temperature';

const worksheetChances = [0.5, 0.4, 0.1];

// The golden table of the worksheet, to four decimals.
const goldenRows: [number, number[]][] = [
  [0.01, [1, 0, 0]],
  [0.05, [0.9886, 0.0114, 0]],
  [0.1, [0.903, 0.097, 0]],
  [0.2, [0.753, 0.2467, 0.0002]],
  [0.5, [0.5952, 0.381, 0.0238]],
  [1, [0.5, 0.4, 0.1]],
  [2, [0.4271, 0.382, 0.191]],
  [10, [0.3534, 0.3456, 0.3009]],
  [100, [0.3354, 0.3346, 0.33]],
];

const chances = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 })
  .filter((p) => p.some((chance) => chance > 0));
const temperature = fc.double({ min: 0, max: Infinity, noNaN: true });

const toFourDecimals = (p: readonly number[]) => p.map((value) => Math.round(value * 1e4) / 1e4);

describe('rescaling by a temperature', () => {
  it.each(goldenRows)('gives the golden row of T = %d', (t, expected) => {
    expect(toFourDecimals(rescaleByTemperature(worksheetChances, t))).toEqual(expected);
    expect(toFourDecimals(temperatureSteps(worksheetChances, t).result)).toEqual(expected);
  });

  it('reaches its limits: the largest alone at T = 0, all equal at T = Infinity', () => {
    expect(rescaleByTemperature(worksheetChances, 0)).toEqual([1, 0, 0]);
    expect(rescaleByTemperature(worksheetChances, Infinity)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  it('shares the mass among equal largest at T = 0, and leaves an impossible outcome impossible', () => {
    expect(rescaleByTemperature([0.4, 0.4, 0.2], 0)).toEqual([0.5, 0.5, 0]);
    expect(rescaleByTemperature([0.5, 0.5, 0], Infinity)).toEqual([0.5, 0.5, 0]);
    expect(rescaleByTemperature([0.5, 0.5, 0], 10)).toEqual([0.5, 0.5, 0]);
  });

  it('raises the entropy from 0.000 to 1.585 bits as T grows', () => {
    const temperatures = [0, ...goldenRows.map(([t]) => t), Infinity];
    const bits = temperatures.map((t) => entropyBits(rescaleByTemperature(worksheetChances, t)));
    expect(bits[0]).toBe(0);
    expect(bits.at(-1)).toBeCloseTo(1.585, 3);
    expect([...bits].sort((a, b) => a - b)).toEqual(bits);
  });

  it('equals p^(1/T) / Σ p^(1/T), the identity of part 1d', () => {
    fc.assert(
      fc.property(chances, fc.double({ min: 0.05, max: 100, noNaN: true }), (p, t) => {
        const powers = p.map((chance) => chance ** (1 / t));
        const sum = powers.reduce((a, b) => a + b, 0);
        fc.pre(sum > 1e-250);
        rescaleByTemperature(p, t).forEach((value, index) => {
          expect(value).toBeCloseTo((powers[index] ?? Number.NaN) / sum, 10);
        });
      }),
    );
  });

  it('is a distribution for every temperature, from the smallest number to Infinity', () => {
    fc.assert(
      fc.property(chances, temperature, (p, t) => {
        const result = rescaleByTemperature(p, t);
        expect(result.every((value) => value >= 0)).toBe(true);
        expect(result.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      }),
      {
        examples: [
          [worksheetChances, Number.MIN_VALUE],
          [worksheetChances, Number.MAX_VALUE],
        ],
      },
    );
  });

  it.each([-1, Number.NaN, -Infinity])('refuses the temperature %d', (t) => {
    expect(() => rescaleByTemperature(worksheetChances, t)).toThrow(RangeError);
  });

  it.each([[[]], [[0, 0]], [[-0.1, 1]], [[Number.NaN]], [[Infinity]]])('refuses the chances %j', (p) => {
    expect(() => rescaleByTemperature(p, 1)).toThrow(RangeError);
    expect(() => temperatureSteps(p, 1)).toThrow(RangeError);
  });
});

describe('the steps of a rescaling', () => {
  it('are the logs, the logs over T, and their softmax', () => {
    // Natural logs of 0.5, 0.4, 0.1 from a table: −0.6931, −0.9163, −2.3026; at T = 0.5 they double.
    const steps = temperatureSteps(worksheetChances, 0.5);
    expect(steps.probabilities).toEqual(worksheetChances);
    expect(steps.logs.map((log) => log.toFixed(4))).toEqual(['-0.6931', '-0.9163', '-2.3026']);
    expect(toFourDecimals(steps.rescaled)).toEqual([-1.3863, -1.8326, -4.6052]);
    // The squares of p (0.25, 0.16, 0.01) over the largest of them: 1, 0.64, 0.04, together 1.68.
    expect(toFourDecimals(steps.softmax.exponentials)).toEqual([1, 0.64, 0.04]);
    expect(steps.softmax.sum).toBeCloseTo(1.68, 12);
    expect(steps.result).toEqual(steps.softmax.probabilities);
  });

  it('keep an impossible outcome at −Infinity', () => {
    expect(temperatureSteps([1, 0], 2).rescaled).toEqual([0, -Infinity]);
  });

  it.each([0, -1, Infinity, Number.NaN, Number.MIN_VALUE])('do not exist at T = %d', (t) => {
    expect(() => temperatureSteps(worksheetChances, t)).toThrow(RangeError);
  });
});

describe('the largest temperature for a chance', () => {
  // Of two outcomes: P = 1 / (1 + (p₂/p₁)^(1/T)) = c gives T = ln(p₁/p₂) / ln(c/(1 − c)), worked out with a table of
  // logarithms. In the worksheet's row the third outcome has 0.2^20.6 of the weight there, which no digit shows.
  it.each([
    [worksheetChances, 0.99, 0.0486],
    [[0.1, 0.4, 0.5], 0.99, 0.0486],
    [[0.75, 0.25], 0.9, 0.5],
    [[0.8, 0.2], 0.5, Infinity],
    [[9, 1], 0.75, 2],
    [[0.6, 0.4], 0.99, 0.0882],
  ])('of %j and %d is %d', (p, target, expected) => {
    const t = largestTemperature(p, target);
    if (expected === Infinity) expect(t).toBe(Infinity);
    else expect(t).toBeCloseTo(expected, 4);
  });

  it('agrees with the golden table: 0.9886 at T = 0.05 is too little for 0.99, enough for 0.98', () => {
    expect(largestTemperature(worksheetChances, 0.99)).toBeLessThan(0.05);
    expect(largestTemperature(worksheetChances, 0.98)).toBeGreaterThan(0.05);
    expect(largestTemperature(worksheetChances, 1 / 3)).toBe(Infinity);
  });

  it('reaches the target, and a temperature a little larger does not', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 2, maxLength: 8 }),
        fc.double({ min: 0.01, max: 0.9999, noNaN: true }),
        (p, target) => {
          const t = largestTemperature(p, target);
          expect(Math.max(...rescaleByTemperature(p, t))).toBeGreaterThanOrEqual(target - 1e-12);
          fc.pre(t < Infinity);
          expect(Math.max(...rescaleByTemperature(p, t * (1 + 1e-9)))).toBeLessThan(target);
        },
      ),
    );
  });

  it.each([
    [[0.4, 0.4, 0.2], 0.9],
    [[], 0.9],
    [[0.5, -0.5], 0.9],
    [worksheetChances, 0],
    [worksheetChances, 1],
    [worksheetChances, Number.NaN],
  ])('of %j and %d does not exist', (p, target) => {
    expect(() => largestTemperature(p, target)).toThrow(RangeError);
  });
});
