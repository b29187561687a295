const firstMs = 1_000;

/**
 * How long to wait before the next try, in milliseconds: a second after the first failure, twice as long after each
 * further one, at most `longestMs`; and half to one and a half times that by chance, because a class that lost its
 * server must not come back in one instant.
 *
 * @param failures how many tries have failed in a row, from 1.
 * @param random a number from 0 up to, not including, 1.
 */
export function backOffMs(failures: number, longestMs: number, random: number = Math.random()): number {
  return Math.min(longestMs, firstMs * 2 ** (failures - 1)) * (0.5 + random);
}
