import type { CSSProperties } from 'react';
import { ScrollRegion } from '@/lib/ui/scroll-region';
import { messages } from './messages';
import styles from './trained.module.css';

/** One column of the table: whose row it is, and its weights, one for each word. */
export interface RowSeries {
  readonly name: string;
  readonly kind: 'yours' | 'mean' | 'head';
  readonly weights: readonly number[];
}

/** The last rows side by side: a bar and its number for each word, so that the figure is its own table. */
export function LastRowTable({ words, series }: { words: readonly string[]; series: readonly RowSeries[] }) {
  return (
    <ScrollRegion label={messages.lastRow} className={styles.scroller}>
      <table className={styles.rows}>
        <caption>
          <span className={styles.caption}>{messages.lastRow}</span>
          <span className={styles.note}>{messages.percentNote}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{messages.word}</th>
            {series.map(({ name, kind }) => (
              <th key={name} scope="col" data-kind={kind}>
                <span>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody translate="no">
          {words.map((word, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice; its place is its identity
            <tr key={place}>
              <th scope="row">{word}</th>
              {series.map(({ name, kind, weights }) => (
                <td
                  key={name}
                  data-kind={kind}
                  // React's type of styles knows no custom properties.
                  style={{ '--share': weights[place] ?? 0 } as CSSProperties}
                >
                  <span>{Math.round((weights[place] ?? 0) * 100)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
