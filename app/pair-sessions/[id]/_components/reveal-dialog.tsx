'use client';

import { texts } from '@/lib/client/messages';
import { Button } from '@/lib/ui/button';
import { Dialog } from '@/lib/ui/dialog';

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
      title={texts.reveal.title(partId)}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{texts.reveal.stay}</Button>
          <Button variant="primary" onPress={confirm}>
            {asksPartner ? texts.reveal.ask : texts.reveal.confirm}
          </Button>
        </>
      }
    >
      <p>{texts.reveal.body}</p>
      {asksPartner && <p>{texts.reveal.bodyBoth}</p>}
    </Dialog>
  );
}
