import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaledDotProductAttention } from '@/lib/reference/attention';
import { causalMask } from '@/lib/reference/causal-mask';

function expectClose(actual: readonly number[][], expected: readonly number[][], decimals: number) {
  expect(actual.map((row) => row.length)).toEqual(expected.map((row) => row.length));
  actual.forEach((row, i) => {
    row.forEach((value, j) => {
      expect(value).toBeCloseTo(expected[i]?.[j] ?? Number.NaN, decimals);
    });
  });
}

const entry = fc.double({ min: -10, max: 10, noNaN: true });
const tokens = (rows: number, columns: number) =>
  fc.array(fc.array(entry, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });

describe('scaled dot-product attention', () => {
  it('gives every step of an example worked by hand', () => {
    // d = 4, √d = 2. One query (1,1,1,1), keys (1,1,1,1) and (0,0,0,0): scores 4 and 0, scaled 2 and 0,
    // weights e²/(e²+1) and 1/(e²+1): the logistic function at ±2, 0.880797078 and 0.119202922 in the tables.
    // Values (10, 0) and (0, 20): the output is (8.80797078, 2.38405844).
    const steps = scaledDotProductAttention(
      [[1, 1, 1, 1]],
      [
        [1, 1, 1, 1],
        [0, 0, 0, 0],
      ],
      [
        [10, 0],
        [0, 20],
      ],
    );
    expect(steps.scores).toEqual([[4, 0]]);
    expect(steps.scaled).toEqual([[2, 0]]);
    expect(steps.masked).toEqual([[2, 0]]);
    expectClose(steps.weights, [[0.880797078, 0.119202922]], 8);
    expectClose(steps.output, [[8.80797078, 2.38405844]], 7);
  });

  it('agrees with a published example of three tokens', () => {
    // Karim, "Illustrated: Self-Attention" (2019): queries, keys, values, weights and outputs as printed there,
    // recomputed with NumPy. The article leaves out the division by √d, so the queries are multiplied by √3.
    const queries = [
      [1, 0, 2],
      [2, 2, 2],
      [2, 1, 3],
    ].map((row) => row.map((value) => value * Math.sqrt(3)));
    const keys = [
      [0, 1, 1],
      [4, 4, 0],
      [2, 3, 1],
    ];
    const values = [
      [1, 2, 3],
      [2, 8, 0],
      [2, 6, 3],
    ];
    const steps = scaledDotProductAttention(queries, keys, values);
    expectClose(
      steps.scaled,
      [
        [2, 4, 4],
        [4, 16, 12],
        [4, 12, 10],
      ],
      12,
    );
    expectClose(
      steps.weights,
      [
        [6.33789383e-2, 4.68310531e-1, 4.68310531e-1],
        [6.03366485e-6, 9.82007865e-1, 1.79861014e-2],
        [2.95387223e-4, 8.80536902e-1, 1.19167711e-1],
      ],
      8,
    );
    expectClose(
      steps.output,
      [
        [1.9366, 6.6831, 1.5951],
        [2.0, 7.964, 0.054],
        [1.9997, 7.7599, 0.3584],
      ],
      4,
    );
  });

  it('averages what came before when all scores are equal and the mask is causal', () => {
    const zeros = [[0], [0], [0], [0]];
    const { weights, output } = scaledDotProductAttention(
      zeros,
      zeros,
      [[12], [24], [36], [0]],
      causalMask(4),
    );
    expect(weights).toEqual([
      [1, 0, 0, 0],
      [1 / 2, 1 / 2, 0, 0],
      [1 / 3, 1 / 3, 1 / 3, 0],
      [1 / 4, 1 / 4, 1 / 4, 1 / 4],
    ]);
    expectClose(output, [[12], [18], [24], [18]], 12);
  });

  it('never looks ahead under a causal mask, and each row sums to 1', () => {
    fc.assert(
      fc.property(tokens(5, 3), tokens(5, 3), tokens(5, 2), (q, k, v) => {
        const { weights } = scaledDotProductAttention(q, k, v, causalMask(5));
        weights.forEach((row, i) => {
          expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
          expect(row.slice(i + 1).every((weight) => weight === 0)).toBe(true);
        });
      }),
    );
  });

  it.each([
    ['q and k of different width', [[1, 2]], [[1]], [[1]], undefined],
    ['more keys than values', [[1]], [[1], [2]], [[1]], undefined],
    ['a mask of another shape', [[1]], [[1], [2]], [[1], [2]], [[0]]],
    ['a mask with a row too many', [[1]], [[1]], [[1]], [[0], [0]]],
    ['a ragged matrix', [[1]], [[1], [2, 3]], [[1], [2]], undefined],
    ['nothing at all', [], [], [], undefined],
    ['a value that is not finite', [[1]], [[1]], [[Infinity]], undefined],
    ['a mask with NaN', [[1]], [[1]], [[1]], [[Number.NaN]]],
    ['a mask that hides everything', [[1]], [[1]], [[1]], [[-Infinity]]],
  ])('refuses %s', (_, q, k, v, mask) => {
    expect(() => scaledDotProductAttention(q, k, v, mask)).toThrow(RangeError);
  });
});
