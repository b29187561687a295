'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { ActionForm } from '@/lib/ui/action-form';
import { type FormState, formStateOf } from '@/lib/ui/form-state';
import { Notice } from '@/lib/ui/notice';
import type { CallProblem, CallResult } from './call-api';
import type { JoinState } from './join-pair';
import { openPage } from './open-page';
import { OtherPair } from './other-pair';

type Ask = () => Promise<CallResult<JoinState>>;

interface JoinFormProps {
  /** What asks for the seat that was typed; called again while those who sit there have not answered. */
  ask(data: FormData): Ask;
  /** The form state after a refusal, where there is more to it than its sentence. */
  afterRefusal?(refusal: CallProblem): FormState;
  submitLabel: string;
  pendingLabel?: string;
  variant?: 'primary' | 'secondary';
  layout?: 'stacked' | 'row';
  children?: ReactNode;
}

const askEveryMs = 3_000;

/** Takes a free seat of a pair and opens its worksheet; waits where those who sit there have to agree. */
export function JoinForm({ ask, afterRefusal = formStateOf, children, ...look }: JoinFormProps) {
  const [waiting, setWaiting] = useState<{ again: Ask; sentences: string[] } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [other, setOther] = useState<{ again: Ask; pairSessionId: string; sentence: string } | null>(null);

  const tryToJoin = async (again: Ask): Promise<FormState> => {
    const answer = await again();
    if (!answer.ok) {
      const { pairSessionId, message: sentence } = answer;
      if (pairSessionId === undefined) return afterRefusal(answer);
      setOther({ again, pairSessionId, sentence });
      return {};
    }
    if ('pairSessionId' in answer.value) return openPage(`/pair-sessions/${answer.value.pairSessionId}`);
    setWaiting({ again, sentences: answer.value.waits });
    return {};
  };
  const join = (data: FormData) => {
    setProblem(null);
    setOther(null);
    return tryToJoin(ask(data));
  };
  const again = waiting?.again;
  useEffect(() => {
    if (again === undefined) return;
    const timer = setInterval(async () => {
      const answer = await again();
      if (answer.ok && 'pairSessionId' in answer.value) {
        clearInterval(timer);
        void openPage(`/pair-sessions/${answer.value.pairSessionId}`);
      } else if (!answer.ok && answer.status >= 400 && answer.status < 500) {
        clearInterval(timer);
        setWaiting(null);
        setProblem(answer.message);
      }
    }, askEveryMs);
    return () => clearInterval(timer);
  }, [again]);

  if (waiting) {
    return (
      <Notice tone="caution">
        {waiting.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Notice>
    );
  }
  return (
    <div className="grid gap-3">
      <ActionForm action={join} {...look}>
        {children}
      </ActionForm>
      {other && (
        <OtherPair
          pairSessionId={other.pairSessionId}
          sentence={other.sentence}
          afterLeaving={async () => {
            setOther(null);
            const state = await tryToJoin(other.again);
            setProblem(state.problem ?? null);
          }}
        />
      )}
      {problem !== null && (
        <Notice tone="error" role="alert">
          {problem}
        </Notice>
      )}
    </div>
  );
}
