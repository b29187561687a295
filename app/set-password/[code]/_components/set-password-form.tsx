'use client';

import { useState } from 'react';
import { callApi } from '@/lib/client/call-api';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';
import { TextField } from '@/lib/ui/text-field';

/** Sets a password by the one-time code in the address, and signs the person in. */
export function SetPasswordForm({ code, email }: { code: string; email: string }) {
  const [password, setPassword] = useState('');
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async () => {
    setIsPending(true);
    setProblem(null);
    const answer = await callApi<{ email: string }>('POST', '/api/passwords', { code, password });
    if (answer.ok) {
      window.location.assign('/');
      return;
    }
    setIsPending(false);
    setProblem(answer.message);
  };

  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {/* Password managers keep the password under this name. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <TextField
        label="New password"
        description="At least 8 characters. You are signed out everywhere else."
        name="password"
        type="password"
        autoComplete="new-password"
        isRequired
        minLength={8}
        maxLength={200}
        value={password}
        onChange={setPassword}
      />
      {problem && (
        <Notice tone="error" role="alert">
          {problem}
        </Notice>
      )}
      <div>
        <Button type="submit" variant="primary" isPending={isPending}>
          Set the password and sign in
        </Button>
      </div>
    </form>
  );
}
