import { describe, expect, it } from 'vitest';
import { makeAdam } from '@/lib/reference/tiny-transformer/adam';
import { initialWeights, placeWeights, type TinyShape } from '@/lib/reference/tiny-transformer/shape';
import { makeTinyTransformer } from '@/lib/reference/tiny-transformer/tiny-transformer';
import golden from './golden.json';

/** Two sentences to read, and what comes next at every word. */
function sentencesFor({ vocabulary, block }: TinyShape) {
  const numbers = Array.from({ length: 2 * block }, (_, index) => index);
  return {
    tokens: numbers.map((index) => (index * 3 + 1) % vocabulary),
    targets: numbers.map((index) => (index * 2 + 2) % vocabulary),
  };
}

function modelOf(shape: TinyShape) {
  const weights = new Float64Array(placeWeights(shape).size).map((_, at) => 0.4 * Math.sin(1.7 * at + 0.3));
  return makeTinyTransformer(shape, weights);
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number) {
  expect(actual.length).toBe(expected.length);
  const worst = expected.reduce(
    (most, value, at) => Math.max(most, Math.abs(value - (actual[at] ?? Number.NaN))),
    0,
  );
  expect(worst).toBeLessThanOrEqual(tolerance);
}

const shapes: readonly TinyShape[] = [
  { vocabulary: 5, block: 4, width: 8, heads: 2, layers: 1 },
  { vocabulary: 7, block: 8, width: 8, heads: 4, layers: 2 },
];

describe.each(golden)('a tiny transformer of $shape.layers layers', (expected) => {
  const { shape, tokens, targets } = expected;

  it('computes what NumPy computes', () => {
    const model = modelOf(shape);
    expect(model.weights).toHaveLength(expected.weights);
    const { probabilities, attention } = model.run(tokens);
    expectClose(probabilities, expected.probabilities, 1e-12);
    expect(attention).toHaveLength(expected.attention.length);
    expected.attention.forEach((weights, layer) => {
      expectClose(attention[layer] ?? [], weights, 1e-12);
    });
    expect(model.gradients(tokens, targets).loss).toBeCloseTo(expected.loss, 12);
  });
});

describe.each(shapes.map((shape) => [shape.layers, shape] as const))('with %i layers', (_layers, shape) => {
  it.each(placeWeights(shape).all.map((matrix) => [matrix.name, matrix] as const))(
    'has the gradient by "%s" that central differences give',
    (_name, { start, rows, columns }) => {
      const model = modelOf(shape);
      const { tokens, targets } = sentencesFor(shape);
      const gradients = model.gradients(tokens, targets).gradients.slice(start, start + rows * columns);
      expect(Math.max(...gradients.map(Math.abs))).toBeGreaterThan(1e-3);
      // Small, so that no rectified number changes sign between the two.
      const step = 1e-6;
      const lossWith = (at: number, change: number) => {
        const before = model.weights[at] ?? Number.NaN;
        model.weights[at] = before + change;
        const { loss } = model.gradients(tokens, targets);
        model.weights[at] = before;
        return loss;
      };
      const differences = Array.from(
        gradients,
        (_, at) => (lossWith(start + at, step) - lossWith(start + at, -step)) / (2 * step),
      );
      expectClose(gradients, differences, 1e-6);
    },
  );

  it('shares each row of attention among the words up to its own', () => {
    const { block, heads } = shape;
    const { attention } = modelOf(shape).run(sentencesFor(shape).tokens);
    for (const weights of attention) {
      expect(weights).toHaveLength(2 * heads * block * block);
      for (let start = 0; start < weights.length; start += block) {
        const row = (start / block) % block;
        const cells = Array.from(weights.subarray(start, start + block));
        expect(cells.reduce((sum, cell) => sum + cell, 0)).toBeCloseTo(1, 12);
        expect(cells.slice(row + 1).every((cell) => cell === 0)).toBe(true);
        expect(cells.slice(0, row + 1).every((cell) => cell > 0)).toBe(true);
      }
    }
  });

  it('does not look ahead: what comes later changes nothing before it', () => {
    const model = modelOf(shape);
    const { tokens } = sentencesFor(shape);
    const before = model.run(tokens).probabilities.slice();
    const last = shape.block - 1;
    const after = model.run(tokens.with(last, ((tokens[last] ?? 0) + 1) % shape.vocabulary)).probabilities;
    const seen = last * shape.vocabulary;
    expect(Array.from(after.subarray(0, seen))).toEqual(Array.from(before.subarray(0, seen)));
    expect(Array.from(after)).not.toEqual(Array.from(before));
  });

  it('shares equally among the open words before it has learned anything', () => {
    const { attention } = makeTinyTransformer(shape, initialWeights(shape, 1)).run(
      sentencesFor(shape).tokens,
    );
    for (const weights of attention) {
      for (const [at, weight] of weights.entries()) {
        const row = Math.floor(at / shape.block) % shape.block;
        expect(weight).toBe(at % shape.block <= row ? 1 / (row + 1) : 0);
      }
    }
  });

  it('learns what comes next when it is shown often enough', () => {
    const model = makeTinyTransformer(shape, initialWeights(shape, 3));
    const adam = makeAdam(model.weights.length);
    // One sentence: after each word another one follows, so that nothing is left to chance.
    const tokens = sentencesFor(shape).tokens.slice(0, shape.block);
    const targets = tokens.map((token) => (token + 1) % shape.vocabulary);
    const first = model.gradients(tokens, targets).loss;
    for (let step = 0; step < 200; step += 1) {
      adam(model.weights, model.gradients(tokens, targets).gradients, 0.01);
    }
    expect(first).toBeCloseTo(Math.log(shape.vocabulary), 1);
    expect(model.gradients(tokens, targets).loss).toBeLessThan(0.01);
  });
});

