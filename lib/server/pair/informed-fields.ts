import { pathWithin } from '@/lib/pairing/field-path';
import type { Json } from '@/lib/schemas/json';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import { type Refusal, refuse } from '../result';
import type { DecisionTools, FieldState, PairState } from './pair-state';
import { isEmpty } from './part-summaries';
import { isSpent, type Seated } from './spent-parts';

/** What of a pair decides which of its fields earn nothing. */
type WithFields = Seated & {
  fields: ReadonlyMap<string, FieldState>;
  informed: ReadonlySet<string>;
};

/**
 * The fields of a part that can earn points again whose last writer had seen its key. That person has left, or the part
 * would be spent: what they typed is not what those who stay know.
 */
export function uncountedFields(state: WithFields, part: LoadedPart): FieldState[] {
  if (state.informed.size === 0 || isSpent(state, part)) return [];
  return [...state.fields.values()].filter(
    ({ path, value }) => state.informed.has(path) && !isEmpty(value) && pathWithin(part.id, path) !== null,
  );
}

/** Names of the people who wrote fields, each once. */
export function namesOfWriters(
  names: ReadonlyMap<string, string>,
  fields: readonly Pick<FieldState, 'bySeatId'>[],
): string[] {
  return [...new Set(fields.map(({ bySeatId }) => names.get(bySeatId) ?? ''))];
}

/** The response that fields of a part make. */
export function responseOf(part: LoadedPart, fields: Iterable<FieldState>): Json {
  const within = new Map<string, Json>();
  for (const { path, value } of fields) {
    const relative = pathWithin(part.id, path);
    if (relative !== null) within.set(relative, value);
  }
  return part.prepared.responseFromFields(within);
}

/** Refuses to score what stands in the fields while somebody who had seen the key and left has written of it. */
export function refuseInformed(
  state: PairState,
  part: LoadedPart,
  tools: DecisionTools,
  bodyHash?: string,
): Refusal | null {
  const fields = uncountedFields(state, part);
  if (fields.length === 0) return null;
  const asItStands = responseOf(part, state.fields.values());
  if (bodyHash !== undefined && tools.grade(part, asItStands).bodyHash !== bodyHash) return null;
  const who = namesOfWriters(state.names, fields).join(' and ');
  return refuse(
    'from-solution',
    `${who} had seen the solution of ${part.id} and typed some of this. Change or clear it: then it can count.`,
  );
}
