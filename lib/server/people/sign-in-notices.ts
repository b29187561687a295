import { type Bus, type EndedSignIns, signInsTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import { perProcess } from '../per-process';

/** The bus that each listener of this process hears, by the listener's name. */
const heard = () => perProcess('sign-in-listeners', () => new Map<string, Bus>());

/** Tells all processes that sign-ins have ended. Call it after the commit: whoever hears it may read at once. */
export function tellEndedSignIns(ended: EndedSignIns): void {
  bus().publish(signInsTopic, { type: 'sign-ins-ended', ended });
}

/**
 * Lets a listener hear of sign-ins that end, here and in other processes. To be called before each use of what the
 * listener looks after: one name listens once, and moves along when the process gets another bus. Then, and whenever
 * notices may have been lost, it hears that sign-ins may have ended and nobody knows which.
 */
export function hearEndedSignIns(name: string, listener: (ended: EndedSignIns) => void): void {
  const current = bus();
  if (heard().get(name) === current) return;
  heard().set(name, current);
  current.subscribe(signInsTopic, (message) => {
    if (message.type === 'sign-ins-ended') listener(message.ended);
  });
  listener('unknown');
}

/** Whether one of these sign-ins has ended, as far as a notice tells; it may have where nobody knows. */
export function mayHaveEnded(
  signIns: readonly { id: string; userId: string }[],
  ended: EndedSignIns,
): boolean {
  if (ended === 'unknown') return true;
  return signIns.some(({ id, userId }) =>
    'userId' in ended ? userId === ended.userId : ended.signInIds.includes(id),
  );
}
