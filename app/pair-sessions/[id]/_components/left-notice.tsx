'use client';

import { GoBackForm } from '@/lib/client/go-back-form';
import { LocalTime } from '@/lib/ui/local-time';
import { Notice } from '@/lib/ui/notice';
import { messages } from '../messages';

/** On the page of somebody who has left: that this is a copy, and the way back. */
export function LeftNotice({ pairSessionId, leftAt }: { pairSessionId: string; leftAt: string }) {
  return (
    <Notice tone="info" title={messages.pair.youLeft}>
      <p>
        <span>{`${messages.pair.leftCopy} `}</span>
        <LocalTime at={leftAt} />
      </p>
      <GoBackForm pairSessionId={pairSessionId} />
    </Notice>
  );
}
