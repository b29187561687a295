'use client';

import { messages as connectionMessages } from '@/lib/client/messages';
import { usePair } from './pair-context';

/** One quiet line: whether everything is saved, and how the partner's work arrives. */
export function LinkState() {
  const { link, waiting } = usePair().state;
  const isTrouble = link === 'offline' || link === 'signed-out' || link === 'gone';
  if (isTrouble) return null;
  return (
    <p className="flex items-center gap-2 text-[0.8125rem] text-muted">
      <span
        aria-hidden="true"
        className={`size-2 flex-none rounded-full ${link === 'live' ? 'bg-correct' : 'bg-line-strong'}`}
      />
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
