'use client';

import { Button } from '@/lib/ui/button';

/** What a person sees when a page fails on the server. What they typed before is on the server or in the outbox. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="mx-auto grid max-w-3xl justify-items-start gap-4 px-4 py-16 sm:px-6">
      <h1>Something went wrong on our side</h1>
      <p className="max-w-prose text-muted">
        What you typed is not lost. Try again. If it still does not work, tell your instructor.
      </p>
      {error.digest && <p className="text-sm text-muted">Incident {error.digest}</p>}
      <Button variant="primary" onPress={reset}>
        Try again
      </Button>
    </main>
  );
}
