'use client';

import { callApi } from '@/lib/client/call-api';
import { openPage } from '@/lib/client/open-page';
import { useCodeStep } from '@/lib/client/use-code-step';
import { ActionForm } from '@/lib/ui/action-form';
import { formText } from '@/lib/ui/form-text';
import { NewPasswordField } from '@/lib/ui/new-password-field';
import { SignInCodeField } from '@/lib/ui/sign-in-code-field';

interface SetPasswordFormProps {
  code: string;
  email: string;
  /** Whether the account has a second factor. */
  asksForCode: boolean;
}

/** Sets a password by the one-time code in the address, and signs the person in. */
export function SetPasswordForm({ code, email, asksForCode }: SetPasswordFormProps) {
  const { isCodeAsked, afterRefusal } = useCodeStep(asksForCode);
  const setPassword = async (data: FormData) => {
    const answer = await callApi('POST /api/passwords', {
      body: {
        code,
        password: formText(data, 'password'),
        ...(isCodeAsked && { signInCode: formText(data, 'signInCode') }),
      },
    });
    return answer.ok ? openPage('/') : afterRefusal(answer);
  };
  return (
    <ActionForm action={setPassword} submitLabel="Set the password and sign in">
      {/* Password managers keep the password under this name. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <NewPasswordField label="New password" hint="You are signed out everywhere else." />
      {isCodeAsked && <SignInCodeField />}
    </ActionForm>
  );
}
