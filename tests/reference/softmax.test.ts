import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causalMask } from '@/lib/reference/causal-mask';
import { entropyBits, softmax, softmaxColumns, softmaxRows, softmaxSteps } from '@/lib/reference/softmax';

const score = fc.double({ min: -700, max: 700, noNaN: true });
const scores = fc.array(score, { minLength: 1, maxLength: 20 });
const anyFiniteScores = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
  minLength: 1,
  maxLength: 20,
});

function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number) {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => {
    expect(Math.abs(value - (expected[index] ?? Number.NaN))).toBeLessThanOrEqual(tolerance);
  });
}

describe('softmax', () => {
  it('keeps every step of a row that can be worked out by hand', () => {
    // e^ln 2 = 2, e^ln 3 = 3, e^ln 5 = 5: the probabilities are 2/10, 3/10, 5/10.
    const steps = softmaxSteps([Math.log(2), Math.log(3), Math.log(5)]);
    expect(steps.scores).toEqual([Math.log(2), Math.log(3), Math.log(5)]);
    expect(steps.max).toBe(Math.log(5));
    expectClose(steps.shifted, [Math.log(0.4), Math.log(0.6), 0], 1e-15);
    expectClose(steps.exponentials, [0.4, 0.6, 1], 1e-15);
    expect(steps.sum).toBeCloseTo(2, 14);
    expectClose(steps.probabilities, [0.2, 0.3, 0.5], 1e-15);
  });

  it('gives a score of −Infinity no mass', () => {
    expect(softmax([0, -Infinity, 0])).toEqual([0.5, 0, 0.5]);
    expect(softmax([-Infinity, -1e300])).toEqual([0, 1]);
  });

  it('refuses a row of only −Infinity unless told what it becomes', () => {
    expect(() => softmax([-Infinity, -Infinity])).toThrow(RangeError);
    expect(softmax([-Infinity, -Infinity], { emptyRow: 0 })).toEqual([0, 0]);
    expect(softmax([-Infinity, -Infinity], { emptyRow: 0.5 })).toEqual([0.5, 0.5]);
    const steps = softmaxSteps([-Infinity], { emptyRow: 0 });
    expect([steps.shifted, steps.exponentials, steps.sum]).toEqual([[-Infinity], [0], 0]);
  });

  it('refuses an empty list even where an empty row is ruled', () => {
    expect(() => softmax([], { emptyRow: 0 })).toThrow(RangeError);
  });

  it('leaves rows with mass alone when an empty-row rule is given', () => {
    expect(softmax([0, 0], { emptyRow: 7 })).toEqual([0.5, 0.5]);
  });

  it.each([[[]], [[Number.NaN, 0]], [[Infinity, 0]]])('refuses %j', (row) => {
    expect(() => softmax(row)).toThrow(RangeError);
  });

  it('sums to 1 with nothing negative, for every finite row', () => {
    fc.assert(
      fc.property(anyFiniteScores, (row) => {
        const p = softmax(row);
        expect(p.every((value) => value >= 0 && value <= 1)).toBe(true);
        expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('does not change when all scores are shifted', () => {
    fc.assert(
      fc.property(scores, score, (row, shift) => {
        // A shift of size 700 rounds each score by up to 2.3e-13.
        expectClose(softmax(row.map((value) => value + shift)), softmax(row), 1e-12);
      }),
    );
  });

  it('permutes with its scores', () => {
    const rowAndOrder = scores.chain((row) =>
      fc.tuple(fc.constant(row), fc.shuffledSubarray([...row.keys()], { minLength: row.length })),
    );
    fc.assert(
      fc.property(rowAndOrder, ([row, order]) => {
        const p = softmax(row);
        expectClose(
          softmax(order.map((index) => row[index] ?? 0)),
          order.map((index) => p[index] ?? Number.NaN),
          1e-15,
        );
      }),
    );
  });

  it('never puts a smaller score above a larger one', () => {
    fc.assert(
      fc.property(anyFiniteScores, (row) => {
        const p = softmax(row);
        const byScore = [...row.keys()].sort((i, j) => (row[i] ?? 0) - (row[j] ?? 0));
        const ordered = byScore.map((index) => p[index] ?? Number.NaN);
        expect([...ordered].sort((a, b) => a - b)).toEqual(ordered);
      }),
    );
  });

  it.each([
    [
      [1e300, 1e300],
      [0.5, 0.5],
    ],
    [
      [-1e300, -1e300],
      [0.5, 0.5],
    ],
    [
      [1e300, -1e300, 0],
      [1, 0, 0],
    ],
    [
      [1.7e308, -1.7e308],
      [1, 0],
    ],
    [
      [1000, 1000, 1000, 1000],
      [0.25, 0.25, 0.25, 0.25],
    ],
  ])('stays exact at the far scale of %j', (row, expected) => {
    expect(softmax(row)).toEqual(expected);
  });
});

describe('softmax of a matrix', () => {
  it('gives row i of the 8 × 8 causal mask 1/i in its first i columns, as on the back of the worksheet', () => {
    const printed = [1, 0.5, 0.3333, 0.25, 0.2, 0.1667, 0.1429, 0.125];
    const result = softmaxRows(causalMask(8));
    const rounded = result.map((row) => row.map((cell) => Math.round(cell * 1e4) / 1e4));
    expect(rounded).toEqual(
      printed.map((value, row) => printed.map((_, column) => (column <= row ? value : 0))),
    );
    const nonZero = result.flat().filter((cell) => cell !== 0);
    expect(result.flat()).toHaveLength(64);
    expect(nonZero).toHaveLength(36);
    expect(new Set(nonZero).size).toBe(8);
  });

  it('works down the columns with softmaxColumns', () => {
    expect(
      softmaxColumns([
        [0, -Infinity],
        [0, 0],
      ]),
    ).toEqual([
      [0.5, 0],
      [0.5, 1],
    ]);
  });

  it('applies the empty-row rule to each row or column', () => {
    expect(
      softmaxRows(
        [
          [-Infinity, -Infinity],
          [0, -Infinity],
        ],
        { emptyRow: 0 },
      ),
    ).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(
      softmaxColumns(
        [
          [-Infinity, 0],
          [-Infinity, 0],
        ],
        { emptyRow: 0 },
      ),
    ).toEqual([
      [0, 0.5],
      [0, 0.5],
    ]);
  });

  it('refuses columns of a ragged matrix', () => {
    expect(() => softmaxColumns([[1, 2], [3]])).toThrow(RangeError);
  });
});

describe('entropy in bits', () => {
  it('runs from 0 for a certain outcome to log2(3) = 1.585 for three equal ones', () => {
    expect(entropyBits([1, 0, 0])).toBe(0);
    expect(entropyBits([1 / 3, 1 / 3, 1 / 3])).toBeCloseTo(1.585, 3);
    expect(entropyBits([1 / 3, 1 / 3, 1 / 3])).toBeCloseTo(Math.log2(3), 14);
  });

  it('knows a fair coin and the dyadic example of the textbooks', () => {
    expect(entropyBits([0.5, 0.5])).toBe(1);
    // Cover and Thomas, Elements of Information Theory, example 1.1.2 (a horse race of eight).
    expect(entropyBits([1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 64, 1 / 64, 1 / 64, 1 / 64])).toBe(2);
  });

  it('accepts a distribution printed to four decimals', () => {
    expect(entropyBits([0.3333, 0.3333, 0.3333])).toBeCloseTo(1.585, 3);
  });

  it.each([[[]], [[0.5, 0.4]], [[-0.1, 1.1]], [[Number.NaN, 1]]])('refuses %j', (p) => {
    expect(() => entropyBits(p)).toThrow(RangeError);
  });
});
