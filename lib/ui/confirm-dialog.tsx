'use client';

import { type ReactNode, useState } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Notice } from './notice';

interface ConfirmDialogProps {
  title: string;
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
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function go() {
    setIsSending(true);
    const answer = await confirm();
    setIsSending(false);
    setProblem(answer.ok ? null : answer.message);
  }

  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{stayLabel}</Button>
          <Button variant="danger" onPress={go} isPending={isSending}>
            {goLabel}
          </Button>
        </>
      }
    >
      {children}
      {problem && (
        <Notice tone="error" role="alert">
          {problem}
        </Notice>
      )}
    </Dialog>
  );
}
