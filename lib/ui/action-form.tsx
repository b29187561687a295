'use client';

import { Fragment, type ReactNode } from 'react';
import { Button } from './button';
import type { ButtonSize, ButtonVariant } from './button-look';
import { CopyButton } from './copy-button';
import { FormProblem } from './form-problem';
import { Notice } from './notice';
import { type FormAction, useFormAction } from './use-form-action';

interface ActionFormProps {
  action: FormAction;
  submitLabel: ReactNode;
  /** What the button says while the form is on its way. */
  pendingLabel?: ReactNode;
  /** For buttons whose words alone do not tell what they are about. */
  submitName?: string;
  /** A problem that led back to this form. */
  initialProblem?: string | undefined;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** `row`: a field or two with the button beside them. */
  layout?: 'stacked' | 'row';
  children?: ReactNode;
}

const layouts = {
  stacked: 'grid grid-cols-[minmax(0,1fr)] gap-4',
  row: 'flex flex-wrap items-end gap-3',
} as const;

/** A form of fields and one button, sent by {@link useFormAction}. */
export function ActionForm({
  action,
  submitLabel,
  pendingLabel = submitLabel,
  submitName,
  initialProblem,
  variant = 'primary',
  size = 'medium',
  layout = 'stacked',
  children,
}: ActionFormProps) {
  const form = useFormAction(action, initialProblem === undefined ? {} : { problem: initialProblem });
  const { state, isPending, round } = form;
  return (
    <form {...form.props} className={layouts[layout]}>
      <Fragment key={round}>{children}</Fragment>
      <div>
        <Button
          type="submit"
          variant={variant}
          size={size}
          isPending={isPending}
          {...(submitName && { 'aria-label': submitName })}
        >
          {isPending ? pendingLabel : submitLabel}
        </Button>
      </div>
      <FormProblem form={form} />
      {state.done && (
        <Notice tone="success">
          <p>{state.done}</p>
          {state.link && (
            <>
              <p translate="no" className="font-mono text-sm break-all">
                {state.link}
              </p>
              <CopyButton text={state.link} label="Copy the link" />
            </>
          )}
        </Notice>
      )}
    </form>
  );
}
