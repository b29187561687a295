import { assertRectangular, multiplyMatrices, transpose } from './matrix';
import { softmaxRows } from './softmax';

/** Every intermediate value of one attention; n queries, m keys, values of e entries. */
export interface AttentionSteps {
  /** QKᵀ, n × m */
  scores: number[][];
  /** QKᵀ / √d, n × m */
  scaled: number[][];
  /** scaled + mask, n × m; equal to `scaled` without a mask */
  masked: number[][];
  /** softmax of each masked row, n × m */
  weights: number[][];
  /** weights V, n × e */
  output: number[][];
}

/**
 * Attention(Q, K, V) = softmax(QKᵀ/√d + mask) V with every step kept.
 *
 * Shapes: q n × d, k m × d, v m × e, mask n × m (0 where a query may look, −Infinity where not). Throws a
 * RangeError when shapes do not fit, when q, k or v hold NaN or an infinity, when the mask holds NaN or
 * +Infinity, and when the mask leaves a query nothing to look at.
 *
 * Source: Vaswani et al., "Attention Is All You Need" (2017), equation 1.
 */
export function scaledDotProductAttention(
  q: readonly (readonly number[])[],
  k: readonly (readonly number[])[],
  v: readonly (readonly number[])[],
  mask?: readonly (readonly number[])[],
): AttentionSteps {
  for (const [name, matrix] of [
    ['q', q],
    ['k', k],
    ['v', v],
  ] as const) {
    if (!matrix.every((row) => row.every(Number.isFinite))) {
      throw new RangeError(`${name} holds an entry that is not finite`);
    }
  }
  const scores = multiplyMatrices(q, transpose(k));
  const scale = Math.sqrt(assertRectangular(q).columns);
  const scaled = scores.map((row) => row.map((score) => score / scale));
  const masked = mask === undefined ? scaled.map((row) => [...row]) : addMask(scaled, mask);
  const weights = softmaxRows(masked);
  return { scores, scaled, masked, weights, output: multiplyMatrices(weights, v) };
}

function addMask(scaled: readonly (readonly number[])[], mask: readonly (readonly number[])[]): number[][] {
  const wanted = assertRectangular(scaled);
  const found = assertRectangular(mask);
  if (wanted.rows !== found.rows || wanted.columns !== found.columns) {
    throw new RangeError(
      `the mask is ${found.rows}×${found.columns} where ${wanted.rows}×${wanted.columns} is needed`,
    );
  }
  return scaled.map((row, i) => row.map((score, j) => score + (mask[i]?.[j] ?? Number.NaN)));
}
