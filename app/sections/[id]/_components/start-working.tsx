'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { callApi } from '@/lib/client/call-api';
import { JoinForm } from '@/lib/client/join-form';
import { joinPair } from '@/lib/client/join-pair';
import { openPage } from '@/lib/client/open-page';
import { ActionForm } from '@/lib/ui/action-form';
import { formStateOf } from '@/lib/ui/form-state';
import { formText } from '@/lib/ui/form-text';
import { TextField } from '@/lib/ui/text-field';
import { startedId } from './started-id';

interface StartWorkingProps {
  assignmentId: string;
  partners: 'pair' | 'solo';
  /** The person has a pair session already, and may still move to a partner's. */
  joinOnly?: boolean;
}

/** Begins a pair session, or takes the free seat of a partner's by its code. */
export function StartWorking({ assignmentId, partners, joinOnly = false }: StartWorkingProps) {
  const router = useRouter();
  const hasStarted = useRef(false);
  // This form goes as the page shows the pair, and with it what has the focus.
  useEffect(
    () => () => {
      if (hasStarted.current) document.getElementById(startedId(assignmentId))?.focus();
    },
    [assignmentId],
  );
  const create = async () => {
    const answer = await callApi('POST /api/pair-sessions', { body: { assignmentId } });
    if (!answer.ok) return formStateOf(answer);
    if (partners === 'solo') return openPage(`/pair-sessions/${answer.value.id}`);
    // The page then shows both ways in which the partner joins.
    hasStarted.current = true;
    router.refresh();
    return {};
  };

  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-4">
      {!joinOnly && (
        <div className="grid gap-2">
          <p className="text-sm text-muted">
            {partners === 'pair'
              ? 'One of you starts. Then your partner joins at this screen, or on a second device by a code or a picture.'
              : 'Begin by yourself.'}
          </p>
          <ActionForm action={create} submitLabel={partners === 'pair' ? 'Start a pair' : 'Start working'} />
        </div>
      )}
      <JoinForm
        ask={(data) => () => joinPair(formText(data, 'code'))}
        submitLabel="Join"
        variant="secondary"
        layout="row"
      >
        <TextField
          label="Your partner’s code"
          name="code"
          autoComplete="off"
          spellCheck="false"
          isRequired
          maxLength={20}
        />
      </JoinForm>
    </div>
  );
}
