import type { CSSProperties } from 'react';
import { formatNumber } from '@/lib/ui/format-number';
import styles from './bench.module.css';
import type { Sample } from './tally';

/** How often each outcome came up, with its expected count and the ±2σ band behind; the table beside says the same. */
export function TallyBars({ sample: { draws, tallies } }: { sample: Sample }) {
  const whole = Math.max(draws, 1);
  return (
    <ul className={styles.tallies} aria-hidden="true">
      {tallies.map(({ label, seen, expected, low, high }, index) => (
        <li key={label} data-outcome={index}>
          <span className={styles.letter}>{label}</span>
          <span
            className={styles.track}
            style={
              {
                '--seen': seen / whole,
                '--expected': expected / whole,
                '--low': low / whole,
                '--high': high / whole,
              } as CSSProperties
            }
          >
            {draws > 0 && <span className={styles.band} />}
            <span className={styles.seen} />
            {draws > 0 && <span className={styles.expected} />}
          </span>
          <span className={styles.count}>
            <span>{seen}</span>
            {draws > 0 && <small>{` / ${formatNumber(expected, draws < 100 ? 1 : 0)}`}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}
