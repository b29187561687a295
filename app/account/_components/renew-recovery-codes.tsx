'use client';

import { callApi } from '@/lib/client/call-api';
import { ActionForm } from '@/lib/ui/action-form';
import { formStateOf } from '@/lib/ui/form-state';
import { formText } from '@/lib/ui/form-text';
import { SignInCodeField } from '@/lib/ui/sign-in-code-field';

/** Makes new recovery codes in place of those before. */
export function RenewRecoveryCodes({ onRenewed }: { onRenewed(codes: readonly string[]): void }) {
  const renew = async (data: FormData) => {
    const answer = await callApi('POST /api/account/second-factor/recovery-codes', {
      body: { signInCode: formText(data, 'signInCode') },
    });
    if (!answer.ok) return { ...formStateOf(answer), field: 'signInCode' };
    onRenewed(answer.value.recoveryCodes);
    return {};
  };
  return (
    <section aria-labelledby="renew-codes" className="grid gap-3 border-t border-line pt-4">
      <h3 id="renew-codes">New recovery codes</h3>
      <p>The ones before do not work any more then.</p>
      <ActionForm action={renew} submitLabel="Make new recovery codes" variant="secondary">
        <SignInCodeField />
      </ActionForm>
    </section>
  );
}
