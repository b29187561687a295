'use client';

import { useState } from 'react';
import { openPage } from '@/lib/client/open-page';
import { Button } from '@/lib/ui/button';
import { ConfirmDialog } from '@/lib/ui/confirm-dialog';
import { messages } from '../messages';
import { usePair } from './pair-context';

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
        </ConfirmDialog>
      )}
    </>
  );
}
