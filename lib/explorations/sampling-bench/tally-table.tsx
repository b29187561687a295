import { formatNumber } from '@/lib/client/format-number';
import { explorationTexts as texts } from '@/lib/client/messages/exploration-messages';
import styles from './bench.module.css';
import type { Sample } from './tally';

/** The numbers of the tally: the twin of the figure. */
export function TallyTable({ sample: { draws, tallies } }: { sample: Sample }) {
  return (
    <details className={styles.twin}>
      <summary>{texts.bench.table}</summary>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{texts.bench.outcome}</th>
            <th scope="col">{texts.bench.drawn}</th>
            <th scope="col">{texts.bench.expected}</th>
            <th scope="col">{texts.bench.band}</th>
            <th scope="col">{texts.bench.position}</th>
          </tr>
        </thead>
        <tbody>
          {tallies.map(({ label, seen, expected, band, isInside }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{seen}</td>
              <td>{formatNumber(expected, 1)}</td>
              <td>{formatNumber(band, 1)}</td>
              <td>{draws > 0 && (isInside ? texts.bench.inside : texts.bench.outside)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
