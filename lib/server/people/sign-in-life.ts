/** What decides how long a sign-in holds that nobody ends. */
export interface SignInTimes {
  expiresAt: Date;
  /** To within {@link notedEveryMs}. */
  lastUsedAt: Date;
}

/** More often would cost a write for nothing. */
const LONGEST_BETWEEN_NOTES_MS = 5 * 60_000;
/** By this share of the idle time a sign-in may end early, because its last use was not noted. */
const NOTES_IN_IDLE_TIME = 20;

/**
 * How long after a noted use the next one is noted.
 *
 * @param idleMs after how long without use a sign-in ends; null where it does not.
 */
export function notedEveryMs(idleMs: number | null): number {
  return idleMs === null
    ? LONGEST_BETWEEN_NOTES_MS
    : Math.min(LONGEST_BETWEEN_NOTES_MS, idleMs / NOTES_IN_IDLE_TIME);
}

/** Whether a use is to be noted, which the sign-in was last used at this time before. */
export function isUseDue(lastUsedAt: Date, now: Date, idleMs: number | null): boolean {
  return now.getTime() - lastUsedAt.getTime() >= notedEveryMs(idleMs);
}

/** When a sign-in ends by itself if nobody uses it any more. */
export function endOfSignIn({ expiresAt, lastUsedAt }: SignInTimes, idleMs: number | null): Date {
  if (idleMs === null) return expiresAt;
  return new Date(Math.min(expiresAt.getTime(), lastUsedAt.getTime() + idleMs));
}

/**
 * Whether a sign-in holds that nobody has ended. A last use that is still to come was noted before the clock was set
 * back. Within the idle time it counts, so that a small correction signs nobody out; beyond, it does not, or the sign-in
 * would hold until the clock is there again.
 */
export function isHolding(times: SignInTimes, now: Date, idleMs: number | null): boolean {
  const isFromTooFarAhead = idleMs !== null && times.lastUsedAt.getTime() >= now.getTime() + idleMs;
  return endOfSignIn(times, idleMs) > now && !isFromTooFarAhead;
}

/** {@link isHolding} as the condition of a query. */
export function whereHolding(now: Date, idleMs: number | null) {
  return {
    endedAt: null,
    expiresAt: { gt: now },
    ...(idleMs !== null && {
      lastUsedAt: { gt: new Date(now.getTime() - idleMs), lt: new Date(now.getTime() + idleMs) },
    }),
  };
}
