import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateFormula, FormulaError, toNumber } from '@/lib/reference/expression';
import type { FormulaValue } from '@/lib/reference/formula-values';

const inf = Infinity;

/** An 8 × 8 matrix, cell by cell; row and column counted from 1. */
function eightByEight(cell: (row: number, column: number) => number): number[][] {
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
  return numbers.map((row) => numbers.map((column) => cell(row, column)));
}

describe('the key and the known wrong ideas of part 2a', () => {
  it.each<[string, string, (row: number, column: number) => number]>([
    ['key', 'softmaxRows(causalMask(8))', (i, j) => (j <= i ? 1 / i : 0)],
    ['copied-mask', 'causalMask(8)', (i, j) => (j <= i ? 0 : -inf)],
    ['exp-not-normalised', 'exp(causalMask(8))', (i, j) => (j <= i ? 1 : 0)],
    ['mask-ignored', 'softmaxRows(zeros(8, 8))', () => 1 / 8],
    ['mask-inverted', 'softmaxRows(transpose(causalMask(8)))', (i, j) => (j >= i ? 1 / (9 - i) : 0)],
    ['column-softmax', 'softmaxColumns(causalMask(8))', (i, j) => (j <= i ? 1 / (9 - j) : 0)],
    ['self-excluded', 'softmaxRows(exclusiveMask(8), {emptyRow: 0})', (i, j) => (j < i ? 1 / (i - 1) : 0)],
    ['off-by-one, i + 1', 'exp(causalMask(8)) ./ (rowNumbers(8) + 1)', (i, j) => (j <= i ? 1 / (i + 1) : 0)],
    [
      'off-by-one, i − 1, first row left right',
      'exp(causalMask(8)) ./ max(rowNumbers(8) - 1, 1)',
      (i, j) => (j > i ? 0 : i === 1 ? 1 : 1 / (i - 1)),
    ],
    [
      'off-by-one, i − 1, first row 0',
      'exp(causalMask(8)) ./ max(rowNumbers(8) - 1, 1) .* min(rowNumbers(8) - 1, 1)',
      (i, j) => (j > i || i === 1 ? 0 : 1 / (i - 1)),
    ],
    [
      'rounded-too-far',
      'round(softmaxRows(causalMask(8)), 1)',
      (i, j) => (j <= i ? ([1, 0.5, 0.3, 0.3, 0.2, 0.2, 0.1, 0.1][i - 1] ?? 0) : 0),
    ],
  ])('%s is %s', (_, formula, cell) => {
    expect(evaluateFormula(formula)).toEqual(eightByEight(cell));
  });
});

