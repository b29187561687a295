'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_components/button';
import { Dialog } from '@/app/_components/dialog';
import { Notice } from '@/app/_components/notice';
import { callApi } from '@/lib/client/call-api';

interface SplitPairProps {
  pairSessionId: string;
  maySplit: boolean;
  /** Who works here now, the one who stays first. */
  names: string[];
}

/** Lets the members of a pair go on apart, each with everything done so far; asks first, for it cannot be undone. */
export function SplitPair({ pairSessionId, maySplit, names }: SplitPairProps) {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSplit, setIsSplit] = useState(false);

  async function split() {
    setIsSending(true);
    const answer = await callApi('POST', `/api/pair-sessions/${pairSessionId}/split`, {});
    setIsSending(false);
    setProblem(answer.ok ? null : answer.message);
    if (!answer.ok) return;
    setIsSplit(true);
    setIsAsking(false);
    router.refresh();
  }

  return (
    <>
      {maySplit && <Button onPress={() => setIsAsking(true)}>Split this pair</Button>}
      <p role="status" className="sr-only">
        {isSplit && 'The pair is split.'}
      </p>
      {isAsking && (
        <Dialog
          title={`Split ${names.join(' and ')}?`}
          onClose={() => setIsAsking(false)}
          actions={
            <>
              <Button onPress={() => setIsAsking(false)}>Keep them together</Button>
              <Button variant="danger" onPress={split} isPending={isSending}>
                Split the pair
              </Button>
            </>
          }
        >
          <p>
            Each of them keeps a copy of everything done so far, with its points, and works on alone or with a
            new partner. Their open pages change over by themselves. This cannot be undone.
          </p>
          {problem && (
            <Notice tone="error" role="alert">
              {problem}
            </Notice>
          )}
        </Dialog>
      )}
    </>
  );
}
