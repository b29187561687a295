/** Two digits that are typed within this time are one number. */
export const twoDigitsMs = 500;

/** The first digit of points that a second one may follow. */
export interface FirstDigit {
  digit: number;
  /** Milliseconds, on the clock of {@link typeDigit}'s `atMs`. */
  atMs: number;
}

export type TypedPoints =
  /** Points to decide now. */
  | { is: 'points'; points: number }
  /** A second digit may follow; without one it is this many points. */
  | { is: 'open'; first: FirstDigit }
  /** More than the part has. */
  | { is: 'too-many' };

/** Pure: what a digit means that is typed while points are expected. `total` in points. */
export function typeDigit(
  before: FirstDigit | null,
  digit: number,
  atMs: number,
  total: number,
): TypedPoints {
  if (before && atMs - before.atMs <= twoDigitsMs) {
    const points = before.digit * 10 + digit;
    return points > total ? { is: 'too-many' } : { is: 'points', points };
  }
  if (digit > 0 && digit * 10 <= total) return { is: 'open', first: { digit, atMs } };
  return digit > total ? { is: 'too-many' } : { is: 'points', points: digit };
}
