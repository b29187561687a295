import { ScrollRegion } from '@/lib/ui/scroll-region';
import type { Block } from '@/lib/worksheets/worksheet';
import styles from './tables.module.css';

/** A number of the worksheet as mathematics writes it. */
function written(cell: string): string {
  return cell.replace(/-?inf(inity)?/i, (found) => (found.startsWith('-') ? '−∞' : '∞')).replace(/^-/, '−');
}

/** A matrix in print, with the headings of its rows and columns. */
export function MatrixTable({
  rows,
  caption,
  rowLabels,
  columnLabels,
}: Omit<Extract<Block, { type: 'matrix' }>, 'type'>) {
  const columns = rows[0]?.length ?? 0;
  return (
    <ScrollRegion className="max-w-full overflow-x-auto" label={caption}>
      <table className={styles.matrix}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td />
            {Array.from({ length: columns }, (_, column) => columnLabels?.[column] ?? `${column + 1}`).map(
              (label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its index
            <tr key={index}>
              <th scope="row">{rowLabels?.[index] ?? index + 1}</th>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its index
                <td key={column} translate="no" data-infinite={/inf/i.test(cell) || undefined}>
                  {written(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
