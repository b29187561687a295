import type { Json } from '@/lib/schemas/json';
import type { ExplorationName } from './names';

type Settings = { readonly [name: string]: Json };

/** The outcomes and chances of the worksheet, where an author names no others. */
const standard = { outcomes: ['a', 'b', 'c'], p: [0.5, 0.4, 0.1] };

/** The outcomes and their chances under `outcomes` and `p`; the worksheet's own where they are missing or do not fit. */
export function readDistribution(settings: Settings): { outcomes: string[]; p: number[] } {
  const outcomes = readTexts(settings.outcomes);
  const p = Array.isArray(settings.p) ? settings.p.filter((chance) => typeof chance === 'number') : [];
  const fits =
    outcomes.length > 0 &&
    outcomes.length === p.length &&
    p.every((chance) => chance >= 0) &&
    p.some((chance) => chance > 0);
  return fits ? { outcomes, p } : standard;
}

/** Explorations that a check of the part they come after opens, and not only the end of work on it. */
export const openOnceChecked: readonly ExplorationName[] = ['code-reader'];

/** The parts that an exploration opens after, or shows something after: ids. */
export function readAfter(settings: Settings): string[] {
  return [settings.after, settings.untrainedAfter].filter((id) => typeof id === 'string');
}

/** A list of texts; empty when the setting is something else. */
export function readTexts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Parts that hold an exploration's values, by their name in its settings: `parts: {level: p1}`. */
export function readParts(settings: Settings): Record<string, string> {
  const { parts } = settings;
  if (typeof parts !== 'object' || parts === null || Array.isArray(parts)) return {};
  return Object.fromEntries(
    Object.entries(parts).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
