'use client';

import { useState } from 'react';
import { callApi } from '@/lib/client/call-api';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';
import { TextField } from '@/lib/ui/text-field';

/** Name, e-mail and password of a new account; what was typed stays when something is wrong with it. */
export function NewAccountForm({ code }: { code: string }) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async () => {
    setIsPending(true);
    setProblem(null);
    const body = { code, name, email, password };
    const answer = await callApi<{ sectionId: string }>('POST', '/api/accounts', body);
    if (answer.ok) {
      window.location.assign(`/sections/${answer.value.sectionId}`);
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
        label="Your name"
        description="As your partner and your instructor know you."
        name="name"
        autoComplete="name"
        isRequired
        maxLength={80}
        value={name}
        onChange={setName}
      />
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
        description="At least 8 characters. A few words are easier to remember than signs."
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
          {isPending ? 'Making your account…' : 'Make my account and join'}
        </Button>
      </div>
    </form>
  );
}
