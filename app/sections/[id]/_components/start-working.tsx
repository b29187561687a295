'use client';

import { type CallResult, callApi } from '@/lib/client/call-api';
import { openPage } from '@/lib/client/open-page';
import { ActionForm } from '@/lib/ui/action-form';
import { formStateOf } from '@/lib/ui/form-state';
import { formText } from '@/lib/ui/form-text';
import { TextField } from '@/lib/ui/text-field';

interface StartWorkingProps {
  assignmentId: string;
  partners: 'pair' | 'solo';
  /** The person has a pair session already, and may still move to a partner's. */
  joinOnly?: boolean;
}

function openPair(answer: CallResult<{ id: string }>) {
  return answer.ok ? openPage(`/pair-sessions/${answer.value.id}`) : formStateOf(answer);
}

/** Begins a pair session, or takes the free seat of a partner's by its code. */
export function StartWorking({ assignmentId, partners, joinOnly = false }: StartWorkingProps) {
  const create = async () => openPair(await callApi('POST /api/pair-sessions', { body: { assignmentId } }));
  const join = async (data: FormData) =>
    openPair(await callApi('POST /api/pair-sessions/join', { body: { code: formText(data, 'code') } }));

  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
      {!joinOnly && (
        <div className="grid gap-2">
          <p className="text-sm text-muted">
            {partners === 'pair' ? 'One of you begins and gets a code for the other.' : 'Begin by yourself.'}
          </p>
          <ActionForm action={create} submitLabel={partners === 'pair' ? 'Start a pair' : 'Start working'} />
        </div>
      )}
      <ActionForm action={join} submitLabel="Join" variant="secondary" layout="row">
        <TextField
          label="Your partner’s code"
          name="code"
          autoComplete="off"
          spellCheck="false"
          isRequired
          maxLength={20}
        />
      </ActionForm>
    </div>
  );
}
