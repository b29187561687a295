'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { callApi } from '@/lib/client/call-api';
import { Button } from '@/lib/ui/button';

interface UndoDecisionProps {
  pairSessionId: string;
  partId: string;
  decisionId: string;
  /** Of the part's state. */
  version: number;
}

/** Takes a decision back: what was decided before counts again. */
export function UndoDecision({ pairSessionId, partId, decisionId, version }: UndoDecisionProps) {
  const router = useRouter();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState('');
  const undo = async () => {
    setPending(true);
    const body = { partId, version, origin: 'undo' as const, undoes: decisionId };
    const answer = await callApi('POST /api/pair-sessions/{id}/decisions', { id: pairSessionId, body });
    setPending(false);
    setProblem(answer.ok ? '' : answer.message);
    if (answer.ok || answer.code === 'changed') router.refresh();
  };
  return (
    <span className="inline-flex items-center gap-2 print:hidden">
      <Button size="small" variant="quiet" isPending={isPending} onPress={() => void undo()}>
        Take back
      </Button>
      <span role="status" className="text-wrong">
        {problem}
      </span>
    </span>
  );
}
