import type { CSSProperties } from 'react';
import { formatPercent } from '@/lib/ui/format-number';
import styles from './lab.module.css';
import { messages } from './messages';

interface ResultBarsProps {
  outcomes: readonly string[];
  /** Chances 0…1. */
  result: readonly number[];
  /** What people predicted, each by outcome: an outline on each bar. */
  predicted: readonly (readonly number[])[];
}

/** The chances after rescaling, large, with the prediction as outlines. */
export function ResultBars({ outcomes, result, predicted }: ResultBarsProps) {
  return (
    <ul className={styles.result} aria-label={messages.figure(messages.stepNames.result)}>
      {outcomes.map((outcome, index) => (
        <li key={outcome} data-outcome={index}>
          <span className={styles.letter}>{outcome}</span>
          <span
            className={styles.resultTrack}
            aria-hidden="true"
            style={{ '--share': result[index] ?? 0 } as CSSProperties}
          >
            {predicted.map((shares, person) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: people keep their places, and nothing else tells them apart.
                key={person}
                className={styles.outline}
                data-person={person}
                style={{ '--predicted': shares[index] ?? 0 } as CSSProperties}
              />
            ))}
          </span>
          <span className={styles.resultValue}>{formatPercent(result[index] ?? 0, 1)}</span>
        </li>
      ))}
    </ul>
  );
}
