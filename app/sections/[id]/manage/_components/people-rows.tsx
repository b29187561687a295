'use client';

import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react';
import type { SectionPerson } from '@/lib/server/classes/list-people';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';
import { WithNames } from '@/lib/ui/verbatim';
import { enrollAgainAction } from '../actions';
import { PasswordDialog, RemoveDialog } from './person-dialogs';

type Person = Pick<SectionPerson, 'userId' | 'name'>;

interface PeopleRowsProps {
  sectionId: string;
  people: readonly SectionPerson[];
  /** Stands in place of the rows where there are none. */
  children: ReactNode;
}

const rowLook =
  'grid items-center gap-x-4 gap-y-2 border-t border-line py-2 first:border-t-0 sm:grid-cols-[1fr_1fr_minmax(15rem,auto)]';

interface EnrollAgainProps {
  person: Person;
  isPending: boolean;
  onPress(): void;
}

function EnrollAgain({ person, isPending, onPress }: EnrollAgainProps) {
  return (
    <Button size="small" isDisabled={isPending} aria-label={`Enrol ${person.name} again`} onPress={onPress}>
      Enrol again
    </Button>
  );
}

/** A page of people; says what was done to somebody, also once their row is gone, with the way to undo it. */
export function PeopleRows({ sectionId, people, children }: PeopleRowsProps) {
  const [asked, setAsked] = useState<{ about: 'password' | 'remove'; person: Person } | null>(null);
  const [removed, setRemoved] = useState<readonly Person[]>([]);
  const [said, setSaid] = useState<{ tone: 'success' | 'error'; text: string; name: string } | null>(null);
  const [isPending, startTransition] = useTransition();
  const told = useRef<HTMLDivElement>(null);
  const close = () => setAsked(null);

  // The button that was pressed is gone with its row: the focus goes to what is said about it.
  useEffect(() => {
    if (removed.length > 0) told.current?.focus();
  }, [removed]);

  const enrollAgain = (person: Person) =>
    startTransition(async () => {
      const data = new FormData();
      data.set('sectionId', sectionId);
      data.set('userId', person.userId);
      const { problem } = await enrollAgainAction(data);
      setSaid(
        problem
          ? { tone: 'error', text: problem, name: person.name }
          : { tone: 'success', text: `${person.name} is in the class again.`, name: person.name },
      );
      if (!problem) setRemoved((before) => before.filter(({ userId }) => userId !== person.userId));
    });

  return (
    <div className="grid gap-3">
      <div ref={told} tabIndex={-1} className="grid gap-2 rounded-md empty:hidden">
        {removed.map((person) => (
          <Notice key={person.userId} tone="success">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <WithNames text={`${person.name} was removed from the class.`} names={[person.name]} />
              <EnrollAgain person={person} isPending={isPending} onPress={() => enrollAgain(person)} />
            </div>
          </Notice>
        ))}
        {said && (
          <Notice tone={said.tone} role={said.tone === 'error' ? 'alert' : 'status'}>
            <WithNames text={said.text} names={[said.name]} />
          </Notice>
        )}
      </div>
      {children}
      <ul>
        {people.map((person) => (
          <li key={person.userId} className={rowLook}>
            <span translate="no" className="font-medium wrap-anywhere">
              {person.name}
            </span>
            <span translate="no" className="text-sm break-all text-muted">
              {person.email}
            </span>
            <span className="flex flex-wrap gap-2 text-sm text-muted">
              {person.role === 'STUDENT' ? (
                <>
                  <Button
                    size="small"
                    aria-label={`New password for ${person.name}`}
                    onPress={() => setAsked({ about: 'password', person })}
                  >
                    New password
                  </Button>
                  <Button
                    size="small"
                    variant="danger"
                    aria-label={`Remove ${person.name}`}
                    onPress={() => setAsked({ about: 'remove', person })}
                  >
                    Remove
                  </Button>
                </>
              ) : person.role === null ? (
                // Who was removed on this very page has the button above.
                !removed.some(({ userId }) => userId === person.userId) && (
                  <EnrollAgain person={person} isPending={isPending} onPress={() => enrollAgain(person)} />
                )
              ) : person.role === 'INSTRUCTOR' ? (
                'Instructor'
              ) : (
                'Assistant'
              )}
            </span>
          </li>
        ))}
      </ul>
      {asked?.about === 'password' && (
        <PasswordDialog sectionId={sectionId} person={asked.person} onClose={close} />
      )}
      {asked?.about === 'remove' && (
        <RemoveDialog
          sectionId={sectionId}
          person={asked.person}
          onClose={close}
          onRemoved={() => {
            close();
            setSaid(null);
            setRemoved((before) => [asked.person, ...before]);
          }}
        />
      )}
    </div>
  );
}
