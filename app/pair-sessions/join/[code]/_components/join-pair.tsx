'use client';

import { callApi } from '@/lib/client/call-api';
import { JoinForm } from '@/lib/client/join-form';
import { joinPair } from '@/lib/client/join-pair';
import { messages } from '../messages';

interface JoinPairProps {
  code: string;
  /** The class of the pair, where this person is not in it yet. */
  newClass: string | null;
}

/** Takes the free seat of a pair and opens its worksheet; enrols in its class before, where need be. */
export function JoinPair({ code, newClass }: JoinPairProps) {
  const join = async () => {
    if (newClass !== null) {
      const enrolled = await callApi('POST /api/enrollments', { body: { pairCode: code } });
      if (!enrolled.ok) return enrolled;
    }
    return joinPair(code);
  };
  return (
    <JoinForm
      ask={() => join}
      submitLabel={newClass === null ? messages.button : messages.joinBoth(newClass)}
      pendingLabel={messages.joining}
    />
  );
}
