'use client';

import { useState } from 'react';
import { JoinForm } from '@/lib/client/join-form';
import { joinPair } from '@/lib/client/join-pair';
import { makeAccount } from '@/lib/client/make-account';
import { useCodeStep } from '@/lib/client/use-code-step';
import { LinkButton } from '@/lib/ui/link-button';
import { NewAccountFields } from '@/lib/ui/new-account-fields';
import { messages } from '../messages';

/** Makes an account, enrols it in the pair's class and takes the free seat of the pair, all with one form. */
export function NewPartnerForm({ code }: { code: string }) {
  const { isCodeAsked, afterRefusal } = useCodeStep();
  /** The class of an account that is made; somebody else may have taken the place meanwhile. */
  const [sectionId, setSectionId] = useState<string | null>(null);
  const ask = (data: FormData) => {
    let isMade = false;
    return async () => {
      if (!isMade) {
        const made = await makeAccount({ pairCode: code }, data, isCodeAsked);
        if (!made.ok) return made;
        isMade = true;
        setSectionId(made.value.sectionId);
      }
      return joinPair(code);
    };
  };
  return (
    <>
      <JoinForm
        ask={ask}
        afterRefusal={afterRefusal}
        submitLabel={messages.makeAndJoin}
        pendingLabel={messages.makingAccount}
      >
        <NewAccountFields isCodeAsked={isCodeAsked} />
      </JoinForm>
      {sectionId !== null && (
        <p>
          <LinkButton href={`/sections/${sectionId}`}>{messages.openClass}</LinkButton>
        </p>
      )}
    </>
  );
}
