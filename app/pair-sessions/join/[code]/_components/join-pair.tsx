'use client';

import { useState } from 'react';
import { callApi } from '@/lib/client/call-api';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';
import { messages } from '../messages';

/** Takes the free seat of a pair and opens its worksheet. */
export function JoinPair({ code }: { code: string }) {
  const [isJoining, setIsJoining] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const join = async () => {
    setIsJoining(true);
    setProblem(null);
    const answer = await callApi<{ id: string }>('POST', '/api/pair-sessions/join', { code });
    if (answer.ok) {
      // A full load: the page of a pair reads its state from the server.
      window.location.assign(`/pair-sessions/${answer.value.id}`);
      return;
    }
    setIsJoining(false);
    setProblem(answer.message);
  };
  return (
    <div className="grid justify-items-start gap-4">
      {problem && (
        <Notice tone="error" role="alert">
          {problem}
        </Notice>
      )}
      <Button variant="primary" isPending={isJoining} onPress={join}>
        {isJoining ? messages.joining : messages.button}
      </Button>
    </div>
  );
}
