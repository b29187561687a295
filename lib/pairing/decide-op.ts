import type { Json } from '@/lib/schemas/json';

/** The current value of a field. Version 0 was never written. */
export interface FieldState {
  value: Json | undefined;
  version: number;
}

export type OpDecision = { accepted: true; version: number } | { accepted: false };

/** Whether two JSON values are equal: order matters in lists, not in objects. */
export function isSameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => isSameJson(item, b[index]));
  }
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => isSameJson(a[name], b[name]));
}

/**
 * Decides one edit of an atomic field: accepted on the current version, or on a stale one when it equals the
 * current value. Everything else is a conflict that a person resolves: never silent last-write-wins.
 */
export function decideOp(field: FieldState, op: { base: number; value: Json }): OpDecision {
  if (op.base === field.version || (op.base < field.version && isSameJson(op.value, field.value))) {
    return { accepted: true, version: field.version + 1 };
  }
  return { accepted: false };
}
