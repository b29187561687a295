'use client';

import { formatPoints } from '@/lib/ui/format-number';
import { messages } from '../messages';
import { usePair } from './pair-context';
import styles from './part.module.css';

/** What counts now for a part. */
export function CurrentScore({ partId }: { partId: string }) {
  const { view } = usePair().state;
  const score = view.scores[partId];
  const part = view.parts.find(({ id }) => id === partId);
  if (!score || !part?.isScored) return null;
  const total = formatPoints(score.total);
  const isWaiting = score.outcome === 'needs-review';
  return (
    <dl className={styles.score} data-empty={score.outcome === null || undefined}>
      <dt>{messages.currentScore.label}</dt>
      <dd>
        {score.outcome === null && !score.overridden
          ? messages.currentScore.nothing
          : isWaiting && !score.overridden
            ? messages.currentScore.waiting(total)
            : messages.currentScore.graded(formatPoints(score.earned), total)}
        {score.overridden && <span className={styles.aside}> {messages.currentScore.overridden}</span>}
        {score.provisional && !score.overridden && !isWaiting && (
          <span className={styles.aside}> {messages.verdict.provisional}</span>
        )}
        {score.attempts > 1 && !score.overridden && (
          <span className={styles.aside}>
            {' '}
            {view.policy.counting === 'last' ? messages.currentScore.last : messages.currentScore.best}
          </span>
        )}
      </dd>
    </dl>
  );
}
