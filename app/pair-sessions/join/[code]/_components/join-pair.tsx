'use client';

import { callApi } from '@/lib/client/call-api';
import { openPage } from '@/lib/client/open-page';
import { ActionForm } from '@/lib/ui/action-form';
import { formStateOf } from '@/lib/ui/form-state';
import { messages } from '../messages';

/** Takes the free seat of a pair and opens its worksheet. */
export function JoinPair({ code }: { code: string }) {
  const join = async () => {
    const answer = await callApi('POST /api/pair-sessions/join', { body: { code } });
    return answer.ok ? openPage(`/pair-sessions/${answer.value.id}`) : formStateOf(answer);
  };
  return <ActionForm action={join} submitLabel={messages.button} pendingLabel={messages.joining} />;
}
