'use client';

import { useState } from 'react';
import { ActionForm } from '@/lib/ui/action-form';
import { Button } from '@/lib/ui/button';
import { Dialog } from '@/lib/ui/dialog';
import { renewCodeAction } from '../actions';

/** Makes a new code for a section in place of the present one; asks first and says what follows. */
export function NewCodeButton({ sectionId, code }: { sectionId: string; code: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button size="small" onPress={() => setIsOpen(true)}>
        Make a new code
      </Button>
      {isOpen && (
        <Dialog
          title="Make a new class code?"
          onClose={close}
          actions={<Button onPress={close}>Close</Button>}
        >
          <p>
            The old code, its link and its QR code stop working at once. The people in the class stay in it.
          </p>
          <ActionForm action={renewCodeAction} submitLabel="Make a new code" variant="danger">
            <input type="hidden" name="sectionId" value={sectionId} />
            <input type="hidden" name="code" value={code} />
          </ActionForm>
        </Dialog>
      )}
    </>
  );
}
