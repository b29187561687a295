'use client';

import { useState } from 'react';
import { texts } from '@/lib/client/messages';
import { Button } from '@/lib/ui/button';
import { ConfirmDialog } from '@/lib/ui/confirm-dialog';
import { usePair } from './pair-context';

/** Leaves the pair, after asking: what was done stays here. */
export function LeavePair() {
  const { state, connection } = usePair();
  const [isAsking, setIsAsking] = useState(false);
  const isAlone = state.view.seats.length < 2;

  async function leave() {
    const answer = await connection.leave();
    if (answer.ok) window.location.assign('/');
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
        {texts.pair.leave}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={texts.pair.leaveTitle}
          stayLabel={texts.pair.stay}
          goLabel={texts.pair.leave}
          confirm={leave}
          onClose={() => setIsAsking(false)}
        >
          <p>{isAlone ? texts.pair.leaveAlone : texts.pair.leaveHelp}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
