import { z } from 'zod';
import type { ReadNumber } from '@/lib/reading/number';

/** How far from the key a number may be; several given: any one suffices. None given: equal up to noise. */
export const toleranceSchema = z.strictObject({
  /** |x − v| ≤ absolute */
  absolute: z.number().nonnegative().optional(),
  /** |x − v| ≤ relative · |v| */
  relative: z.number().nonnegative().max(1).optional(),
  /** |x − v| ≤ ½ · 10^−decimals */
  decimals: z.int().min(0).max(15).optional(),
  /** |x − v| ≤ half a unit of v's digit of this number, counted from its first that is not 0 */
  significant: z.int().min(1).max(15).optional(),
  /**
   * A fraction, or a decimal right to as many places as were typed and to at least `minDecimals`; fewer only when
   * exact.
   */
  asTyped: z.strictObject({ minDecimals: z.int().min(1).max(15) }).optional(),
});

export type Tolerance = z.infer<typeof toleranceSchema>;

/** A number as it was read from what was typed. */
export type TypedNumber = Pick<ReadNumber, 'value' | 'form' | 'decimals' | 'significant'>;

export type Judgement = 'correct' | 'incorrect' | 'more-digits';

// Floating-point noise: 0.1 + 0.2 is as good as 0.3. Relative to the larger side; at a key of 0 absolute.
const noise = 1e-12;

/**
 * Judges a typed number against the key `v` (which may be infinite: then only the same infinity is correct).
 * Borders are closed, with room for noise of 1e-12 of the larger side. `more-digits`: not enough, but right as far
 * as it was typed, where the rule asks for a number of digits.
 */
export function judgeNumber(typed: TypedNumber, key: number, tolerance: Tolerance): Judgement {
  const { value } = typed;
  if (!Number.isFinite(value) || !Number.isFinite(key)) return value === key ? 'correct' : 'incorrect';
  const difference = Math.abs(value - key);
  const room = key === 0 ? noise : noise * Math.max(Math.abs(value), Math.abs(key));
  if (difference <= room) return 'correct';

  const { absolute, relative, decimals, significant, asTyped } = tolerance;
  if (absolute !== undefined && difference <= absolute + room) return 'correct';
  if (relative !== undefined && difference <= relative * Math.abs(key) + room) return 'correct';
  if (decimals !== undefined && difference <= halfUnit(decimals) + room) return 'correct';
  if (significant !== undefined && difference <= halfUnitOf(key, significant) + room) return 'correct';

  const places = typedPlaces(typed);
  if (places === null) return 'incorrect';
  const isRightAsTyped = difference <= halfUnit(places) + room;
  if (!isRightAsTyped) return 'incorrect';
  if (asTyped !== undefined && places >= asTyped.minDecimals) return 'correct';
  if (asTyped !== undefined && needsDigits(value, key, places, asTyped.minDecimals)) return 'more-digits';
  if (decimals !== undefined && needsDigits(value, key, places, decimals)) return 'more-digits';
  if (significant !== undefined && typed.significant !== null && typed.significant < significant) {
    return value === 0 ? 'incorrect' : 'more-digits';
  }
  return 'incorrect';
}

/**
 * Places after the decimal point that were typed, a percent counting two more: 2 for `.33`, `33%` and `3.3e-1`.
 * null for a fraction, an expression or an infinity, which have none.
 */
export function typedPlaces({ value, form, decimals, significant }: TypedNumber): number | null {
  if (form !== 'scientific' || significant === null) return decimals;
  return significant - 1 - magnitude(value);
}

/**
 * Whether a number that is right as typed only lacks digits. A whole number or a 0 says too little for that (1 is
 * "right as typed" for 0.7), unless it is what the key becomes when rounded to the wanted places.
 */
function needsDigits(value: number, key: number, places: number, wanted: number): boolean {
  if (places >= wanted) return false;
  return (places >= 1 && value !== 0) || Math.abs(value - key) <= halfUnit(wanted);
}

// Read from text, because 10 ** -k is not always the double nearest to it.
const halfUnits = Array.from({ length: 400 }, (_, places) => Number(`5e-${places + 1}`));

/** ½ · 10^−decimals */
export function halfUnit(decimals: number): number {
  return decimals >= 0 ? (halfUnits[decimals] ?? 0) : 0.5 * 10 ** -decimals;
}

function halfUnitOf(key: number, significant: number): number {
  if (key === 0) return 0;
  return Number(`5e${magnitude(key) - significant}`);
}

/** The power of ten of the first digit that is not 0: −1 for 0.25. */
function magnitude(value: number): number {
  return Number(value.toExponential().split('e')[1]);
}

/** What the author of a key should know about its tolerance: sentences, none when all is well. */
export function toleranceWarnings(values: readonly number[], tolerance: Tolerance | undefined): string[] {
  if (tolerance === undefined) return [];
  const rules = Object.entries(tolerance).filter(([, rule]) => rule !== undefined);
  if (rules.length === 0) return [];
  const warnings: string[] = [];
  const isScaled = rules.every(([name]) => name === 'relative' || name === 'significant');
  if (isScaled && values.some((value) => value === 0)) {
    warnings.push(
      'The key holds a 0, and the tolerance scales with the key: there only 0 itself is correct. ' +
        'Add an absolute tolerance or decimals.',
    );
  }
  const isOnlyZeroWide = rules.every(([, rule]) => rule === 0) && tolerance.decimals === undefined;
  if (isOnlyZeroWide) warnings.push('The tolerance is 0: leave it out to mean "exactly".');
  return warnings;
}
