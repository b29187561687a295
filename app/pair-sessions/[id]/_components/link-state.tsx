'use client';

import { messages as connectionMessages } from '@/lib/client/messages';
import { usePair } from './pair-context';
import styles from './worksheet.module.css';

/** One quiet line: whether everything is saved, and how the partner's work arrives. */
export function LinkState() {
  const { link, waiting } = usePair().state;
  const isTrouble = link === 'offline' || link === 'signed-out' || link === 'gone';
  if (isTrouble) return null;
  return (
    <p className={styles.link} data-link={link}>
      <span aria-hidden="true" className={styles.dot} />
      {waiting > 0
        ? connectionMessages.link.saving(waiting)
        : link === 'live'
          ? connectionMessages.link.live
          : link === 'polling'
            ? connectionMessages.link.polling
            : connectionMessages.link.connecting}
    </p>
  );
}
