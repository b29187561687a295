import styles from './lab.module.css';
import { messages } from './messages';
import type { LabRow } from './rows';
import { stepTexts } from './step-text';

const width = 120;
const height = 96;
const gap = 10;

/** A step whose values run from 0 to 1, as bars, a bar for each outcome. */
export function StepBars({
  rows,
  step,
}: {
  rows: readonly LabRow[];
  step: 'probability' | 'exponential' | 'result';
}) {
  const values = rows.map((row) => row.values[step]);
  const texts = stepTexts(values);
  const barWidth = (width - gap * (rows.length - 1)) / rows.length;
  return (
    <figure className={styles.step}>
      <figcaption>{messages.stepNames[step]}</figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden="true"
        className={styles.bars}
        preserveAspectRatio="none"
      >
        <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} className={styles.axis} />
        {values.map((value, index) => {
          const length = Math.min(value ?? 0, 1) * (height - 2);
          return (
            <rect
              key={rows[index]?.label}
              data-outcome={index}
              x={index * (barWidth + gap)}
              y={height - 1 - length}
              width={barWidth}
              height={length}
            />
          );
        })}
      </svg>
      <ul translate="no" className={styles.values}>
        {rows.map(({ label }, index) => (
          <li key={label}>
            <span className={styles.letter}>{label}</span>
            <span>{` ${texts[index]}`}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