describe('AdamW', () => {
  // By hand: the first step has mean = g and square = g², so it moves by rate · (sign g + 0.01 w).
  it('moves by the rate in its first step, and shrinks what is large', () => {
    const weights = Float64Array.of(2, -2);
    makeAdam(2)(weights, Float64Array.of(0.5, -8), 0.1);
    expectClose(weights, [2 - 0.1 * (1 + 0.02), -2 - 0.1 * (-1 - 0.02)], 1e-8);
  });

  // By hand: mean 0.9·0.1·1 + 0.1·(−2) = −0.11, over 1 − 0.81; square 0.98·0.02·1 + 0.02·4 = 0.0996, over 1 − 0.9604.
  it('remembers the gradients before', () => {
    const adam = makeAdam(1);
    const weights = Float64Array.of(0);
    adam(weights, Float64Array.of(1), 0.1);
    const before = weights[0] ?? Number.NaN;
    adam(weights, Float64Array.of(-2), 0.1);
    const expected = before - 0.1 * (-0.11 / 0.19 / Math.sqrt(0.0996 / 0.0396) + 0.01 * before);
    expect(weights[0]).toBeCloseTo(expected, 8);
  });
});

describe('what does not fit', () => {
  const [shape] = shapes as [TinyShape];
  const model = modelOf(shape);

  it.each([
    ['no word', []],
    ['half a block', [0, 1]],
    ['a word that it does not know', [0, 1, 2, 5]],
    ['half a word', [0, 1, 2, 0.5]],
  ])('refuses %s', (_name, tokens) => {
    expect(() => model.run(tokens)).toThrow(RangeError);
  });

  it('refuses targets for other words', () => {
    expect(() => model.gradients([0, 1, 2, 3], [1, 2, 3])).toThrow(RangeError);
    expect(() => model.gradients([0, 1, 2, 3], [1, 2, 3, 5])).toThrow(RangeError);
  });

  it.each([
    { ...shape, heads: 3 },
    { ...shape, width: 6 },
    { ...shape, block: 5 },
    { ...shape, layers: 0 },
    { ...shape, vocabulary: 1.5 },
  ])('refuses the shape %o', (wrong) => {
    expect(() => placeWeights(wrong)).toThrow(RangeError);
  });

  it('refuses weights of another shape', () => {
    expect(() => makeTinyTransformer(shape, new Float64Array(3))).toThrow(RangeError);
  });
});
