'use client';

import { unstable_rethrow } from 'next/navigation';
import { Fragment, type ReactNode, startTransition, useActionState } from 'react';
import { Button } from './button';
import type { ButtonSize, ButtonVariant } from './button-look';
import { CopyButton } from './copy-button';
import type { FormState } from './form-state';
import { Notice } from './notice';

interface ActionFormProps {
  action: (state: FormState, data: FormData) => Promise<FormState>;
  submitLabel: string;
  /** For buttons whose words alone do not tell what they are about. */
  submitName?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  children?: ReactNode;
}

interface KeptState extends FormState {
  /** How often the form has done its work: each time its fields begin afresh. */
  round: number;
}

/** An action whose failure (no connection, a restarting server) is a sentence in the form, not a broken page. */
function kept(action: ActionFormProps['action']) {
  return async ({ round }: KeptState, data: FormData): Promise<KeptState> => {
    try {
      const state = await action({}, data);
      return { ...state, round: state.problem ? round : round + 1 };
    } catch (error) {
      // Next leads to another page by throwing.
      unstable_rethrow(error);
      return { round, problem: 'The server could not be reached. What you typed is kept; please try again.' };
    }
  };
}

/** A form that a server action handles. It says how it went and keeps what was typed until it is done. */
export function ActionForm({
  action,
  submitLabel,
  submitName,
  variant = 'primary',
  size = 'medium',
  children,
}: ActionFormProps) {
  const [state, dispatch, isPending] = useActionState(kept(action), { round: 0 });
  return (
    <form
      action={dispatch}
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
      onSubmit={(event) => {
        // React empties the fields after an action it runs by itself, also after a refusal.
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        startTransition(() => dispatch(data));
      }}
    >
      <Fragment key={state.round}>{children}</Fragment>
      <div>
        <Button
          type="submit"
          variant={variant}
          size={size}
          isPending={isPending}
          {...(submitName && { 'aria-label': submitName })}
        >
          {submitLabel}
        </Button>
      </div>
      {state.problem && (
        <Notice tone="error" role="alert">
          {state.problem}
        </Notice>
      )}
      {state.done && (
        <Notice tone="success">
          <p>{state.done}</p>
          {state.link && (
            <>
              <p className="font-mono text-sm break-all">{state.link}</p>
              <CopyButton text={state.link} label="Copy the link" />
            </>
          )}
        </Notice>
      )}
    </form>
  );
}
