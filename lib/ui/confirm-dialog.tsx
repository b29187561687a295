'use client';

import { type ReactNode, useId } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { FormProblem } from './form-problem';
import { formStateOf } from './form-state';
import { useFormAction } from './use-form-action';

interface ConfirmDialogProps {
  title: ReactNode;
  /** What the two buttons say: the way back, and the way on. */
  stayLabel: string;
  goLabel: string;
  /** Does it; a refusal is shown in the dialog, which then stays open. */
  confirm(): Promise<{ ok: true } | { ok: false; message: string }>;
  onClose(): void;
  children: ReactNode;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ title, stayLabel, goLabel, confirm, onClose, children }: ConfirmDialogProps) {
  const id = useId();
  const form = useFormAction(async () => formStateOf(await confirm()));
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{stayLabel}</Button>
          <Button type="submit" form={`${id}-form`} variant="danger" isPending={form.isPending}>
            {goLabel}
          </Button>
        </>
      }
    >
      <form id={`${id}-form`} className="grid gap-3" {...form.props}>
        {children}
        <FormProblem form={form} />
      </form>
    </Dialog>
  );
}
