import Link from 'next/link';
import type { Policy } from '@/lib/schemas/policy';
import type { AssignmentSummary } from '@/lib/server/classes/sections';
import { ActionForm } from '@/lib/ui/action-form';
import { Card } from '@/lib/ui/card';
import { DateTimeField } from '@/lib/ui/date-time-field';
import { LocalTime } from '@/lib/ui/local-time';
import { draftsGraded } from '../../_components/drafts-graded';
import { rescheduleAction } from '../actions';

const states = { 'not-open': 'not open yet', open: 'open', closed: 'closed' };

interface AssignmentListProps {
  sectionId: string;
  assignments: readonly AssignmentSummary[];
}

function rulesText({ partners, attempts, counting }: Policy): string {
  const company = partners === 'pair' ? 'In pairs' : 'Alone or in pairs';
  const limit = attempts === null ? 'attempts without limit' : `${attempts} attempts per part`;
  return `${company}, ${limit}, the ${counting} attempt counts`;
}

/** The worksheets of a section, with their times to change. */
export function AssignmentList({ sectionId, assignments }: AssignmentListProps) {
  if (assignments.length === 0) return null;
  return (
    <Card title="Assigned worksheets">
      <ul className="grid gap-4">
        {assignments.map(({ id, worksheet, phase, opensAt, closesAt, policy }) => (
          <li key={id} className="grid gap-2 border-t border-line pt-4 first:border-t-0 first:pt-0">
            <h3 className="text-lg">{worksheet.title}</h3>
            <p className="text-sm text-muted">
              <span>{`${rulesText(policy)}; ${states[phase]}`}</span>
              {closesAt && <span>{phase === 'closed' ? ' since ' : ', closes '}</span>}
              {closesAt && <LocalTime at={closesAt.toISOString()} />}
              <span>{closesAt ? '.' : `. ${draftsGraded}`}</span>
            </p>
            <p>
              <Link href={`/sections/${sectionId}/preview/${id}`} className="text-sm">
                See it as students do
              </Link>
            </p>
            <details>
              <summary className="cursor-pointer text-sm font-medium text-accent">
                {`Change opening and closing times of ${worksheet.title}`}
              </summary>
              <div className="pt-4">
                <ActionForm action={rescheduleAction} submitLabel="Change the times" variant="secondary">
                  <input type="hidden" name="sectionId" value={sectionId} />
                  <input type="hidden" name="assignmentId" value={id} />
                  <div className="grid gap-4 sm:grid-cols-2">
                    <DateTimeField
                      label="Opens"
                      name="opensAt"
                      defaultValue={opensAt?.toISOString() ?? null}
                      description="Leave it empty to open it at once."
                    />
                    <DateTimeField
                      label="Closes"
                      name="closesAt"
                      defaultValue={closesAt?.toISOString() ?? null}
                      description={`Leave it empty to keep it open. ${draftsGraded}`}
                    />
                  </div>
                </ActionForm>
              </div>
            </details>
          </li>
        ))}
      </ul>
    </Card>
  );
}
