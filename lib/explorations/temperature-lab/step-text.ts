/** Sizes that people can still read without an exponent. */
const smallest = 1e-5;
const largest = 1e6;

/** Decimals for a column: one where it has hundreds, else four, or as many as give its small values three digits. */
function decimalsOf(sizes: readonly number[]): number {
  if (sizes.some((size) => size >= 100)) return 1;
  const least = Math.min(1, ...sizes.filter((size) => size >= smallest));
  return Math.max(4, 2 - Math.floor(Math.log10(least)));
}

function valueText(value: number | null, decimals: number): string {
  if (value === null) return '–';
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  const fixed = value.toFixed(decimals);
  const isReadable = Math.abs(value) < largest && Math.abs(value) >= smallest && Number(fixed) !== 0;
  return (isReadable ? fixed : value.toExponential(2)).replaceAll('-', '−');
}

/**
 * Values of one step for people, all with the same decimals, so that they can be compared; those too small or too large
 * for that in the notation of programs: 9.54e−7.
 */
export function stepTexts(values: readonly (number | null)[]): string[] {
  const sizes = values.flatMap((value) =>
    value !== null && Number.isFinite(value) ? [Math.abs(value)] : [],
  );
  const decimals = decimalsOf(sizes.filter((size) => size > 0));
  return values.map((value) => valueText(value, decimals));
}
