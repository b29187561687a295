import { perProcess } from '../per-process';
import { isPresent } from './presence';

/** Somebody of the staff who has a pair's page open. */
export interface Reader {
  /** Where presence keeps them: among the seats, though they have none. */
  id: string;
  name: string;
}

/** Names of readers by their ids, by pair session. In memory only, never stored. */
const readers = () => perProcess('readers', () => new Map<string, Map<string, string>>());

export function toReader(pairSessionId: string, { userId, name }: { userId: string; name: string }): Reader {
  return { id: `reader ${userId} ${pairSessionId}`, name };
}

/** Notes that somebody reads along; presence tells for how long. */
export function noteReader(pairSessionId: string, { id, name }: Reader): void {
  const ofPair = readers().get(pairSessionId) ?? new Map<string, string>();
  readers().set(pairSessionId, ofPair.set(id, name));
}

/** The names of those who read along now. */
export function readersOf(pairSessionId: string, now: Date): string[] {
  const ofPair = readers().get(pairSessionId);
  if (!ofPair) return [];
  for (const id of ofPair.keys()) if (!isPresent(id, now)) ofPair.delete(id);
  if (ofPair.size === 0) readers().delete(pairSessionId);
  return [...ofPair.values()];
}
