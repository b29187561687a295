import { type SoftmaxSteps, softmax, softmaxSteps } from './softmax';
import { assertWeights } from './weights';

/** Every intermediate value of one rescaling, each list as long as the probabilities. */
export interface TemperatureSteps {
  /** the chances as given */
  probabilities: number[];
  /** log p, natural; −Infinity where p is 0 */
  logs: number[];
  /** log p / T: the logits that are sampled from */
  rescaled: number[];
  /** the softmax of `rescaled`, with its own steps */
  softmax: SoftmaxSteps;
  /** p^(1/T) / Σ p^(1/T) */
  result: number[];
}

/**
 * softmax(log p / T) = p^(1/T) / Σ p^(1/T) with every step kept, for 0 < T < ∞.
 * Throws a RangeError for any other temperature, for chances that are negative, not finite or all 0, and for
 * a temperature so small (about 1e-306) that every log p / T overflows.
 *
 * Source: Géron, "Hands-on Machine Learning", chapter 16, and Ackley, Hinton, Sejnowski (1985), equation 5.
 */
export function temperatureSteps(p: readonly number[], temperature: number): TemperatureSteps {
  assertWeights(p);
  if (!(temperature > 0 && temperature < Infinity)) {
    throw new RangeError(`the temperature is finite and above 0, not ${temperature}`);
  }
  const logs = p.map((chance) => Math.log(chance));
  const rescaled = logs.map((log) => log / temperature);
  const steps = softmaxSteps(rescaled);
  return { probabilities: [...p], logs, rescaled, softmax: steps, result: steps.probabilities };
}

/**
 * The distribution softmax(log p / T), for every T from 0 to Infinity: the limit T = 0 shares all mass among
 * the largest chances, T = Infinity shares it among all that are not 0. `p` need not sum to 1.
 * Throws a RangeError for a negative temperature or NaN, and for chances that are negative, not finite or all 0.
 */
export function rescaleByTemperature(p: readonly number[], temperature: number): number[] {
  assertWeights(p);
  if (!(temperature >= 0)) throw new RangeError(`the temperature is 0 or above, not ${temperature}`);
  const largest = p.reduce((max, chance) => Math.max(max, chance), 0);
  if (temperature === 0) return shareAmong(p, (chance) => chance === largest);
  if (temperature === Infinity) return shareAmong(p, (chance) => chance > 0);
  // Subtracting the largest log first changes nothing (softmax ignores a shift) and keeps the largest logit
  // at 0, so that no temperature, however small, overflows all of them.
  const largestLog = Math.log(largest);
  return softmax(p.map((chance) => (Math.log(chance) - largestLog) / temperature));
}

/**
 * The largest temperature at which the most probable outcome still has a chance of at least `target`: as T falls
 * from Infinity to 0 that chance rises steadily from 1/k (k outcomes that are not 0) to 1, so every smaller
 * temperature does as well. Infinity where even equal chances reach the target. `p` need not sum to 1.
 *
 * Throws a RangeError unless `target` lies strictly between 0 and 1 and one outcome is strictly the largest, and for
 * chances that are negative, not finite or all 0.
 *
 * Found by bisection in β = 1/T between 0 and ln((k − 1) · target / (1 − target)) / ln(p₁ / p₂), which is enough
 * because no other outcome is more probable than the second (p₂); it ends between two neighbouring numbers. With two
 * outcomes the bound is the solution itself.
 */
export function largestTemperature(p: readonly number[], target: number): number {
  assertWeights(p);
  if (!(target > 0 && target < 1)) throw new RangeError(`a target lies between 0 and 1, not at ${target}`);
  const chances = p.filter((chance) => chance > 0).sort((a, b) => b - a);
  const [largest = 0, second = 0] = chances;
  if (largest === second) throw new RangeError('one outcome has to be the most probable');
  const reaches = (beta: number) => Math.max(...rescaleByTemperature(p, 1 / beta)) >= target;
  if (reaches(0)) return Infinity;
  let missing = 0;
  // A little above the bound, so that its own rounding cannot leave it just short of the target.
  let reached =
    ((1 + 1e-9) * Math.log(((chances.length - 1) * target) / (1 - target))) / Math.log(largest / second);
  for (;;) {
    const middle = missing + (reached - missing) / 2;
    if (middle <= missing || middle >= reached) return 1 / reached;
    if (reaches(middle)) reached = middle;
    else missing = middle;
  }
}

function shareAmong(p: readonly number[], hasShare: (chance: number) => boolean): number[] {
  const share = 1 / p.filter(hasShare).length;
  return p.map((chance) => (hasShare(chance) ? share : 0));
}
