/** How long a wish to join can be answered, and how long a declined one stays declined. */
const lastsMs = 10 * 60_000;

/** Whether a wish to join, or the answer to it, still counts. */
export function isFresh(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() <= lastsMs;
}
