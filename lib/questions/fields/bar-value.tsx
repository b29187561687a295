import type { CSSProperties } from 'react';
import { formatNumber } from '@/lib/ui/format-number';

/** A number with a bar as long as its share of the largest in its column; the style sheet of its table draws the bar. */
export function BarValue({ value, column }: { value: number; column: readonly number[] }) {
  const sizes = column.filter(Number.isFinite).map(Math.abs);
  const share = Number.isFinite(value) ? Math.abs(value) / Math.max(...sizes, Number.MIN_VALUE) : 1;
  return (
    // React's type of styles knows no custom properties.
    <td data-negative={value < 0 || undefined} style={{ '--share': share } as CSSProperties}>
      <span>{formatNumber(value, 3)}</span>
    </td>
  );
}
