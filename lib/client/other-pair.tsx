import { useEffect, useRef, useState } from 'react';
import { Button } from '@/lib/ui/button';
import { LinkButton } from '@/lib/ui/link-button';
import { Notice } from '@/lib/ui/notice';
import { callApi } from './call-api';
import { messages } from './messages';

interface OtherPairProps {
  pairSessionId: string;
  /** Which pair that is, as a sentence. */
  sentence: string;
  /** Goes on with what the other pair stood in the way of. */
  afterLeaving(): Promise<void>;
}

/** Says in which other pair a person sits, and the ways out: go there, or leave it. */
export function OtherPair({ pairSessionId, sentence, afterLeaving }: OtherPairProps) {
  const [isAsked, setIsAsked] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  // The form that was sent says nothing itself: its answer is here.
  useEffect(() => box.current?.focus(), []);

  const leave = async () => {
    setIsLeaving(true);
    const answer = await callApi('POST /api/pair-sessions/{id}/leave', { id: pairSessionId, body: {} });
    // Somebody who sits there no more has left already.
    if (answer.ok || answer.status === 404) await afterLeaving();
    else setProblem(answer.message);
    setIsLeaving(false);
  };
  return (
    <div ref={box} tabIndex={-1}>
      <Notice tone="caution" role="alert" title={sentence}>
        {isAsked ? (
          <>
            <p>{messages.joining.leaveExplained}</p>
            <div className="flex flex-wrap gap-2">
              <Button variant="primary" isPending={isLeaving} onPress={leave}>
                {messages.joining.leaveNow}
              </Button>
              <Button onPress={() => setIsAsked(false)}>{messages.joining.stay}</Button>
            </div>
          </>
        ) : (
          <div className="flex flex-wrap gap-2">
            <LinkButton href={`/pair-sessions/${pairSessionId}`}>{messages.joining.goToOther}</LinkButton>
            <Button onPress={() => setIsAsked(true)}>{messages.joining.leaveOther}</Button>
          </div>
        )}
        {problem !== null && <p className="text-wrong">{problem}</p>}
      </Notice>
    </div>
  );
}
