import { messages } from './messages';
import styles from './trained.module.css';

const [width, height] = [300, 80];
/** ln 36: what a guess among all words costs. */
const highest = 3.6;

/** The loss of each step so far, on a scale that stays; the newest one stands in words beside it. */
export function LossCurve({ losses, steps }: { losses: readonly number[]; steps: number }) {
  const points = losses.map(
    (loss, step) => `${((step / steps) * width).toFixed(1)},${(height * (1 - loss / highest)).toFixed(1)}`,
  );
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className={styles.curve}
      role="img"
      aria-label={messages.lossCurve}
    >
      <path d={`M0 0V${height}H${width}`} />
      <polyline points={points.join(' ')} />
    </svg>
  );
}
