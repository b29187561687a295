/** Whether an assignment takes work now. */
export type Phase = 'not-open' | 'open' | 'closed';

/**
 * The phase of an assignment at `now`. It opens at its opening time and closes at its closing time exactly;
 * without one it is open from the start, or for ever.
 */
export function phaseAt(times: { opensAt: Date | null; closesAt: Date | null }, now: Date): Phase {
  if (times.opensAt && now < times.opensAt) return 'not-open';
  if (times.closesAt && now >= times.closesAt) return 'closed';
  return 'open';
}
