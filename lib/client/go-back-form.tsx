'use client';

import { callApi } from './call-api';
import { JoinForm } from './join-form';
import { toJoinState } from './join-pair';
import { messages } from './messages';

/** Goes back to a pair that this person has left, and opens its worksheet. */
export function GoBackForm({ pairSessionId }: { pairSessionId: string }) {
  const goBack = async () =>
    toJoinState(await callApi('POST /api/pair-sessions/{id}/return', { id: pairSessionId, body: {} }));
  return <JoinForm ask={() => goBack} submitLabel={messages.joining.goBack} variant="secondary" />;
}
