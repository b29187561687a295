import { transpose } from './matrix';
import { assertWeights } from './weights';

/** Every intermediate value of one softmax, each list as long as the scores. */
export interface SoftmaxSteps {
  /** the scores (logits) as given */
  scores: number[];
  /** the largest score */
  max: number;
  /** score − max, so that the largest is 0 and no exponential overflows */
  shifted: number[];
  /** exp(shifted) */
  exponentials: number[];
  /** Σ exponentials */
  sum: number;
  /** exponentials / sum: not negative, summing to 1 */
  probabilities: number[];
}

export interface EmptyRowRule {
  /** what each entry of a row of only −Infinity becomes; such a row is refused (RangeError) unless given */
  emptyRow?: number;
}

// Printed distributions ([0.3333, 0.3333, 0.3333]) miss 1 by the rounding of their entries.
const sumTolerance = 1e-3;

/**
 * softmax(z)ᵢ = exp(zᵢ) / Σⱼ exp(zⱼ), computed as exp(zᵢ − max z) / Σⱼ exp(zⱼ − max z), with every step kept.
 *
 * −Infinity is a score that gets no mass. Throws a RangeError for an empty list, NaN, +Infinity, and for a
 * row of only −Infinity (0/0) unless `rule.emptyRow` says what that becomes.
 *
 * Source: Goodfellow, Bengio, Courville, "Deep Learning" (2016), sections 4.1 and 6.2.2.3.
 */
export function softmaxSteps(scores: readonly number[], rule: EmptyRowRule = {}): SoftmaxSteps {
  if (scores.length === 0) throw new RangeError('softmax needs at least one score');
  scores.forEach((score, index) => {
    if (!(score < Infinity)) throw new RangeError(`score ${index + 1} is ${score}, which has no softmax`);
  });
  const max = scores.reduce((largest, score) => Math.max(largest, score), -Infinity);
  if (max === -Infinity && rule.emptyRow === undefined) {
    throw new RangeError('softmax of only −Infinity is 0/0: say what an empty row becomes');
  }
  // −Infinity − (−Infinity) would be NaN; a score without mass stays without mass.
  const shifted = scores.map((score) => (score === -Infinity ? -Infinity : score - max));
  const exponentials = shifted.map((score) => Math.exp(score));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  const probabilities = exponentials.map((value) =>
    sum === 0 && rule.emptyRow !== undefined ? rule.emptyRow : value / sum,
  );
  return { scores: [...scores], max, shifted, exponentials, sum, probabilities };
}

/** The probabilities of {@link softmaxSteps}; the same errors. */
export function softmax(scores: readonly number[], rule: EmptyRowRule = {}): number[] {
  return softmaxSteps(scores, rule).probabilities;
}

/** Softmax of each row by itself; shape kept. Rows may differ in length. The errors of {@link softmaxSteps}. */
export function softmaxRows(matrix: readonly (readonly number[])[], rule: EmptyRowRule = {}): number[][] {
  return matrix.map((row) => softmax(row, rule));
}

/** Softmax of each column by itself; shape kept. Also throws a RangeError when the matrix is ragged. */
export function softmaxColumns(matrix: readonly (readonly number[])[], rule: EmptyRowRule = {}): number[][] {
  return transpose(softmaxRows(transpose(matrix), rule));
}

/**
 * Shannon entropy −Σ pᵢ log₂ pᵢ in bits, with 0 log 0 = 0: from 0 (certain) to log₂ n (uniform over n).
 * Throws a RangeError unless `p` is a distribution (not negative, sum 1 up to printed rounding, 1e-3).
 *
 * Source: Shannon, "A Mathematical Theory of Communication" (1948), section 6.
 */
export function entropyBits(p: readonly number[]): number {
  assertWeights(p);
  const sum = p.reduce((total, chance) => total + chance, 0);
  if (Math.abs(sum - 1) > sumTolerance)
    throw new RangeError(`the chances of a distribution sum to 1, not ${sum}`);
  return p.reduce((bits, chance) => (chance === 0 ? bits : bits - chance * Math.log2(chance)), 0);
}
