import { entropyBits } from '@/lib/reference/softmax';
import { rescaleByTemperature, temperatureSteps } from '@/lib/reference/temperature';

export type StepName = 'probability' | 'log' | 'rescaled' | 'shifted' | 'exponential' | 'result';

export const stepNames: readonly StepName[] = [
  'probability',
  'log',
  'rescaled',
  'shifted',
  'exponential',
  'result',
];

/** One outcome at one temperature; null where a limit has no finite step. */
export interface LabRow {
  label: string;
  values: Record<StepName, number | null>;
}

export interface LabView {
  rows: LabRow[];
  /** Chances after rescaling, in the order of the outcomes. */
  result: number[];
  /** Shannon entropy of the result, and its largest possible value, in bits. */
  entropy: number;
  maxEntropy: number;
}

/** Every number that the temperature lab shows. Temperature 0 and Infinity are the limits. */
export function labView(labels: readonly string[], p: readonly number[], temperature: number): LabView {
  const isLimit = temperature === 0 || temperature === Infinity;
  const result = rescaleByTemperature(p, temperature);
  const steps = isLimit ? null : temperatureSteps(p, temperature);
  return {
    rows: labels.map((label, index) => ({
      label,
      values: {
        probability: p[index] ?? null,
        log: Math.log(p[index] ?? Number.NaN),
        rescaled: steps?.rescaled[index] ?? null,
        shifted: steps?.softmax.shifted[index] ?? null,
        exponential: steps?.softmax.exponentials[index] ?? null,
        result: result[index] ?? null,
      },
    })),
    result,
    entropy: entropyBits(result),
    maxEntropy: Math.log2(p.length),
  };
}
