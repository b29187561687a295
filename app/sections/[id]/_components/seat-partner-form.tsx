'use client';

import { useState } from 'react';
import { callApi } from '@/lib/client/call-api';
import { openPage } from '@/lib/client/open-page';
import { useCodeStep } from '@/lib/client/use-code-step';
import { ActionForm } from '@/lib/ui/action-form';
import { formText } from '@/lib/ui/form-text';
import { SignInCodeField } from '@/lib/ui/sign-in-code-field';
import { TextField } from '@/lib/ui/text-field';

/** Signs the partner in as the second seat at this screen, and opens the worksheet. */
export function SeatPartnerForm({ pairSessionId }: { pairSessionId: string }) {
  const { isCodeAsked, afterRefusal } = useCodeStep();
  /** What this partner costs the one who sits here, as the last answer said. */
  const [costs, setCosts] = useState<string | null>(null);
  const seat = async (data: FormData) => {
    const answer = await callApi('POST /api/pair-sessions/{id}/seats', {
      id: pairSessionId,
      body: {
        email: formText(data, 'email'),
        password: formText(data, 'password'),
        ...(isCodeAsked && { signInCode: formText(data, 'signInCode') }),
        ...(costs !== null && { agreesTo: costs }),
      },
    });
    setCosts(!answer.ok && answer.code === 'spends' ? answer.message : null);
    return answer.ok ? openPage(`/pair-sessions/${pairSessionId}`) : afterRefusal(answer);
  };
  return (
    <ActionForm
      action={seat}
      submitLabel={costs === null ? 'Sign my partner in' : 'Work together all the same'}
      variant="secondary"
    >
      <p className="text-sm text-muted">Your partner signs in here, beside you.</p>
      {/* The person who signs in is another than the one whose password this browser may know. */}
      <TextField label="Your partner’s e-mail" name="email" type="email" autoComplete="off" isRequired />
      <TextField
        label="Your partner’s password"
        name="password"
        type="password"
        autoComplete="off"
        isRequired
      />
      {isCodeAsked && <SignInCodeField />}
    </ActionForm>
  );
}
