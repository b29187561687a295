'use client';

import { useState } from 'react';
import { callApi } from '@/lib/client/call-api';
import type { ApiAnswer } from '@/lib/schemas/api-routes';
import { ActionForm } from '@/lib/ui/action-form';
import { formStateOf } from '@/lib/ui/form-state';
import { formText } from '@/lib/ui/form-text';
import { QrCode } from '@/lib/ui/qr-code';
import { TextField } from '@/lib/ui/text-field';
import { PresentPasswordField } from './present-password-field';

interface AddSecondFactorProps {
  email: string;
  onAdded(recoveryCodes: readonly string[]): void;
}

/** Adds an app: shows its key, and confirms it by the first code. */
export function AddSecondFactor({ email, onAdded }: AddSecondFactorProps) {
  const [made, setMade] = useState<ApiAnswer<'POST /api/account/second-factor/keys'>>();
  const begin = async () => {
    const answer = await callApi('POST /api/account/second-factor/keys', { body: {} });
    if (answer.ok) setMade(answer.value);
    return formStateOf(answer);
  };
  if (!made) {
    return (
      <>
        <p>
          You teach, so your account opens the work of others. With an app that shows codes, a password that
          somebody has found out is not enough to sign in.
        </p>
        <ActionForm action={begin} submitLabel="Add an app" variant="secondary" />
      </>
    );
  }
  const confirm = async (data: FormData) => {
    const answer = await callApi('POST /api/account/second-factor', {
      body: {
        present: formText(data, 'present'),
        signInCode: formText(data, 'signInCode'),
        sealed: made.sealed,
      },
    });
    if (!answer.ok) {
      if (answer.code === 'bad-request') setMade(undefined);
      return { ...formStateOf(answer), field: answer.code === 'wrong-code' ? 'signInCode' : 'present' };
    }
    onAdded(answer.value.recoveryCodes);
    return {};
  };
  return (
    <>
      <ol className="grid list-decimal gap-4 ps-5">
        <li>
          <div className="grid gap-2">
            <p>Read this with an app for codes, such as the one of your password manager.</p>
            <QrCode text={made.address} label="The key as a QR code" />
            <p>
              Or type this key into the app:{' '}
              <span className="font-mono break-words">{made.key.match(/.{1,4}/g)?.join(' ')}</span>
            </p>
          </div>
        </li>
        <li>Type the code that the app shows, and your password.</li>
      </ol>
      <ActionForm key="confirm" action={confirm} submitLabel="Ask for codes from now on">
        <PresentPasswordField email={email} />
        <TextField
          label="Code of the app"
          description="Six digits. You are signed out everywhere else."
          name="signInCode"
          autoComplete="one-time-code"
          inputMode="numeric"
          isRequired
          maxLength={20}
        />
      </ActionForm>
    </>
  );
}
