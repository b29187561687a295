import type { Evidence } from '@/lib/reading/evidence';
import { Button } from '@/lib/ui/button';
import { BarValue } from './bar-value';
import styles from './evidence.module.css';
import { messages } from './messages';

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
                    <BarValue
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
