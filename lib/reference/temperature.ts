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

function shareAmong(p: readonly number[], hasShare: (chance: number) => boolean): number[] {
  const share = 1 / p.filter(hasShare).length;
  return p.map((chance) => (hasShare(chance) ? share : 0));
}
