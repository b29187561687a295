import { joinCostSentences } from '@/lib/pairing/join-costs';
import type { ApiAnswer } from '@/lib/schemas/api-routes';
import { type CallResult, callApi } from './call-api';
import { messages } from './messages';

/** Where a wish to join stands: in the pair, or waiting, with the sentences that both have to read. */
export type JoinState = { pairSessionId: string } | { waits: string[] };

/** Where a wish to join stands by the server's answer. */
export function toJoinState(
  answer: CallResult<ApiAnswer<'POST /api/pair-sessions/join' | 'POST /api/pair-sessions/{id}/return'>>,
): CallResult<JoinState> {
  if (!answer.ok) return answer;
  const { value } = answer;
  if ('id' in value) return { ...answer, value: { pairSessionId: value.id } };
  const waits = [
    ...joinCostSentences(value.name, value.costs),
    messages.joining.waits(value.waitsFor.join(messages.joining.and)),
  ];
  return { ...answer, value: { waits } };
}

/** Takes the free seat of a pair by its code, or asks those who sit there. */
export async function joinPair(code: string): Promise<CallResult<JoinState>> {
  return toJoinState(await callApi('POST /api/pair-sessions/join', { body: { code } }));
}
