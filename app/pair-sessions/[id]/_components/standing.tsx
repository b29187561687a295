'use client';

import { texts } from '@/lib/client/messages';
import { usePair } from './pair-context';
import styles from './part.module.css';

/** What counts now for a part. */
export function Standing({ partId }: { partId: string }) {
  const { view } = usePair().state;
  const standing = view.standings[partId];
  const part = view.parts.find(({ id }) => id === partId);
  if (!standing || !part?.isScored) return null;
  const total = texts.score(standing.total);
  const isWaiting = standing.outcome === 'needs-review';
  return (
    <dl className={styles.standing} data-empty={standing.outcome === null || undefined}>
      <dt>{texts.standing.label}</dt>
      <dd>
        {standing.outcome === null && !standing.overridden
          ? texts.standing.nothing
          : isWaiting && !standing.overridden
            ? texts.standing.waiting(total)
            : texts.standing.graded(texts.score(standing.earned), total)}
        {standing.overridden && <span className={styles.aside}> {texts.standing.overridden}</span>}
        {standing.provisional && !standing.overridden && !isWaiting && (
          <span className={styles.aside}> {texts.verdict.provisional}</span>
        )}
        {standing.attempts > 1 && !standing.overridden && (
          <span className={styles.aside}>
            {' '}
            {view.policy.counting === 'last' ? texts.standing.last : texts.standing.best}
          </span>
        )}
      </dd>
    </dl>
  );
}
