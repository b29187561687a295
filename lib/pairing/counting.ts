import type { Policy } from '@/lib/schemas/policy';

/** What decides whether a submission counts. */
export interface Countable {
  earned: number;
}

/** Whether a new submission takes the place of the one that counts so far. */
export function takesOver(current: Countable | null, next: Countable, counting: Policy['counting']): boolean {
  return current === null || counting === 'last' || next.earned >= current.earned;
}

/** Attempts allowed on a part: the smaller of the worksheet's and the assignment's limit; null is without limit. */
export function attemptLimit(part: number | null, policy: number | null): number | null {
  if (part === null) return policy;
  if (policy === null) return part;
  return Math.min(part, policy);
}
