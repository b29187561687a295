'use client';

import { useState } from 'react';
import { messages as connectionMessages } from '@/lib/client/messages';
import { joinCostSentences } from '@/lib/pairing/join-costs';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';
import { usePair } from './pair-context';

const messages = connectionMessages.joining;

/** People who want to join at a cost for those who sit here: what it costs, and yes or no. */
export function JoinRequests() {
  const { connection, state, announce } = usePair();
  const [problem, setProblem] = useState<string | null>(null);
  const answer = async (requestId: string, agrees: boolean) => {
    const answered = await connection.answerJoinRequest(requestId, agrees);
    setProblem(answered.ok ? null : answered.message);
    if (!answered.ok) announce(answered.message);
  };
  if (state.view.readOnly) return null;
  return (
    <div id="join-requests" tabIndex={-1} className="grid gap-3 empty:hidden">
      {state.view.joinRequests.map(({ id, name, costs, isAgreed }) => (
        <Notice key={id} tone="caution" title={messages.wants(name)}>
          {joinCostSentences(name, costs).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {isAgreed && <p>{messages.agreed}</p>}
          <div className="flex flex-wrap gap-2">
            {!isAgreed && <Button onPress={() => answer(id, true)}>{messages.agree(name)}</Button>}
            <Button onPress={() => answer(id, false)}>{messages.decline}</Button>
          </div>
        </Notice>
      ))}
      {problem !== null && <p className="text-caution">{problem}</p>}
    </div>
  );
}
