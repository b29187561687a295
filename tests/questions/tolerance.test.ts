import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeNumber, type Tolerance, toleranceWarnings } from '@/lib/questions/grading/tolerance';
import { readNumber } from '@/lib/reading/number';

function judge(text: string, key: number, tolerance: Tolerance) {
  const read = readNumber(text);
  if (!read.ok) throw new Error(`${text} is not readable: ${read.message}`);
  return judgeNumber(read, key, tolerance);
}

const asTyped = { asTyped: { minDecimals: 2 } };

/** Typed, key, rule, judgement; worked out by hand from the rules' definitions. */
const table: [string, number, Tolerance, 'correct' | 'incorrect' | 'more-digits'][] = [
  // no rule: equal up to noise of 1e-12
  ['1/3', 1 / 3, {}, 'correct'],
  ['0.333333333333', 1 / 3, {}, 'correct'],
  ['0.33333333333', 1 / 3, {}, 'incorrect'],
  ['0.3333', 1 / 3, {}, 'incorrect'],
  ['0', 0, {}, 'correct'],
  ['1e-12', 0, {}, 'correct'],
  ['2e-12', 0, {}, 'incorrect'],
  ['-0', 0, {}, 'correct'],
  // absolute, closed: both borders of 1 ± 0.1 although 1.1 − 1 > 0.1 as doubles
  ['0.9', 1, { absolute: 0.1 }, 'correct'],
  ['1.1', 1, { absolute: 0.1 }, 'correct'],
  ['0.8999', 1, { absolute: 0.1 }, 'incorrect'],
  ['1.1001', 1, { absolute: 0.1 }, 'incorrect'],
  ['100000.1', 100000, { absolute: 0.1 }, 'correct'],
  // relative, closed, of the key
  ['99', 100, { relative: 0.01 }, 'correct'],
  ['101', 100, { relative: 0.01 }, 'correct'],
  ['101.01', 100, { relative: 0.01 }, 'incorrect'],
  ['-101', -100, { relative: 0.01 }, 'correct'],
  ['0', 0, { relative: 0.01 }, 'correct'],
  ['0.0001', 0, { relative: 0.01 }, 'incorrect'],
  // decimals: |x − v| ≤ ½ · 10^−k
  ['0.333', 1 / 3, { decimals: 2 }, 'correct'],
  ['0.33', 1 / 3, { decimals: 2 }, 'correct'],
  ['0.13', 0.125, { decimals: 2 }, 'correct'],
  ['0.12', 0.125, { decimals: 2 }, 'correct'],
  ['0.3', 1 / 3, { decimals: 2 }, 'more-digits'],
  ['0.34', 1 / 3, { decimals: 2 }, 'incorrect'],
  ['0', 0.3, { decimals: 2 }, 'incorrect'],
  ['3', 3.0001, { decimals: 2 }, 'correct'],
  // significant: half a unit of the n-th digit of the key
  ['0.0123', 0.012345, { significant: 3 }, 'correct'],
  ['0.012', 0.012345, { significant: 3 }, 'more-digits'],
  ['0.0124', 0.012345, { significant: 3 }, 'incorrect'],
  ['1.23e-2', 0.012345, { significant: 3 }, 'correct'],
  ['12300', 12345, { significant: 3 }, 'correct'],
  ['0', 0.012345, { significant: 3 }, 'incorrect'],
  // any of several suffices
  ['0.34', 1 / 3, { decimals: 2, absolute: 0.01 }, 'correct'],
  ['0.0001', 0, { relative: 0.01, absolute: 0.001 }, 'correct'],
  // as typed: a fraction, or right to the places typed and at least two
  ['1/3', 1 / 3, asTyped, 'correct'],
  ['.33', 1 / 3, asTyped, 'correct'],
  ['.3333', 1 / 3, asTyped, 'correct'],
  ['.3334', 1 / 3, asTyped, 'incorrect'],
  ['.13', 0.125, asTyped, 'correct'],
  ['.12', 0.125, asTyped, 'correct'],
  ['.125', 0.125, asTyped, 'correct'],
  ['.5', 0.5, asTyped, 'correct'],
  ['.2', 0.2, asTyped, 'correct'],
  ['1', 1, asTyped, 'correct'],
  ['0', 0, asTyped, 'correct'],
  ['0.00', 0, asTyped, 'correct'],
  ['33%', 1 / 3, asTyped, 'correct'],
  ['33.3%', 1 / 3, asTyped, 'correct'],
  ['33.4%', 1 / 3, asTyped, 'incorrect'],
  ['12.5%', 0.125, asTyped, 'correct'],
  ['3.3e-1', 1 / 3, asTyped, 'correct'],
  ['3e-1', 1 / 3, asTyped, 'more-digits'],
  ['.3', 1 / 3, asTyped, 'more-digits'],
  ['.1', 0.125, asTyped, 'more-digits'],
  ['.4', 1 / 3, asTyped, 'incorrect'],
  ['33/100', 1 / 3, asTyped, 'incorrect'],
  // a whole number or a 0 is no rounding of a fraction
  ['0', 0.125, asTyped, 'incorrect'],
  ['0.0', 0.04, asTyped, 'incorrect'],
  ['1', 0.5, asTyped, 'incorrect'],
  ['1', 0.75, asTyped, 'incorrect'],
  ['1', 0.9999, asTyped, 'more-digits'],
  ['0', 0.0001, asTyped, 'more-digits'],
  ['0.00', 0.0001, asTyped, 'correct'],
  // infinities are equal to themselves only, whatever the rule
  ['-inf', -Infinity, {}, 'correct'],
  ['∞', Infinity, { absolute: 1 }, 'correct'],
  ['inf', -Infinity, { absolute: Number.MAX_VALUE }, 'incorrect'],
  ['-1e308', -Infinity, { relative: 1 }, 'incorrect'],
  ['-inf', 0, { absolute: 1e300 }, 'incorrect'],
];

