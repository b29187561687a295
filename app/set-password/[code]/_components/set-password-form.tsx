'use client';

import { callApi } from '@/lib/client/call-api';
import { openPage } from '@/lib/client/open-page';
import { ActionForm } from '@/lib/ui/action-form';
import { formStateOf } from '@/lib/ui/form-state';
import { formText } from '@/lib/ui/form-text';
import { NewPasswordField } from '@/lib/ui/new-password-field';

/** Sets a password by the one-time code in the address, and signs the person in. */
export function SetPasswordForm({ code, email }: { code: string; email: string }) {
  const setPassword = async (data: FormData) => {
    const answer = await callApi('POST /api/passwords', {
      body: { code, password: formText(data, 'password') },
    });
    return answer.ok ? openPage('/') : formStateOf(answer);
  };
  return (
    <ActionForm action={setPassword} submitLabel="Set the password and sign in">
      {/* Password managers keep the password under this name. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <NewPasswordField label="New password" hint="You are signed out everywhere else." />
    </ActionForm>
  );
}
