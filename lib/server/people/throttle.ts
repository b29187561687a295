import { makeBudget } from '../budget';
import { perProcess } from '../per-process';
import { makeRecentKeys } from '../recent-keys';
import type { Refusal, Result } from '../result';

/**
 * Counts failures by key, in this process: where several serve one database, each allows as many. Only failures count:
 * any number of people can sign in or join from one address at once, as long as they get it right. Times are those of a
 * clock that nobody can set.
 */
export interface Throttle {
  /** Seconds to wait until another try is allowed; 0 if it is now. */
  secondsToWait(key: string, nowMs?: number): number;
  countFailure(key: string, nowMs?: number): void;
  forget(key: string): void;
}

function wholeSeconds(ms: number): number {
  return ms <= 0 ? 0 : Math.max(1, Math.ceil(ms / 1_000));
}

/** Makes a throttle that allows `most` failures in any `windowSeconds`. */
export function makeThrottle(most: number, windowSeconds: number): Throttle {
  const windowMs = windowSeconds * 1_000;
  /** Times of the failures within the window, oldest first. */
  const failures = makeRecentKeys<number[]>((times, nowMs) => (times.at(-1) ?? 0) <= nowMs - windowMs);
  const recent = (key: string, nowMs: number) =>
    (failures.get(key) ?? []).filter((failedAt) => failedAt > nowMs - windowMs);
  return {
    secondsToWait(key, nowMs = performance.now()) {
      const counted = recent(key, nowMs);
      const oldest = counted[counted.length - most];
      return oldest === undefined ? 0 : wholeSeconds(oldest + windowMs - nowMs);
    },
    countFailure(key, nowMs = performance.now()) {
      failures.store(key, [...recent(key, nowMs).slice(1 - most), nowMs], nowMs);
    },
    forget: failures.forget,
  };
}

/** Makes a throttle that allows `most` failures at once, and one more for every `secondsForOne` that have passed. */
export function makeRefillingThrottle(most: number, secondsForOne: number): Throttle {
  // A budget lends the last one.
  const { secondsToWait, spend, forget } = makeBudget(most - 1, 1 / secondsForOne);
  return { secondsToWait, countFailure: (key, nowMs) => spend(key, 1, nowMs), forget };
}

/** The refusal of a try after too many failures. */
function throttled(seconds: number): Refusal {
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return {
    ok: false,
    code: 'throttled',
    message: `Too many wrong tries. Please wait ${wait} and try again.`,
    retryAfterSeconds: seconds,
  };
}

/** A throttle, and the key under which failures count in it. */
export interface Guard {
  throttle: Throttle;
  key: string;
}

/** The refusal where one of the guards has counted too many failures; null where none has. */
export function refusalOf(guards: readonly Guard[]): Refusal | null {
  const seconds = Math.max(0, ...guards.map(({ throttle, key }) => throttle.secondsToWait(key)));
  return seconds > 0 ? throttled(seconds) : null;
}

/**
 * Runs a try under guards. They are asked again after the try: when many are sent at once, none is told that it was right
 * after the others have used up the allowed failures.
 *
 * @param isFailure whether a refusal means that something was guessed wrong.
 */
export async function underGuards<T>(
  guards: readonly Guard[],
  attempt: () => Promise<Result<T>>,
  isFailure: (refusal: Refusal) => boolean,
): Promise<Result<T>> {
  const before = refusalOf(guards);
  if (before) return before;
  const result = await attempt();
  const after = refusalOf(guards);
  if (after) return after;
  if (!result.ok && isFailure(result)) for (const { throttle, key } of guards) throttle.countFailure(key);
  return result;
}

/** Who tries a code: somebody signed in, or an address. */
export type CodeGuesser = { userId: string } | { address: string };

/** Wrong codes: by account, or by address for people who have none yet. */
const codeThrottle = perProcess('code-throttle', () => makeThrottle(60, 60));

/**
 * The wrong codes of an address after which its right ones wait, too. A code of six characters out of 31 is one of
 * 887,503,681. An address may try 600 at once and one more every four seconds, which is 22,200 on the first day: so it
 * finds the code of a certain class with a chance of 1 in 40,000 a day, and that of any of a hundred classes with 1 in 400.
 * A one-time code has 144 random bits. While somebody goes on guessing, newcomers at the same address have to wait for
 * one of these four seconds; people with an account join by it, and its codes are counted apart.
 */
const addressBudget = perProcess('code-budget', () => makeRefillingThrottle(600, 4));

const isWrongCode = (refusal: Refusal) => refusal.code === 'no-such-code';

/**
 * Runs a try of a code. More than sixty wrong ones a minute are refused as too many. Who is signed in then has to wait
 * with right ones, too. Of an address they pass, because a whole school may be behind it, until it has used up what keeps
 * codes from being guessed.
 */
export async function throttleCodes<T>(
  who: CodeGuesser,
  attempt: () => Promise<Result<T>>,
): Promise<Result<T>> {
  if ('userId' in who) {
    return underGuards([{ throttle: codeThrottle, key: `account ${who.userId}` }], attempt, isWrongCode);
  }
  const key = `address ${who.address}`;
  const result = await underGuards([{ throttle: addressBudget, key }], attempt, isWrongCode);
  if (result.ok || !isWrongCode(result)) return result;
  const tooMany = refusalOf([{ throttle: codeThrottle, key }]);
  codeThrottle.countFailure(key);
  return tooMany ?? result;
}