describe('the formula language', () => {
  it.each<[string, FormulaValue]>([
    ['1/3', 1 / 3],
    ['-inf', -inf],
    ['−inf', -inf],
    ['+Infinity', inf],
    ['.5', 0.5],
    ['1e-2', 0.01],
    ['-2^2', -4],
    ['2^-1', 0.5],
    ['2^3^2', 512],
    ['10 - 2 - 3', 5],
    ['2 * (3 + 4) / 7', 2],
    ['e', Math.E],
    ['pi', Math.PI],
    ['-0', 0],
    ['[1, 2, 3]', [1, 2, 3]],
    [
      '[[1, 2], [3, 4]]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      '[1, 2; 3, 4]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      '[1, 2; 3, 4] * [5, 6; 7, 8]',
      [
        [19, 22],
        [43, 50],
      ],
    ],
    [
      '[1, 2; 3, 4] .* [5, 6; 7, 8]',
      [
        [5, 12],
        [21, 32],
      ],
    ],
    ['matmul([1, 2; 3, 4], [5, 6])', [17, 39]],
    ['multiply([5, 6], [1, 2; 3, 4])', [23, 34]],
    ['[1, 2, 3] * [4, 5, 6]', 32],
    ['[8, 4] / 2', [4, 2]],
    ['1 ./ [2, 4]', [0.5, 0.25]],
    ['[1, 2, 3] .^ 2', [1, 4, 9]],
    ['-[1, -2]', [-1, 2]],
    [
      'rowNumbers(2) + columnNumbers(3)',
      [
        [2, 3, 4],
        [3, 4, 5],
      ],
    ],
    [
      '[10, 20] + [1; 2]',
      [
        [11, 21],
        [12, 22],
      ],
    ],
    ['inf * [1, -1]', [inf, -inf]],
    ['zeros(2)', [0, 0]],
    [
      'ones(2, 3)',
      [
        [1, 1, 1],
        [1, 1, 1],
      ],
    ],
    [
      'identity(2)',
      [
        [1, 0],
        [0, 1],
      ],
    ],
    ['transpose([1, 2])', [[1], [2]]],
    ['sum([1, 2; 3, 4])', 10],
    ['max([3, 9, 4])', 9],
    ['min([3, 9], [5, 5])', [3, 5]],
    ['abs([-1, 2])', [1, 2]],
    ['sqrt(16)', 4],
    ['log2(8)', 3],
    ['ln(e)', 1],
    ['log(0)', -inf],
    ['exp(-inf)', 0],
    ['round(0.125, 2)', 0.13],
    ['round(1.005, 2)', 1.01],
    ['round(1234567.5, 15)', 1234567.5],
    ['round(inf, 2)', inf],
    ['round([2.5, -2.5, 1e-20])', [3, -3, 0]],
    ['softmax([0, 0, -inf])', [0.5, 0.5, 0]],
    ['rescale([0.5, 0.4, 0.1], 0)', [1, 0, 0]],
    ['rescale([0.5, 0.4, 0.1], inf)', [1 / 3, 1 / 3, 1 / 3]],
    ['entropyBits([1/2, 1/4, 1/4])', 1.5],
    [
      'attentionWeights(zeros(2, 4), ones(2, 4), causalMask(2))',
      [
        [1, 0],
        [0.5, 0.5],
      ],
    ],
    ['attention(zeros(1, 4), ones(2, 4), [2; 4])', [[3]]],
  ])('reads %s', (formula, expected) => {
    expect(evaluateFormula(formula)).toEqual(expected);
  });

  it('knows the names of its scope and hands out copies of them', () => {
    const p = [0.5, 0.4, 0.1];
    const value = evaluateFormula('p', { p });
    expect(value).toEqual(p);
    expect(value).not.toBe(p);
    expect(evaluateFormula('rescale(p, t)', { p, t: 1 })).toEqual([
      expect.closeTo(0.5, 12),
      expect.closeTo(0.4, 12),
      expect.closeTo(0.1, 12),
    ]);
  });

  it('takes a number, or a list or rows of numbers and formulas for one', () => {
    expect(evaluateFormula(0.25)).toBe(0.25);
    expect(evaluateFormula(['1/2', 0.5])).toEqual([0.5, 0.5]);
    expect(
      evaluateFormula(
        [
          [0, '-inf'],
          ['exp(0)/2', 't'],
        ],
        { t: 2 },
      ),
    ).toEqual([
      [0, -inf],
      [0.5, 2],
    ]);
  });

  it('agrees with JavaScript on sums, products and quotients of numbers', () => {
    const n = fc.integer({ min: 1, max: 999 });
    fc.assert(
      fc.property(n, n, n, n, (a, b, c, d) => {
        expect(evaluateFormula(`${a} + ${b} * ${c} / ${d}`)).toBe(a + (b * c) / d);
        expect(evaluateFormula(`(${a} - ${b}) / -${c} - ${d}`)).toBe((a - b) / -c - d);
      }),
    );
  });
});

describe('a number in a key', () => {
  it.each<[number | string, number]>([
    [0.5, 0.5],
    ['1/3', 1 / 3],
    ['-inf', -inf],
    ['exp(0)/(exp(0)+exp(0))', 0.5],
    [-inf, -inf],
  ])('%j is %d', (text, expected) => {
    expect(toNumber(text)).toBe(expected);
  });

  it.each<[number | string]>([[''], ['x'], ['[1]'], ['inf - inf'], [Number.NaN], ['1,5'], ['33%']])(
    '%j is refused',
    (text) => {
      expect(() => toNumber(text)).toThrow(FormulaError);
    },
  );
});
