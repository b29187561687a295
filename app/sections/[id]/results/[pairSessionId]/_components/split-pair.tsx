'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { callApi } from '@/lib/client/call-api';
import { Button } from '@/lib/ui/button';
import { ConfirmDialog } from '@/lib/ui/confirm-dialog';
import { WithNames } from '@/lib/ui/verbatim';

interface SplitPairProps {
  pairSessionId: string;
  maySplit: boolean;
  /** Names of the people who work here now; the first one stays. */
  names: string[];
}

/** Splits a pair: each member goes on alone with everything done so far. Asks first, because it cannot be undone. */
export function SplitPair({ pairSessionId, maySplit, names }: SplitPairProps) {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const [isSplit, setIsSplit] = useState(false);

  async function split() {
    const answer = await callApi('POST /api/pair-sessions/{id}/split', { id: pairSessionId, body: {} });
    if (answer.ok) {
      setIsSplit(true);
      setIsAsking(false);
      router.refresh();
    }
    return answer;
  }

  return (
    <>
      {maySplit && <Button onPress={() => setIsAsking(true)}>Split this pair</Button>}
      <p role="status" className="sr-only">
        {isSplit && 'The pair is split.'}
      </p>
      {isAsking && (
        <ConfirmDialog
          title={<WithNames text={`Split ${names.join(' and ')}?`} names={names} />}
          stayLabel="Keep them together"
          goLabel="Split the pair"
          confirm={split}
          onClose={() => setIsAsking(false)}
        >
          <p>
            Each of them gets a copy of all the work so far, with its points, and continues alone or with a
            new partner. Their open pages switch automatically. You cannot undo this.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
