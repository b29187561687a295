'use client';

import { useState } from 'react';
import { ActionForm } from '@/lib/ui/action-form';
import { Button } from '@/lib/ui/button';
import { Dialog } from '@/lib/ui/dialog';
import { WithNames } from '@/lib/ui/verbatim';
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
          title={<WithNames text={`A new password for ${name}`} names={[name]} />}
          onClose={close}
          actions={<Button onPress={close}>Close</Button>}
        >
          <p>
            <WithNames
              text={`This makes a link with which ${name} sets a new password. The old password works until then. Earlier links stop working.`}
              names={[name]}
            />
          </p>
          <ActionForm action={oneTimeCodeAction} submitLabel="Make the link">
            {fields}
          </ActionForm>
        </Dialog>
      )}
      {open === 'remove' && (
        <Dialog
          title={<WithNames text={`Remove ${name} from this section?`} names={[name]} />}
          onClose={close}
          actions={<Button onPress={close}>{<WithNames text={`Keep ${name}`} names={[name]} />}</Button>}
        >
          <p>
            <WithNames
              text={`${name} leaves all pairs in this section and can no longer see it. The class code does not let ${name} back in. Their work is still stored, and you can enrol ${name} again.`}
              names={[name]}
            />
          </p>
          <ActionForm
            action={removeStudentAction}
            submitLabel={<WithNames text={`Remove ${name}`} names={[name]} />}
            variant="danger"
          >
            {fields}
          </ActionForm>
        </Dialog>
      )}
    </div>
  );
}
