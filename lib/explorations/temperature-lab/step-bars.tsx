import { formatNumber } from '@/lib/ui/format-number';
import styles from './lab.module.css';
import { messages } from './messages';
import type { LabRow, StepName } from './rows';

const width = 120;
const height = 96;
const gap = 10;

/** A value of a step for people; where four decimals would cut it short, in the notation of programs: 9.54e-7. */
export function stepText(value: number | null): string {
  if (value === null) return '–';
  if (value !== 0 && Math.abs(value) < 0.01) return value.toExponential(2);
  return formatNumber(value, Math.abs(value) >= 100 ? 1 : 4);
}

/** One step of the computation as bars, a bar for each outcome; negative values hang down. */
export function StepBars({ rows, step }: { rows: readonly LabRow[]; step: StepName }) {
  const values = rows.map((row) => row.values[step]);
  const isNegative = values.some((value) => (value ?? 0) < 0);
  // Logarithms have no natural scale: the longest bar fills the figure. Chances have one: 1.
  const largest = isNegative ? Math.max(...values.map((value) => Math.abs(value ?? 0)), 1e-9) : 1;
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
        <line
          x1="0"
          x2={width}
          y1={isNegative ? 0.5 : height - 0.5}
          y2={isNegative ? 0.5 : height - 0.5}
          className={styles.axis}
        />
        {values.map((value, index) => {
          const length = value === null ? 0 : Math.min(Math.abs(value) / largest, 1) * (height - 2);
          return (
            <rect
              key={rows[index]?.label}
              data-outcome={index}
              x={index * (barWidth + gap)}
              y={isNegative ? 1 : height - 1 - length}
              width={barWidth}
              height={length}
            />
          );
        })}
      </svg>
      <ul className={styles.values}>
        {rows.map((row) => (
          <li key={row.label}>
            <span className={styles.letter}>{row.label}</span> {stepText(row.values[step])}
          </li>
        ))}
      </ul>
    </figure>
  );
}
