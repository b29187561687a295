'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/button';
import { Dialog } from '@/app/_components/dialog';
import { Notice } from '@/app/_components/notice';
import { texts } from '@/lib/client/texts';
import { usePair } from './pair-context';

/** Leaves the pair, after asking: what was done stays here. */
export function LeavePair() {
  const { state, connection } = usePair();
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isAlone = state.view.seats.length < 2;

  async function leave() {
    const answer = await connection.leave();
    if (answer.ok) window.location.assign('/');
    else setProblem(answer.message);
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
        <Dialog
          title={texts.pair.leaveTitle}
          onClose={() => setIsAsking(false)}
          actions={
            <>
              <Button onPress={() => setIsAsking(false)}>{texts.pair.stay}</Button>
              <Button variant="danger" onPress={leave}>
                {texts.pair.leave}
              </Button>
            </>
          }
        >
          <p>{isAlone ? texts.pair.leaveAlone : texts.pair.leaveHelp}</p>
          {problem && (
            <Notice tone="error" role="alert">
              {problem}
            </Notice>
          )}
        </Dialog>
      )}
    </>
  );
}
