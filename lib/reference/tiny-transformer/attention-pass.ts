import type { TinyShape } from './shape';

/** Queries, keys, values and what attention makes of them: rows of `width`, a row for each word of each sentence. */
export interface AttentionRows {
  query: Float64Array;
  key: Float64Array;
  value: Float64Array;
  mixed: Float64Array;
}

/** Reads a number of a list; in these loops no index is outside. */
function at(list: Float64Array, index: number): number {
  return list[index] as number;
}

/**
 * Causal attention of every head: fills `weights` (sentence × head × block × block, 0 above the diagonal) and `mixed`.
 *
 * Source: Vaswani et al., "Attention Is All You Need" (2017), equation 1 and section 3.2.2.
 */
export function attend(
  { query, key, value, mixed }: AttentionRows,
  weights: Float64Array,
  sentences: number,
  { block, width, heads }: TinyShape,
): void {
  const size = width / heads;
  const scale = 1 / Math.sqrt(size);
  mixed.fill(0, 0, sentences * block * width);
  for (let s = 0; s < sentences; s += 1) {
    for (let h = 0; h < heads; h += 1) {
      for (let i = 0; i < block; i += 1) {
        const row = ((s * heads + h) * block + i) * block;
        const own = (s * block + i) * width + h * size;
        let largest = -Infinity;
        for (let j = 0; j <= i; j += 1) {
          const other = (s * block + j) * width + h * size;
          let score = 0;
          for (let c = 0; c < size; c += 1) score += at(query, own + c) * at(key, other + c);
          weights[row + j] = score * scale;
          if (score * scale > largest) largest = score * scale;
        }
        let sum = 0;
        for (let j = 0; j <= i; j += 1) {
          weights[row + j] = Math.exp(at(weights, row + j) - largest);
          sum += at(weights, row + j);
        }
        for (let j = 0; j <= i; j += 1) {
          const weight = at(weights, row + j) / sum;
          weights[row + j] = weight;
          const other = (s * block + j) * width + h * size;
          for (let c = 0; c < size; c += 1) {
            mixed[own + c] = at(mixed, own + c) + weight * at(value, other + c);
          }
        }
      }
    }
  }
}

/** Fills `grad.query`, `grad.key` and `grad.value` from `grad.mixed`. */
export function attendBack(
  grad: AttentionRows,
  { query, key, value }: AttentionRows,
  weights: Float64Array,
  sentences: number,
  { block, width, heads }: TinyShape,
): void {
  const size = width / heads;
  const scale = 1 / Math.sqrt(size);
  const toWeights = new Float64Array(block);
  for (const rows of [grad.query, grad.key, grad.value]) rows.fill(0, 0, sentences * block * width);
  for (let s = 0; s < sentences; s += 1) {
    for (let h = 0; h < heads; h += 1) {
      for (let i = 0; i < block; i += 1) {
        const row = ((s * heads + h) * block + i) * block;
        const own = (s * block + i) * width + h * size;
        let mean = 0;
        for (let j = 0; j <= i; j += 1) {
          const other = (s * block + j) * width + h * size;
          const weight = at(weights, row + j);
          let toWeight = 0;
          for (let c = 0; c < size; c += 1) {
            const g = at(grad.mixed, own + c);
            toWeight += g * at(value, other + c);
            grad.value[other + c] = at(grad.value, other + c) + weight * g;
          }
          toWeights[j] = toWeight;
          mean += toWeight * weight;
        }
        for (let j = 0; j <= i; j += 1) {
          const other = (s * block + j) * width + h * size;
          const toScore = at(weights, row + j) * (at(toWeights, j) - mean) * scale;
          for (let c = 0; c < size; c += 1) {
            grad.query[own + c] = at(grad.query, own + c) + toScore * at(key, other + c);
            grad.key[other + c] = at(grad.key, other + c) + toScore * at(query, own + c);
          }
        }
      }
    }
  }
}
