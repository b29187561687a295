'use client';

import { ActionForm } from '@/lib/ui/action-form';
import { Button } from '@/lib/ui/button';
import { Dialog } from '@/lib/ui/dialog';
import { WithNames } from '@/lib/ui/verbatim';
import { oneTimeCodeAction, removeStudentAction } from '../actions';

interface PersonDialogProps {
  sectionId: string;
  person: { userId: string; name: string };
  onClose(): void;
}

function PersonFields({ sectionId, person }: Pick<PersonDialogProps, 'sectionId' | 'person'>) {
  return (
    <>
      <input type="hidden" name="sectionId" value={sectionId} />
      <input type="hidden" name="userId" value={person.userId} />
    </>
  );
}

/** Gives a student a new password; says first what follows. */
export function PasswordDialog({ sectionId, person, onClose }: PersonDialogProps) {
  const { name } = person;
  return (
    <Dialog
      title={<WithNames text={`A new password for ${name}`} names={[name]} />}
      onClose={onClose}
      actions={<Button onPress={onClose}>Close</Button>}
    >
      <p>
        <WithNames
          text={`This makes a link with which ${name} sets a new password. The old password works until then. Earlier links stop working.`}
          names={[name]}
        />
      </p>
      <ActionForm action={oneTimeCodeAction} submitLabel="Make the link">
        <PersonFields sectionId={sectionId} person={person} />
      </ActionForm>
    </Dialog>
  );
}

/** Removes a student; says first what follows. */
export function RemoveDialog({
  sectionId,
  person,
  onClose,
  onRemoved,
}: PersonDialogProps & { onRemoved(): void }) {
  const { name } = person;
  return (
    <Dialog
      title={<WithNames text={`Remove ${name} from this section?`} names={[name]} />}
      onClose={onClose}
      actions={<Button onPress={onClose}>{<WithNames text={`Keep ${name}`} names={[name]} />}</Button>}
    >
      <p>
        <WithNames
          text={`${name} leaves all pairs in this section and can no longer see it. The class code does not let ${name} back in. Their work is still stored, and you can enrol ${name} again.`}
          names={[name]}
        />
      </p>
      <ActionForm
        action={async (data) => {
          const state = await removeStudentAction(data);
          if (!state.problem) onRemoved();
          return state;
        }}
        submitLabel={<WithNames text={`Remove ${name}`} names={[name]} />}
        variant="danger"
      >
        <PersonFields sectionId={sectionId} person={person} />
      </ActionForm>
    </Dialog>
  );
}
