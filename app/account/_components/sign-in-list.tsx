'use client';

import { useRef, useState } from 'react';
import type { OwnSignIn } from '@/lib/server/people/own-account';
import { ActionForm } from '@/lib/ui/action-form';
import { Badge } from '@/lib/ui/badge';
import { LocalTime } from '@/lib/ui/local-time';
import { Notice } from '@/lib/ui/notice';
import type { FormAction } from '@/lib/ui/use-form-action';
import { endOtherSignInsAction, endSignInAction } from '../actions';

/** Where somebody is signed in, each with a button that ends it; the one they look at ends by "Sign out" above. */
export function SignInList({ signIns }: { signIns: readonly OwnSignIn[] }) {
  const list = useRef<HTMLUListElement>(null);
  const [told, setTold] = useState<string>();
  // The form goes away with its sign-in: what was done is told here, and the focus stays in the list.
  const endOne: FormAction = async (data) => {
    const { done, ...state } = await endSignInAction(data);
    setTold(done);
    if (done !== undefined) list.current?.focus();
    return state;
  };
  return (
    <>
      <ul ref={list} tabIndex={-1} aria-label="Sign-ins" className="grid gap-3 outline-none">
        {signIns.map(({ id, browser, begunAt, lastUsedAt, isThisOne }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line pb-3 last:border-0"
          >
            <div>
              <p className="font-medium">{browser ?? 'A browser'}</p>
              <p className="text-sm text-muted">
                since <LocalTime at={begunAt.toISOString()} />
              </p>
              <p className="text-sm text-muted">
                last used <LocalTime at={lastUsedAt.toISOString()} />
              </p>
            </div>
            {isThisOne ? (
              <Badge tone="accent">This one</Badge>
            ) : (
              <ActionForm
                action={endOne}
                submitLabel="Sign out"
                submitName={`Sign out ${browser ?? 'a browser'}`}
                variant="secondary"
                size="small"
                layout="row"
              >
                <input type="hidden" name="signInId" value={id} />
              </ActionForm>
            )}
          </li>
        ))}
      </ul>
      {told && <Notice tone="success">{told}</Notice>}
      <ActionForm action={endOtherSignInsAction} submitLabel="Sign out everywhere else" variant="secondary" />
    </>
  );
}
