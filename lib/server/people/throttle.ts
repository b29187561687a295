import { perProcess } from '../database/per-process';
import type { Refusal, Result } from '../result';

/**
 * Counts failures by key over a sliding window, in this process. Only failures count: any number of people can sign in
 * or join from one address at once, as long as they get it right.
 */
export interface Throttle {
  /** Seconds to wait until another try is allowed; 0 if it is now. */
  secondsToWait(key: string, nowMs?: number): number;
  countFailure(key: string, nowMs?: number): void;
  forget(key: string): void;
}

const TIDY_ABOVE = 10_000;

/** Makes a throttle that allows `most` failures in any `windowSeconds`. */
export function makeThrottle(most: number, windowSeconds: number): Throttle {
  const windowMs = windowSeconds * 1_000;
  /** Times of the failures within the window, oldest first. */
  const failures = new Map<string, number[]>();
  const recent = (key: string, nowMs: number) =>
    (failures.get(key) ?? []).filter((failedAt) => failedAt > nowMs - windowMs);
  const tidy = (nowMs: number) => {
    for (const key of failures.keys()) if (recent(key, nowMs).length === 0) failures.delete(key);
  };
  return {
    secondsToWait(key, nowMs = Date.now()) {
      const counted = recent(key, nowMs);
      const oldest = counted[counted.length - most];
      return oldest === undefined ? 0 : Math.max(1, Math.ceil((oldest + windowMs - nowMs) / 1_000));
    },
    countFailure(key, nowMs = Date.now()) {
      if (failures.size > TIDY_ABOVE) tidy(nowMs);
      failures.set(key, [...recent(key, nowMs).slice(1 - most), nowMs]);
    },
    forget(key) {
      failures.delete(key);
    },
  };
}

/** Wrong passwords, by account. */
export const passwordThrottle = perProcess('password-throttle', () => makeThrottle(10, 15 * 60));

/** Wrong codes: by account, or by address for people who have none yet. */
const codeThrottle = perProcess('code-throttle', () => makeThrottle(60, 60));

/** The refusal of a try after too many failures. */
export function throttled(seconds: number): Refusal {
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return {
    ok: false,
    code: 'throttled',
    message: `Too many wrong tries. Please wait ${wait} and try again.`,
    retryAfterSeconds: seconds,
  };
}

/**
 * Runs a try under a throttle. The throttle is asked again after the try: when many are sent at once, none is told that
 * it was right after the others have used up the allowed failures.
 *
 * @param isFailure whether a refusal means that something was guessed wrong.
 */
export async function underThrottle<T>(
  throttle: Throttle,
  key: string,
  attempt: () => Promise<Result<T>>,
  isFailure: (refusal: Refusal) => boolean,
): Promise<Result<T>> {
  const before = throttle.secondsToWait(key);
  if (before > 0) return throttled(before);
  const result = await attempt();
  const after = throttle.secondsToWait(key);
  if (after > 0) return throttled(after);
  if (!result.ok && isFailure(result)) throttle.countFailure(key);
  return result;
}

/** Who tries a code: somebody signed in, or an address. */
export type CodeGuesser = { userId: string } | { address: string };

/** Runs a try of a code under the throttle of wrong codes. */
export function throttleCodes<T>(who: CodeGuesser, attempt: () => Promise<Result<T>>): Promise<Result<T>> {
  const key = 'userId' in who ? `account ${who.userId}` : `address ${who.address}`;
  return underThrottle(codeThrottle, key, attempt, (refusal) => refusal.code === 'no-such-code');
}
