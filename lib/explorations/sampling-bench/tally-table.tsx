import { formatNumber } from '@/lib/ui/format-number';
import styles from './bench.module.css';
import { messages } from './messages';
import type { Sample } from './tally';

/** The numbers of the tally: the twin of the figure. */
export function TallyTable({ sample: { draws, tallies } }: { sample: Sample }) {
  return (
    <details className={styles.twin}>
      <summary>{messages.table}</summary>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{messages.outcome}</th>
            <th scope="col">{messages.drawn}</th>
            <th scope="col">{messages.expected}</th>
            <th scope="col">{messages.band}</th>
            <th scope="col">{messages.position}</th>
          </tr>
        </thead>
        <tbody>
          {tallies.map(({ label, seen, expected, band, isInside }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td translate="no">{seen}</td>
              <td translate="no">{formatNumber(expected, 1)}</td>
              <td translate="no">{formatNumber(band, 1)}</td>
              <td>{draws > 0 && (isInside ? messages.inside : messages.outside)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
