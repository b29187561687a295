'use client';

import { useState } from 'react';
import { ActionForm } from '@/lib/ui/action-form';
import { Button } from '@/lib/ui/button';
import { Dialog } from '@/lib/ui/dialog';
import { oneTimeCodeAction, removeStudentAction } from '../actions';

interface PersonActionsProps {
  sectionId: string;
  userId: string;
  name: string;
}

/** Gives a student a new password, or removes the student; each asks first and says what follows. */
export function PersonActions({ sectionId, userId, name }: PersonActionsProps) {
  const [open, setOpen] = useState<'password' | 'remove' | null>(null);
  const close = () => setOpen(null);
  const fields = (
    <>
      <input type="hidden" name="sectionId" value={sectionId} />
      <input type="hidden" name="userId" value={userId} />
    </>
  );
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="small" aria-label={`New password for ${name}`} onPress={() => setOpen('password')}>
        New password
      </Button>
      <Button size="small" variant="danger" aria-label={`Remove ${name}`} onPress={() => setOpen('remove')}>
        Remove
      </Button>
      {open === 'password' && (
        <Dialog
          title={`A new password for ${name}`}
          onClose={close}
          actions={<Button onPress={close}>Close</Button>}
        >
          <p>
            This makes a link with which {name} sets a new password. The old password works until then.
            Earlier links stop working.
          </p>
          <ActionForm action={oneTimeCodeAction} submitLabel="Make the link">
            {fields}
          </ActionForm>
        </Dialog>
      )}
      {open === 'remove' && (
        <Dialog
          title={`Remove ${name} from this section?`}
          onClose={close}
          actions={<Button onPress={close}>Keep {name}</Button>}
        >
          <p>
            {name} leaves all pairs in this section and can no longer see it. Their work is still stored, and
            you can enrol {name} again.
          </p>
          <ActionForm action={removeStudentAction} submitLabel={`Remove ${name}`} variant="danger">
            {fields}
          </ActionForm>
        </Dialog>
      )}
    </div>
  );
}
