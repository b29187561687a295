'use client';

import { callApi } from '@/lib/client/call-api';
import { openPage } from '@/lib/client/open-page';
import { ActionForm } from '@/lib/ui/action-form';
import { formStateOf } from '@/lib/ui/form-state';
import { formText } from '@/lib/ui/form-text';
import { NewPasswordField } from '@/lib/ui/new-password-field';
import { TextField } from '@/lib/ui/text-field';

/** Name, e-mail and password of a new account. */
export function NewAccountForm({ code }: { code: string }) {
  const join = async (data: FormData) => {
    const answer = await callApi('POST /api/accounts', {
      body: {
        code,
        name: formText(data, 'name'),
        email: formText(data, 'email'),
        password: formText(data, 'password'),
      },
    });
    return answer.ok ? openPage(`/sections/${answer.value.sectionId}`) : formStateOf(answer);
  };
  return (
    <ActionForm action={join} submitLabel="Make my account and join" pendingLabel="Making your account…">
      <TextField
        label="Your name"
        description="The name by which your partner and your instructor know you."
        name="name"
        autoComplete="name"
        isRequired
        maxLength={80}
      />
      <TextField label="E-mail" name="email" type="email" autoComplete="username" isRequired />
      <NewPasswordField label="Password" hint="A few words are easier to remember than signs." />
    </ActionForm>
  );
}
