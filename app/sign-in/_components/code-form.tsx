'use client';

import { openPage } from '@/lib/client/open-page';
import { signIn } from '@/lib/client/sign-in';
import { ActionForm } from '@/lib/ui/action-form';
import { formStateOf } from '@/lib/ui/form-state';
import { formText } from '@/lib/ui/form-text';
import { SignInCodeField } from '@/lib/ui/sign-in-code-field';

interface CodeFormProps {
  nextPath: string;
  /** Why the person was sent back here. */
  problem: string | undefined;
}

/** The code that is asked for after the password, which this browser has a ticket for. */
export function CodeForm({ nextPath, problem }: CodeFormProps) {
  const enter = async (data: FormData) => {
    const answer = await signIn({ signInCode: formText(data, 'signInCode') });
    if (answer.ok) return openPage(nextPath);
    if (answer.code === 'sign-in-again') {
      return openPage(`/sign-in?${new URLSearchParams({ next: nextPath, error: answer.code })}`);
    }
    return { ...formStateOf(answer), field: 'signInCode' };
  };
  return (
    <ActionForm action={enter} submitLabel="Sign in" pendingLabel="Signing in…" initialProblem={problem}>
      <SignInCodeField autoFocus />
    </ActionForm>
  );
}
