'use client';

import { useState } from 'react';
import { type CallResult, callApi } from '@/lib/client/call-api';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';
import { TextField } from '@/lib/ui/text-field';

interface StartWorkingProps {
  assignmentId: string;
  partners: 'pair' | 'solo';
  /** One has begun already and may still move to the partner's side. */
  joinOnly?: boolean;
}

/** Begins a pair session, or takes the free seat of a partner's by its code. */
export function StartWorking({ assignmentId, partners, joinOnly = false }: StartWorkingProps) {
  const [code, setCode] = useState('');
  const [pending, setPending] = useState<'create' | 'join' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const go = async (what: 'create' | 'join', call: Promise<CallResult<{ id: string }>>) => {
    setPending(what);
    setProblem(null);
    const answer = await call;
    if (answer.ok) {
      window.location.assign(`/pair-sessions/${answer.value.id}`);
      return;
    }
    setPending(null);
    setProblem(answer.message);
  };
  const create = () => go('create', callApi('POST', '/api/pair-sessions', { assignmentId }));
  const join = () => go('join', callApi('POST', '/api/pair-sessions/join', { code }));

  return (
    <div className="grid gap-4">
      {problem && (
        <Notice tone="error" role="alert">
          {problem}
        </Notice>
      )}
      <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
        {!joinOnly && (
          <div className="grid gap-2">
            <p className="text-sm text-muted">
              {partners === 'pair'
                ? 'One of you begins and gets a code for the other.'
                : 'Begin by yourself.'}
            </p>
            <div>
              <Button variant="primary" isPending={pending === 'create'} onPress={create}>
                {partners === 'pair' ? 'Start a pair' : 'Start working'}
              </Button>
            </div>
          </div>
        )}
        <form
          className="flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void join();
          }}
        >
          <TextField
            label="Your partner’s code"
            autoComplete="off"
            spellCheck="false"
            isRequired
            maxLength={20}
            value={code}
            onChange={setCode}
          />
          <Button type="submit" isPending={pending === 'join'}>
            Join
          </Button>
        </form>
      </div>
    </div>
  );
}
