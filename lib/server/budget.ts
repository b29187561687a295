import { makeRecentKeys } from './recent-keys';
import { type Refusal, refuse } from './result';

/**
 * How much of something may be spent under a key: so much at once, and so much a second in the long run. Kept in this
 * process, on a clock that nobody sets.
 */
export interface Budget {
  /** Seconds until something may be spent again; 0 if it may now. */
  secondsToWait(key: string, nowMs?: number): number;
  /** Takes an amount, also one larger than what is left: what is owed has to be waited for. */
  spend(key: string, amount: number, nowMs?: number): void;
  forget(key: string): void;
}

interface Account {
  left: number;
  atMs: number;
}

/** Makes a budget of `most` at once and `perSecond` in the long run. */
export function makeBudget(most: number, perSecond: number): Budget {
  const leftAt = ({ left, atMs }: Account, nowMs: number) =>
    Math.min(most, left + (Math.max(0, nowMs - atMs) / 1_000) * perSecond);
  const accounts = makeRecentKeys<Account>((account, nowMs) => leftAt(account, nowMs) >= most);
  const left = (key: string, nowMs: number) => {
    const account = accounts.get(key);
    return account ? leftAt(account, nowMs) : most;
  };
  return {
    secondsToWait(key, nowMs = performance.now()) {
      const owed = -left(key, nowMs);
      return owed <= 0 ? 0 : Math.max(1, Math.ceil(owed / perSecond));
    },
    spend(key, amount, nowMs = performance.now()) {
      // Nobody owes more than a whole budget, or the one that a budget of nothing lends.
      accounts.store(
        key,
        { left: Math.max(-Math.max(most, 1), left(key, nowMs) - amount), atMs: nowMs },
        nowMs,
      );
    },
    forget: accounts.forget,
  };
}

/** The refusal of what would go beyond a budget. @param sentence what is too much, and what stays as it is. */
export function tooFast(seconds: number, sentence: string): Refusal {
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return {
    ...refuse('too-fast', `${sentence} Please wait ${wait} and try again.`),
    retryAfterSeconds: seconds,
  };
}
