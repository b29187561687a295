'use client';

import { Button } from '@/lib/ui/button';
import { Dialog } from '@/lib/ui/dialog';
import { messages } from '../messages';

interface RevealDialogProps {
  partId: string;
  asksPartner: boolean;
  confirm(): void;
  close(): void;
}

/** Asks before a page is turned: it cannot be turned back. */
export function RevealDialog({ partId, asksPartner, confirm, close }: RevealDialogProps) {
  return (
    <Dialog
      title={messages.reveal.title(partId)}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{messages.reveal.stay}</Button>
          <Button variant="primary" onPress={confirm}>
            {asksPartner ? messages.reveal.ask : messages.reveal.confirm}
          </Button>
        </>
      }
    >
      <p>{messages.reveal.body}</p>
      {asksPartner && <p>{messages.reveal.bodyBoth}</p>}
    </Dialog>
  );
}
