'use client';

import { makeAccount } from '@/lib/client/make-account';
import { openPage } from '@/lib/client/open-page';
import { useCodeStep } from '@/lib/client/use-code-step';
import { ActionForm } from '@/lib/ui/action-form';
import { NewAccountFields } from '@/lib/ui/new-account-fields';

/** Makes an account and enrols it in a class. */
export function NewAccountForm({ code }: { code: string }) {
  const { isCodeAsked, afterRefusal } = useCodeStep();
  const join = async (data: FormData) => {
    const answer = await makeAccount({ code }, data, isCodeAsked);
    return answer.ok ? openPage(`/sections/${answer.value.sectionId}`) : afterRefusal(answer);
  };
  return (
    <ActionForm action={join} submitLabel="Make my account and join" pendingLabel="Making your account…">
      <NewAccountFields isCodeAsked={isCodeAsked} />
    </ActionForm>
  );
}
