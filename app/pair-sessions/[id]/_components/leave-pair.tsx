'use client';

import { useState } from 'react';
import { openPage } from '@/lib/client/open-page';
import type { PairView } from '@/lib/schemas/pair-view';
import { Button } from '@/lib/ui/button';
import { ConfirmDialog } from '@/lib/ui/confirm-dialog';
import { formatPoints } from '@/lib/ui/format-number';
import { messages } from '../messages';
import { usePair } from './pair-context';

/** What the one who leaves keeps, and what stays used up elsewhere. */
function stakesOf({ parts, scores, revealed }: PairView): string[] {
  const scored = parts.filter(({ isScored, isPrediction }) => isScored && !isPrediction);
  const sum = (pointsOf: (part: PairView['parts'][number]) => number) =>
    formatPoints(scored.reduce((total, part) => total + pointsOf(part), 0));
  const idsOf = (isSo: (id: string) => boolean) =>
    scored.flatMap(({ id }) => (isSo(id) ? [id] : [])).join(', ');
  const seen = idsOf((id) => revealed.includes(id));
  const used = idsOf((id) => scores[id]?.pointsState === 'used-up');
  return [
    messages.pair.leaveKeeps(
      sum(({ id }) => scores[id]?.earned ?? 0),
      sum(({ points }) => points),
    ),
    ...(seen ? [messages.pair.leaveSeen(seen)] : []),
    ...(used ? [messages.pair.leaveUsed(used)] : []),
  ];
}

/** Asks, then leaves the pair. The pair's work stays with the pair. */
export function LeavePair() {
  const { state, connection } = usePair();
  const [isAsking, setIsAsking] = useState(false);
  const isAlone = state.view.seats.length < 2;

  async function leave() {
    const answer = await connection.leave();
    if (answer.ok) await openPage('/');
    return answer;
  }

  return (
    <>
      <Button
        size="small"
        variant="quiet"
        className="-ms-3 justify-self-start"
        onPress={() => setIsAsking(true)}
      >
        {messages.pair.leave}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={messages.pair.leaveTitle}
          stayLabel={messages.pair.stay}
          goLabel={messages.pair.leave}
          confirm={leave}
          onClose={() => setIsAsking(false)}
        >
          <p>{isAlone ? messages.pair.leaveAlone : messages.pair.leaveHelp}</p>
          {stakesOf(state.view).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <p>{messages.pair.leaveBack}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
