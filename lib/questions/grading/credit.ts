/** A fraction in lowest terms; the denominator is positive. */
export interface Fraction {
  over: bigint;
  under: bigint;
}

/** The fraction that a finite number's shortest decimal text stands for: 0.7 is 7/10, not the double next to it. */
export function toFraction(value: number): Fraction {
  const [mantissa = '0', exponentText = '0'] = value.toExponential().split('e');
  const [whole = '0', places = ''] = mantissa.split('.');
  const exponent = Number(exponentText) - places.length;
  const digits = BigInt(whole + places);
  return exponent >= 0
    ? { over: digits * 10n ** BigInt(exponent), under: 1n }
    : reduce({ over: digits, under: 10n ** BigInt(-exponent) });
}

export function multiplyFractions(left: Fraction, right: Fraction): Fraction {
  return reduce({ over: left.over * right.over, under: left.under * right.under });
}

export function addFractions(left: Fraction, right: Fraction): Fraction {
  return reduce({ over: left.over * right.under + right.over * left.under, under: left.under * right.under });
}

function reduce({ over, under }: Fraction): Fraction {
  const divisor = greatestCommonDivisor(over < 0n ? -over : over, under);
  return divisor === 0n ? { over: 0n, under: 1n } : { over: over / divisor, under: under / divisor };
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left, right];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** Whole-number weights in the same proportion as `shares`, and their sum. */
export interface Weights {
  units: number[];
  sum: number;
}

/** Turns shares (not negative, not all 0) into whole numbers in the same proportion, so that sums of credit are exact. */
export function toWeights(shares: readonly Fraction[]): Weights {
  let common = 1n;
  for (const { under } of shares) common *= under / greatestCommonDivisor(common, under);
  const exact = shares.map(({ over, under }) => over * (common / under));
  const divisor = exact.reduce(greatestCommonDivisor, 0n);
  if (divisor === 0n) throw new RangeError('at least one share must be above 0');
  const units = exact.map((unit) => Number(unit / divisor));
  const sum = Number(exact.reduce((total, unit) => total + unit, 0n) / divisor);
  if (sum > Number.MAX_SAFE_INTEGER) return approximateWeights(shares);
  return { units, sum };
}

// Rows of very different lengths have a huge common unit; a part in 10¹² is then far below what anybody sees.
function approximateWeights(shares: readonly Fraction[]): Weights {
  const values = shares.map(({ over, under }) => Number((over * 10n ** 15n) / under));
  const total = values.reduce((sum, value) => sum + value, 0);
  const units = values.map((value) => Math.round((value / total) * 1e12));
  return { units, sum: units.reduce((sum, unit) => sum + unit, 0) };
}

/** points · units / sum as the double nearest to it: no 0.30000000000000004. */
export function earnedPoints(points: number, units: number, sum: number): number {
  if (units === sum) return points;
  if (units === 0) return 0;
  const product = points * units;
  if (Number.isInteger(points) && Number.isSafeInteger(product)) return product / sum;
  const { over, under } = toFraction(points);
  return nearestDouble(over * BigInt(units), under * BigInt(sum));
}

/** points · fraction as the double nearest to it. */
export function pointsFor(points: number, fraction: Fraction): number {
  const { over, under } = multiplyFractions(toFraction(points), fraction);
  return nearestDouble(over, under);
}

/** Sum of points as exact decimals: 0.1 + 0.2 is 0.3. */
export function addPoints(points: readonly number[]): number {
  const { over, under } = points.map(toFraction).reduce(addFractions, { over: 0n, under: 1n });
  return nearestDouble(over, under);
}

// 21 digits are enough for Number() to round to the right double.
function nearestDouble(over: bigint, under: bigint): number {
  return Number(`${(over * 10n ** 21n) / under}e-21`);
}
