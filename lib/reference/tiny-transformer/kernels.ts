/*
 * Loops over plain lists of numbers, row by row. Four products are summed at a time: a training is mostly these loops,
 * and so it takes about half as long as one product at a time. Every size that is walked in fours is a multiple of 4.
 */

/** Reads a number of a list; in these loops no index is outside. */
function at(list: Float64Array, index: number): number {
  return list[index] as number;
}

/** out (n × m) becomes left (n × k) times right (k × m, from `start`); added to what is there where `adds`. */
export function multiply(
  out: Float64Array,
  left: Float64Array,
  right: Float64Array,
  start: number,
  [n, k, m]: readonly [n: number, k: number, m: number],
  adds = false,
): void {
  if (!adds) out.fill(0, 0, n * m);
  for (let i = 0; i < n; i += 1) {
    const row = i * m;
    for (let p = 0; p < k; p += 4) {
      const from = i * k + p;
      const [a, b, c, d] = [at(left, from), at(left, from + 1), at(left, from + 2), at(left, from + 3)];
      const r = start + p * m;
      for (let j = 0; j < m; j += 1) {
        const sum = a * at(right, r + j) + b * at(right, r + m + j);
        out[row + j] = at(out, row + j) + sum + c * at(right, r + 2 * m + j) + d * at(right, r + 3 * m + j);
      }
    }
  }
}

/** out (n × k) becomes grad (n × m) times the transpose of right (k × m, from `start`); added where `adds`. */
export function multiplyByTranspose(
  out: Float64Array,
  grad: Float64Array,
  right: Float64Array,
  start: number,
  [n, k, m]: readonly [n: number, k: number, m: number],
  adds = false,
): void {
  if (!adds) out.fill(0, 0, n * k);
  for (let i = 0; i < n; i += 1) {
    const row = i * m;
    for (let p = 0; p < k; p += 4) {
      const r = start + p * m;
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let j = 0; j < m; j += 1) {
        const g = at(grad, row + j);
        a += g * at(right, r + j);
        b += g * at(right, r + m + j);
        c += g * at(right, r + 2 * m + j);
        d += g * at(right, r + 3 * m + j);
      }
      const to = i * k + p;
      out[to] = at(out, to) + a;
      out[to + 1] = at(out, to + 1) + b;
      out[to + 2] = at(out, to + 2) + c;
      out[to + 3] = at(out, to + 3) + d;
    }
  }
}

/** Adds the transpose of left (n × k) times grad (n × m) to out (k × m, from `start`). */
export function addTransposeProduct(
  out: Float64Array,
  start: number,
  left: Float64Array,
  grad: Float64Array,
  [n, k, m]: readonly [n: number, k: number, m: number],
): void {
  for (let i = 0; i < n; i += 4) {
    const g = i * m;
    for (let p = 0; p < k; p += 1) {
      const l = i * k + p;
      const [a, b, c, d] = [at(left, l), at(left, l + k), at(left, l + 2 * k), at(left, l + 3 * k)];
      const row = start + p * m;
      for (let j = 0; j < m; j += 1) {
        const sum = a * at(grad, g + j) + b * at(grad, g + m + j);
        out[row + j] = at(out, row + j) + sum + c * at(grad, g + 2 * m + j) + d * at(grad, g + 3 * m + j);
      }
    }
  }
}

const tiny = 1e-5;

/**
 * RMSNorm: each row (of `width`) divided by the root of the mean of its squares. Stores the factors in `factors`.
 *
 * Source: Zhang and Sennrich, "Root Mean Square Layer Normalization" (2019), equation 4, without gains.
 */
export function normalize(
  out: Float64Array,
  factors: Float64Array,
  rows: Float64Array,
  n: number,
  width: number,
): void {
  for (let i = 0; i < n; i += 1) {
    let squares = 0;
    for (let j = i * width; j < (i + 1) * width; j += 1) squares += at(rows, j) ** 2;
    const factor = 1 / Math.sqrt(squares / width + tiny);
    factors[i] = factor;
    for (let j = i * width; j < (i + 1) * width; j += 1) out[j] = at(rows, j) * factor;
  }
}

/** Adds to `gradRows` what a gradient of the normalized rows (`grad`) means for the rows themselves. */
export function addNormalizeGradient(
  gradRows: Float64Array,
  grad: Float64Array,
  normalized: Float64Array,
  factors: Float64Array,
  n: number,
  width: number,
): void {
  for (let i = 0; i < n; i += 1) {
    let along = 0;
    for (let j = i * width; j < (i + 1) * width; j += 1) along += at(grad, j) * at(normalized, j);
    along /= width;
    const factor = at(factors, i);
    for (let j = i * width; j < (i + 1) * width; j += 1) {
      gradRows[j] = at(gradRows, j) + factor * (at(grad, j) - at(normalized, j) * along);
    }
  }
}
