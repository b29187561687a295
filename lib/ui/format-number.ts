/** A number for people: at most `digits` decimals, no trailing zeros, true minus and infinity signs. */
export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  const rounded = value.toFixed(digits);
  const short = rounded.includes('.') ? rounded.replace(/\.?0+$/, '') : rounded;
  return short === '-0' ? '0' : short.replace('-', '−');
}

/** A share as a percentage with `digits` decimals: 0.35 → "35 %". */
export function formatPercent(share: number, digits = 0): string {
  return `${(share * 100).toFixed(digits)} %`;
}

/** Points for people: at most two decimals. */
export function formatPoints(points: number): string {
  return formatNumber(points, 2);
}
