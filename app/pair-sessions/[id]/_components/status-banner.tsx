'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { joinCostSentences } from '@/lib/pairing/join-costs';
import type { PairView } from '@/lib/schemas/pair-view';
import { Notice } from '@/lib/ui/notice';
import { messages } from '../messages';
import { asideLook } from './aside-look';
import { usePair } from './pair-context';

// Rare, and each shown because of what the server has just said, so that its code can be fetched then.
const JoinRequests = dynamic(() => import('./join-requests').then(({ JoinRequests }) => JoinRequests));
const LeftNotice = dynamic(() => import('./left-notice').then(({ LeftNotice }) => LeftNotice));

/** A point in time in this device's time zone; empty until the page runs in the browser. */
function useLocalTime(iso: string | null): string {
  const [text, setText] = useState('');
  // Only the browser knows the person's time zone; the server would show another time.
  useEffect(() => {
    if (iso) setText(new Date(iso).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' }));
  }, [iso]);
  return text;
}

/** What can earn no points because of who sits here, though its page is not turned for everybody at this screen. */
function spentWith(view: PairView): string[] {
  const names = [...new Set(Object.values(view.scores).flatMap(({ seenBy }) => seenBy))];
  return names.flatMap((name) =>
    joinCostSentences(
      name,
      view.parts
        .filter(({ id, isScored }) => isScored && !view.revealed.includes(id))
        .filter(({ id }) => view.scores[id]?.seenBy.includes(name))
        .map(({ id: partId }) => ({ partId, why: 'seen', attemptsLeft: null })),
    ),
  );
}

/** What holds for the whole sheet: who wants to join, what earns no points, and when it is open. */
export function StatusBanner() {
  const { view } = usePair().state;
  const opensAt = useLocalTime(view.opensAt);
  const closesAt = useLocalTime(view.closesAt);
  const [hadRequests, setHadRequests] = useState(false);
  const hasRequests = hadRequests || view.joinRequests.length > 0;
  if (hasRequests !== hadRequests) setHadRequests(true);
  return (
    <div className="-mb-8 grid gap-3 empty:hidden print:hidden">
      {/* Stays once the last one is answered: it may have to say why an answer was refused. */}
      {hasRequests && <JoinRequests />}
      {spentWith(view).map((sentence) => (
        <Notice key={sentence} tone="info">
          {sentence}
        </Notice>
      ))}
      {view.readOnly === 'left' && <LeftNotice pairSessionId={view.id} leftAt={view.leftAt ?? ''} />}
      {view.readOnly === 'staff' && <Notice tone="info">{messages.pair.youRead}</Notice>}
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
