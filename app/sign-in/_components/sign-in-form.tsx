'use client';

import { useState } from 'react';
import { signIn } from '@/lib/client/sign-in';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';
import { TextField } from '@/lib/ui/text-field';

interface SignInFormProps {
  nextPath: string;
  /** next-auth sent the person back here. */
  hasFailed: boolean;
}

const failed = 'This e-mail and password do not belong together. Please check both.';

/** E-mail and password; what was typed stays when it was wrong. */
export function SignInForm({ nextPath, hasFailed }: SignInFormProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState(hasFailed ? failed : null);

  const submit = async () => {
    setIsPending(true);
    setProblem(null);
    const answer = await signIn(email, password);
    if (answer.ok) {
      // A full load: nothing of whoever sat here before stays in memory.
      window.location.assign(nextPath);
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
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        isRequired
        value={email}
        onChange={setEmail}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        isRequired
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
          {isPending ? 'Signing in…' : 'Sign in'}
        </Button>
      </div>
    </form>
  );
}
