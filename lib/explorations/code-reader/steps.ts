import { sampleCategorical } from '@/lib/reference/sampling';
import { temperatureSteps } from '@/lib/reference/temperature';
import type { Json } from '@/lib/schemas/json';
import { readDistribution, readTexts } from '../settings';

/** What the program does, one thing at a time. */
export const stepNames = ['log', 'divide', 'softmax', 'draw', 'pick'] as const;

export type StepName = (typeof stepNames)[number];

/** More draws show nothing new, and a mistyped one must not stop the page. */
export const mostDraws = 1_000;
/** Outside of these, logarithms divided by T say nothing to a person. */
export const [leastTemperature, largestTemperature] = [0.01, 100];

/** Values of each outcome, before and after a step. Where one outcome was drawn, `after` is null and `drawn` says which. */
export interface ReadStep {
  readonly name: StepName;
  readonly before: readonly number[];
  readonly after: readonly number[] | null;
}

/** All that the reader shows of one run of the program. */
export interface ProgramRun {
  readonly steps: readonly ReadStep[];
  /** Index of the newest draw. */
  readonly drawn: number;
  /** Index of the largest probability: what the draw is not. */
  readonly largest: number;
  /** How often each outcome was drawn so far. */
  readonly tally: readonly number[];
}

/** Runs the program with a temperature, drawing `draws` times (at least once) from a seed. */
export function runProgram(
  p: readonly number[],
  temperature: number,
  draws: number,
  seed: string,
): ProgramRun {
  const { probabilities, logs, rescaled, result } = temperatureSteps(p, temperature);
  const indices = sampleCategorical(result, Math.max(draws, 1), seed);
  return {
    steps: [
      { name: 'log', before: probabilities, after: logs },
      { name: 'divide', before: logs, after: rescaled },
      { name: 'softmax', before: rescaled, after: result },
      { name: 'draw', before: result, after: null },
      { name: 'pick', before: result, after: null },
    ],
    drawn: indices.at(-1) ?? 0,
    largest: result.indexOf(Math.max(...result)),
    tally: p.map((_, outcome) => indices.filter((index) => index === outcome).length),
  };
}

/** What an author places: outcomes with their chances, which steps are shown, and the line of the code for each. */
export function readSettings(settings: { readonly [name: string]: Json }) {
  const asked = readTexts(settings.steps);
  const steps = stepNames.filter((name) => asked.length === 0 || asked.includes(name));
  const { lines } = settings;
  const lineOf = (step: StepName): number | null => {
    const line = Array.isArray(lines) ? lines[stepNames.indexOf(step)] : null;
    return typeof line === 'number' ? line : null;
  };
  return { ...readDistribution(settings), steps, lineOf };
}

/** What an author wrote that cannot be stepped through: sentences, with the path to each setting. */
export function problemsOf(settings: { readonly [name: string]: Json }) {
  const { code, steps = [], lines = [] } = settings;
  const problems: { path: (string | number)[]; message: string }[] = [];
  const count = typeof code === 'string' ? code.trimEnd().split('\n').length : 0;
  if (count === 0) problems.push({ path: ['code'], message: 'There is no code to read.' });
  const known: readonly Json[] = stepNames;
  if (!Array.isArray(steps)) problems.push({ path: ['steps'], message: 'Steps are a list of names.' });
  else {
    steps.forEach((step, index) => {
      if (known.includes(step)) return;
      const message = `There is no step ${JSON.stringify(step)}; there are: ${stepNames.join(', ')}.`;
      problems.push({ path: ['steps', index], message });
    });
  }
  if (!Array.isArray(lines)) problems.push({ path: ['lines'], message: 'Lines are a list of numbers.' });
  else {
    lines.forEach((line, index) => {
      if (typeof line === 'number' && Number.isInteger(line) && line >= 1 && line <= count) return;
      const message = `The code has lines 1 to ${count}, not ${JSON.stringify(line)}.`;
      problems.push({ path: ['lines', index], message });
    });
  }
  return problems;
}