describe('judgeNumber', () => {
  it.each(table)('judges %s against %d under %j as %s', (text, key, tolerance, judgement) => {
    expect(judge(text, key, tolerance)).toBe(judgement);
  });

  it('accepts every key rounded to as many places as are asked for', () => {
    const keys = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(
        keys,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 0, max: 3 }),
        (key, wanted, more) => {
          const text = key.toFixed(wanted + more);
          expect(judge(text, key, { decimals: wanted })).toBe('correct');
          expect(judge(text, key, { asTyped: { minDecimals: wanted } })).toBe('correct');
        },
      ),
    );
  });

  it('accepts every key printed to as many significant digits as are asked for', () => {
    const keys = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 12 }), (key, wanted) => {
        expect(judge(key.toPrecision(wanted), key, { significant: wanted })).toBe('correct');
      }),
    );
  });

  it('never accepts less under one rule than under that and another', () => {
    const number = fc.double({ min: -10, max: 10, noNaN: true }).map((value) => value.toFixed(3));
    const rules = fc.record({ absolute: fc.double({ min: 0, max: 1, noNaN: true }), decimals: fc.nat(4) });
    fc.assert(
      fc.property(number, number, rules, (text, key, { absolute, decimals }) => {
        const both = judge(text, Number(key), { absolute, decimals });
        for (const rule of [{ absolute }, { decimals }]) {
          if (judge(text, Number(key), rule) === 'correct') expect(both).toBe('correct');
        }
      }),
    );
  });
});

describe('toleranceWarnings', () => {
  it('warns of a 0 under a rule that scales with the key alone', () => {
    expect(toleranceWarnings([0.5, 0], { relative: 0.01 })).toHaveLength(1);
    expect(toleranceWarnings([0], { significant: 3 })).toHaveLength(1);
    expect(toleranceWarnings([0], { relative: 0.01, absolute: 1e-6 })).toEqual([]);
    expect(toleranceWarnings([0.5], { relative: 0.01 })).toEqual([]);
    expect(toleranceWarnings([0], {})).toEqual([]);
  });

  it('warns of a tolerance of 0', () => {
    expect(toleranceWarnings([1], { absolute: 0 })).toHaveLength(1);
    expect(toleranceWarnings([1], { decimals: 0 })).toEqual([]);
  });
});
