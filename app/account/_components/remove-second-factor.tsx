'use client';

import { useRouter } from 'next/navigation';
import { callApi } from '@/lib/client/call-api';
import { ActionForm } from '@/lib/ui/action-form';
import { formStateOf } from '@/lib/ui/form-state';
import { formText } from '@/lib/ui/form-text';
import { SignInCodeField } from '@/lib/ui/sign-in-code-field';
import { PresentPasswordField } from './present-password-field';

/** Removes the app, after which the password alone signs in. */
export function RemoveSecondFactor({ email, onRemoved }: { email: string; onRemoved(): void }) {
  const router = useRouter();
  const remove = async (data: FormData) => {
    const answer = await callApi('POST /api/account/second-factor/removal', {
      body: { present: formText(data, 'present'), signInCode: formText(data, 'signInCode') },
    });
    if (!answer.ok) {
      return { ...formStateOf(answer), field: answer.code === 'wrong-password' ? 'present' : 'signInCode' };
    }
    onRemoved();
    router.refresh();
    return {};
  };
  return (
    <section aria-labelledby="remove-app" className="grid gap-3 border-t border-line pt-4">
      <h3 id="remove-app">Remove the app</h3>
      <p>Your password alone signs you in then. You are signed out everywhere else.</p>
      <ActionForm action={remove} submitLabel="Remove the app" variant="secondary">
        <PresentPasswordField email={email} />
        <SignInCodeField />
      </ActionForm>
    </section>
  );
}
