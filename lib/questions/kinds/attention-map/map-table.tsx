import { ScrollRegion } from '@/lib/ui/scroll-region';
import { tint } from '../../fields/tint';
import styles from './map.module.css';
import { messages } from './messages';

interface MapTableProps {
  title: string;
  /** Said under the title. */
  note?: string;
  words: readonly string[];
  targets: readonly string[] | null;
  /** Shares 0…1 by row and column; null where a cell is empty. Columns after a row's own word are masked. */
  weights: readonly (readonly (number | null)[])[];
  /** Shows this row alone. */
  onlyRow?: number;
  /** The row being edited. */
  currentRow?: number;
  onChooseRow?: (row: number) => void;
}

/** An attention map as a table: the number in each cell, tinted by its size. */
export function MapTable({ title, note, words, targets, weights, ...rows }: MapTableProps) {
  const { onlyRow, currentRow, onChooseRow } = rows;
  return (
    <ScrollRegion className={styles.scroller} label={title}>
      <table className={styles.map}>
        <caption>
          <span className={styles.title}>{title}</span>
          {note && <span className={styles.note}>{note}</span>}
        </caption>
        <thead>
          <tr>
            <td />
            {words.map((word, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice; its place is its identity
              <th key={column} scope="col">
                <span>{word}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {words.map((word, row) => {
            if (onlyRow !== undefined && row !== onlyRow) return null;
            const target = targets?.[row] ?? null;
            return (
              <tr
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                key={row}
                data-current={row === currentRow || undefined}
                data-choosable={onChooseRow ? '' : undefined}
                onClick={() => onChooseRow?.(row)}
              >
                <th scope="row">
                  <span>{word}</span>
                  {target !== null && <span className={styles.target}>{` → ${target}`}</span>}
                </th>
                {words.map((_, column) => {
                  const weight = weights[row]?.[column] ?? null;
                  const isMasked = column > row;
                  return (
                    <td
                      // biome-ignore lint/suspicious/noArrayIndexKey: see above
                      key={column}
                      translate="no"
                      data-masked={isMasked || undefined}
                      data-tinted={weight === null ? undefined : ''}
                      style={weight === null ? undefined : tint(weight)}
                    >
                      {isMasked && weight === null ? (
                        <span className="sr-only">{messages.masked}</span>
                      ) : (
                        weight !== null && Math.round(weight * 100)
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
