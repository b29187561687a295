'use client';

import { useState } from 'react';
import { callApi } from '@/lib/client/call-api';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';

/** Enrols whoever is signed in; joining is a press of a button, never the mere opening of an address. */
export function EnrollButton({ code, title }: { code: string; title: string }) {
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const enroll = async () => {
    setIsPending(true);
    setProblem(null);
    const answer = await callApi<{ sectionId: string }>('POST', '/api/enrollments', { code });
    if (answer.ok) {
      window.location.assign(`/sections/${answer.value.sectionId}`);
      return;
    }
    setIsPending(false);
    setProblem(answer.message);
  };
  return (
    <div className="grid justify-items-start gap-4">
      {problem && (
        <Notice tone="error" role="alert">
          {problem}
        </Notice>
      )}
      <Button variant="primary" isPending={isPending} onPress={enroll}>
        Join {title}
      </Button>
    </div>
  );
}
