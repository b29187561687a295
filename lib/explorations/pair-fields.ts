import { largestTemperature, leastTemperature, mostDraws, stepNames } from './code-reader/steps';
import type { ExplorationName } from './names';

/** A field that both devices of a pair share in an exploration: a number within bounds. */
interface PairField {
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

/** All fields that explorations share, by name; nothing else of an exploration is stored with a pair's fields. */
const pairFields: Readonly<Partial<Record<ExplorationName, Readonly<Record<string, PairField>>>>> = {
  'code-reader': {
    step: { least: 0, most: stepNames.length - 1, isWhole: true },
    draws: { least: 1, most: mostDraws, isWhole: true },
    temperature: { least: leastTemperature, most: largestTemperature, isWhole: false },
  },
};

/** Whether a field of an exploration takes a value: one that it declares, and a number within its bounds. */
export function acceptsPairField(exploration: ExplorationName, name: string, value: unknown): boolean {
  const declared = pairFields[exploration] ?? {};
  const field = Object.hasOwn(declared, name) ? declared[name] : undefined;
  if (!field || typeof value !== 'number') return false;
  return value >= field.least && value <= field.most && (!field.isWhole || Number.isInteger(value));
}
