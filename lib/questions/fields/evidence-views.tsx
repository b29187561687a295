import type { CSSProperties } from 'react';
import type { Evidence } from '@/lib/reading/evidence';
import { Button } from '@/lib/ui/button';
import { formatNumber } from '@/lib/ui/format-number';
import styles from './evidence.module.css';
import { messages } from './messages';

/** A number with a bar as long as its share of the largest in its column. */
function Value({ value, column }: { value: number; column: readonly number[] }) {
  const sizes = column.filter(Number.isFinite).map(Math.abs);
  const share = Number.isFinite(value) ? Math.abs(value) / Math.max(...sizes, Number.MIN_VALUE) : 1;
  return (
    // React's type of styles knows no custom properties.
    <td data-negative={value < 0 || undefined} style={{ '--share': share } as CSSProperties}>
      <span>{formatNumber(value, 3)}</span>
    </td>
  );
}

interface EvidenceViewsProps {
  views: readonly Evidence[];
  /** null where the text cannot be changed. */
  onRemove: ((index: number) => void) | null;
}

/** The views that a pair brought to a text: small tables with bars, so that each picture is its own table. */
export function EvidenceViews({ views, onRemove }: EvidenceViewsProps) {
  if (views.length === 0) return null;
  return (
    <ul className={styles.views} aria-label={messages.evidence.list}>
      {views.map(({ title, columns, rows }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two views may be the same; their order is their identity
        <li key={index} className={styles.view}>
          <table className={styles.table}>
            <caption>{title}</caption>
            <thead>
              <tr>
                <td />
                {columns.map((column, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                  <th key={place} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody translate="no">
              {rows.map(({ label, values }, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
                <tr key={row}>
                  <th scope="row">{label}</th>
                  {values.map((value, place) => (
                    <Value
                      // biome-ignore lint/suspicious/noArrayIndexKey: see above
                      key={place}
                      value={value}
                      column={rows.map((one) => one.values[place] ?? 0)}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {onRemove && (
            <Button
              size="small"
              variant="quiet"
              className="print:hidden"
              aria-label={messages.evidence.removeOf(title)}
              onPress={() => onRemove(index)}
            >
              {messages.evidence.remove}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
