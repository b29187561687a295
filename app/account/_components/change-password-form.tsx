'use client';

import { useRouter } from 'next/navigation';
import { callApi } from '@/lib/client/call-api';
import { ActionForm } from '@/lib/ui/action-form';
import { formStateOf } from '@/lib/ui/form-state';
import { formText } from '@/lib/ui/form-text';
import { NewPasswordField } from '@/lib/ui/new-password-field';
import { PresentPasswordField } from './present-password-field';

/** Changes one's own password. */
export function ChangePasswordForm({ email }: { email: string }) {
  const router = useRouter();
  const changePassword = async (data: FormData) => {
    const answer = await callApi('POST /api/account/password', {
      body: { present: formText(data, 'present'), password: formText(data, 'password') },
    });
    if (!answer.ok) {
      const field = answer.code === 'wrong-password' ? 'present' : 'password';
      return { ...formStateOf(answer), field };
    }
    // The list of sign-ins on this page is shorter now.
    router.refresh();
    return { done: 'Your password is changed, and you are signed out everywhere else.' };
  };
  return (
    <ActionForm action={changePassword} submitLabel="Change the password">
      <PresentPasswordField email={email} />
      <NewPasswordField label="New password" hint="You are signed out everywhere else." />
    </ActionForm>
  );
}
