'use client';

import { useEffect, useState } from 'react';
import { callApi } from '@/lib/client/call-api';
import { Button } from '@/lib/ui/button';

/**
 * What a person sees when a page fails on the server. What they typed before is on the server or in the outbox. The
 * server tells a browser nothing of its errors, so that the page asks whether it can read and store at all.
 */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const [isAvailable, setIsAvailable] = useState(true);
  useEffect(() => {
    let isShown = true;
    void callApi('GET /api/health', {}).then(({ status }) => isShown && setIsAvailable(status !== 503));
    return () => {
      isShown = false;
    };
  }, []);
  return (
    <main className="mx-auto grid max-w-3xl justify-items-start gap-4 px-4 py-16 sm:px-6">
      <h1>{isAvailable ? 'Something went wrong on our side' : 'The server cannot be used just now'}</h1>
      <p className="max-w-prose text-muted" role="status">
        {isAvailable
          ? 'What you typed is not lost. Try again. If it still does not work, tell your instructor.'
          : 'It cannot read or save anything. What you typed is not lost. Wait a minute and try again.'}
      </p>
      {error.digest && <p className="text-sm text-muted">{`Incident ${error.digest}`}</p>}
      <Button variant="primary" onPress={reset}>
        Try again
      </Button>
    </main>
  );
}
