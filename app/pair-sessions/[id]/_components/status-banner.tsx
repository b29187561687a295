'use client';

import { useEffect, useState } from 'react';
import { messages as connectionMessages } from '@/lib/client/messages';
import { Notice } from '@/lib/ui/notice';
import { messages } from '../messages';
import { asideLook } from './aside-look';
import { usePair } from './pair-context';

/** A point in time in this device's time zone; empty until the page runs in the browser. */
function useLocalTime(iso: string | null): string {
  const [text, setText] = useState('');
  // Only the browser knows the person's time zone; the server would show another time.
  useEffect(() => {
    if (iso) setText(new Date(iso).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' }));
  }, [iso]);
  return text;
}

/** Why the pair cannot work now, in one place at the top, and what happens to its work. */
export function StatusBanner() {
  const { view, link, waiting, refusal, isStoredHere } = usePair().state;
  const opensAt = useLocalTime(view.opensAt);
  const closesAt = useLocalTime(view.closesAt);
  return (
    <div className="-mb-8 grid gap-3 empty:hidden print:hidden">
      {link === 'offline' && (
        <Notice tone="caution" title={connectionMessages.link.offline}>
          {connectionMessages.link.offlineDetail(waiting)}
        </Notice>
      )}
      {link === 'polling' && (
        <Notice tone="info" title={connectionMessages.link.polling}>
          {connectionMessages.link.pollingDetail}
        </Notice>
      )}
      {link === 'signed-out' && (
        <Notice tone="caution" title={connectionMessages.link.signedOut}>
          {connectionMessages.link.signedOutDetail} <a href="/sign-in">{connectionMessages.link.signIn}</a>
        </Notice>
      )}
      {link === 'gone' && (
        <Notice tone="caution" title={connectionMessages.link.gone}>
          {connectionMessages.link.goneDetail}
        </Notice>
      )}
      {refusal && link !== 'signed-out' && view.status === 'open' && (
        <Notice tone="caution" title={connectionMessages.link.refused}>
          {refusal.message}
        </Notice>
      )}
      {!isStoredHere && waiting > 0 && <Notice tone="caution">{connectionMessages.link.notStored}</Notice>}
      {view.status === 'closed' && (
        <Notice tone="info" title={messages.phase.closed}>
          {messages.phase.closedDetail}
        </Notice>
      )}
      {view.status === 'not-open' && (
        <Notice tone="info" title={messages.phase.notOpen}>
          {opensAt && messages.phase.opensAt(opensAt)}
        </Notice>
      )}
      {view.status === 'open' && closesAt && <p className={asideLook}>{messages.phase.closesAt(closesAt)}</p>}
    </div>
  );
}
