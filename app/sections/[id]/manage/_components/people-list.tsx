import type { SectionPerson } from '@/lib/server/classes/sections';
import { ActionForm } from '@/lib/ui/action-form';
import { Card } from '@/lib/ui/card';
import { EmptyState } from '@/lib/ui/empty-state';
import { enrollAgainAction } from '../actions';
import { PersonActions } from './person-actions';

interface PeopleListProps {
  sectionId: string;
  people: readonly SectionPerson[];
  formerPeople: readonly Omit<SectionPerson, 'role'>[];
}

const row =
  'grid items-center gap-x-4 gap-y-2 border-t border-line py-3 first:border-t-0 sm:grid-cols-[1fr_1fr_minmax(15rem,auto)]';

/** The people of a section and what an instructor can do for them. */
export function PeopleList({ sectionId, people, formerPeople }: PeopleListProps) {
  const students = people.filter(({ role }) => role === 'STUDENT');
  const staff = people.filter(({ role }) => role !== 'STUDENT');
  return (
    <Card title={`People (${students.length} ${students.length === 1 ? 'student' : 'students'})`}>
      {students.length === 0 && (
        <EmptyState title="Nobody has joined yet">
          <p>Show the code or the QR code of this page in class.</p>
        </EmptyState>
      )}
      <ul>
        {students.map(({ userId, name, email }) => (
          <li key={userId} className={row}>
            <span translate="no" className="font-medium">
              {name}
            </span>
            <span translate="no" className="text-sm break-all text-muted">
              {email}
            </span>
            <PersonActions sectionId={sectionId} userId={userId} name={name} />
          </li>
        ))}
        {staff.map(({ userId, name, email, role }) => (
          <li key={userId} className={row}>
            <span translate="no" className="font-medium">
              {name}
            </span>
            <span translate="no" className="text-sm break-all text-muted">
              {email}
            </span>
            <span className="text-sm text-muted">{role === 'INSTRUCTOR' ? 'Instructor' : 'Assistant'}</span>
          </li>
        ))}
      </ul>
      {formerPeople.length > 0 && (
        <section className="grid gap-2">
          <h3 className="text-lg">Removed</h3>
          <p className="text-sm text-muted">
            Their work is still stored. The class code does not let them in. When you enrol them again, they
            return to their old places.
          </p>
          <ul>
            {formerPeople.map(({ userId, name, email }) => (
              <li key={userId} className={row}>
                <span translate="no" className="font-medium">
                  {name}
                </span>
                <span translate="no" className="text-sm break-all text-muted">
                  {email}
                </span>
                <ActionForm
                  action={enrollAgainAction}
                  submitLabel="Enrol again"
                  submitName={`Enrol ${name} again`}
                  variant="secondary"
                  size="small"
                >
                  <input type="hidden" name="sectionId" value={sectionId} />
                  <input type="hidden" name="userId" value={userId} />
                </ActionForm>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Card>
  );
}
