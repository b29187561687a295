import Link from 'next/link';
import type { AssignmentSummary, SectionSummary } from '@/lib/server/classes/sections';
import type { MadeLink } from '@/lib/server/people/one-time-codes';
import { Badge } from '@/lib/ui/badge';
import { EmptyState } from '@/lib/ui/empty-state';
import { JoinCodeForm } from '@/lib/ui/join-code-form';
import { LinkButton } from '@/lib/ui/link-button';
import { MadeLinks } from '@/lib/ui/made-links';
import { PageHeading } from '@/lib/ui/page-heading';
import { Shell } from '@/lib/ui/shell';

const roleNames = { STUDENT: 'Student', ASSISTANT: 'Assistant', INSTRUCTOR: 'Instructor' };

/** The assignment the person most likely wants: an open one that is begun, else any open one. */
function nextUp(assignments: readonly AssignmentSummary[]): AssignmentSummary | undefined {
  const open = assignments.filter(({ phase }) => phase === 'open');
  return open.find(({ pairSessionId }) => pairSessionId !== null) ?? open[0];
}

function SectionCard({ section }: { section: SectionSummary }) {
  const isStudent = section.role === 'STUDENT';
  const next = isStudent ? nextUp(section.assignments) : undefined;
  const amount = section.assignments.length;
  return (
    <li className="grid content-start gap-4 rounded-lg border border-line bg-surface p-5 shadow-card sm:p-7">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="grid gap-1">
          <p className="text-sm text-muted">{section.course}</p>
          <h2 className="text-xl">
            <Link href={`/sections/${section.id}`}>{section.title}</Link>
          </h2>
        </div>
        <Badge tone={isStudent ? 'neutral' : 'accent'}>{roleNames[section.role]}</Badge>
      </div>
      <p className="text-muted">
        <span>
          {amount === 0 ? 'No worksheet yet.' : `${amount} ${amount === 1 ? 'worksheet' : 'worksheets'}`}
        </span>
        {next && <span>{`, open now: ${next.worksheet.title}`}</span>}
      </p>
      <div className="flex flex-wrap gap-2">
        {next?.pairSessionId ? (
          <LinkButton href={`/pair-sessions/${next.pairSessionId}`} variant="primary">
            Continue
          </LinkButton>
        ) : (
          <LinkButton href={`/sections/${section.id}`} variant={next ? 'primary' : 'secondary'}>
            {next ? 'Begin' : 'Open'}
          </LinkButton>
        )}
        {!isStudent && <LinkButton href={`/sections/${section.id}/results`}>Results</LinkButton>}
      </div>
    </li>
  );
}

interface YourSectionsProps {
  name: string;
  sections: readonly SectionSummary[];
  links: readonly MadeLink[];
}

/** The start page of somebody signed in. */
export function YourSections({ name, sections, links }: YourSectionsProps) {
  const teaches = sections.some(({ role }) => role === 'INSTRUCTOR');
  return (
    <Shell people={[name]} width="wide">
      <PageHeading
        title="Your classes"
        actions={teaches && <LinkButton href="/sections/new">New section</LinkButton>}
      />
      <MadeLinks links={links} />
      {sections.length === 0 ? (
        <EmptyState title="You are not in a class yet">
          <p>Type the code that your instructor shows.</p>
        </EmptyState>
      ) : (
        <ul className="grid gap-5 md:grid-cols-2">
          {sections.map((section) => (
            <SectionCard key={section.id} section={section} />
          ))}
        </ul>
      )}
      <section className="grid gap-3">
        <h2 className="text-lg">Join another class</h2>
        <JoinCodeForm />
      </section>
    </Shell>
  );
}
