'use client';

import { openPage } from '@/lib/client/open-page';
import { signIn } from '@/lib/client/sign-in';
import { ActionForm } from '@/lib/ui/action-form';
import { formStateOf } from '@/lib/ui/form-state';
import { formText } from '@/lib/ui/form-text';
import { TextField } from '@/lib/ui/text-field';

interface SignInFormProps {
  nextPath: string;
  /** Why next-auth sent the person back here. */
  problem: string | undefined;
}

/** E-mail and password. */
export function SignInForm({ nextPath, problem }: SignInFormProps) {
  const enter = async (data: FormData) => {
    const answer = await signIn({ email: formText(data, 'email'), password: formText(data, 'password') });
    if (!answer.ok && answer.code === 'code-needed') {
      return openPage(`/sign-in?${new URLSearchParams({ step: 'code', next: nextPath })}`);
    }
    return answer.ok ? openPage(nextPath) : formStateOf(answer);
  };
  return (
    <ActionForm action={enter} submitLabel="Sign in" pendingLabel="Signing in…" initialProblem={problem}>
      <TextField label="E-mail" name="email" type="email" autoComplete="username" isRequired />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        isRequired
      />
    </ActionForm>
  );
}
