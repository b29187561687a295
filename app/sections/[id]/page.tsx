import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { findSection } from '@/lib/server/classes/sections';
import { getWorksheetFacts } from '@/lib/server/classes/worksheet-facts';
import { requireViewer } from '@/lib/server/people/get-viewer';
import { publicOrigin } from '@/lib/server/people/public-origin';
import { EmptyState } from '@/lib/ui/empty-state';
import { LinkButton } from '@/lib/ui/link-button';
import { PageHeading } from '@/lib/ui/page-heading';
import { Shell } from '@/lib/ui/shell';
import { AssignmentCard } from './_components/assignment-card';
import { SectionBar } from './_components/section-bar';

interface PageProps {
  params: Promise<{ id: string }>;
}

export const metadata: Metadata = { title: 'Class' };

/** A class: students work on its worksheets, instructors look into the results. */
export default async function SectionPage({ params }: PageProps) {
  const { id } = await params;
  const viewer = await requireViewer(`/sections/${id}`);
  const section = await findSection(viewer, id, new Date());
  if (!section) notFound();
  const origin = publicOrigin(await headers());
  const facts = await Promise.all(
    section.assignments.map(({ worksheetRevisionId }) => getWorksheetFacts(worksheetRevisionId)),
  );
  const teaches = section.role === 'INSTRUCTOR';
  return (
    <Shell
      people={[viewer.name]}
      bar={section.role !== 'STUDENT' && <SectionBar viewer={viewer} sectionId={id} current={null} />}
    >
      <PageHeading title={section.title} lead={section.course} />
      {section.assignments.length === 0 ? (
        <EmptyState title="There is no worksheet yet">
          {teaches ? (
            <LinkButton href={`/sections/${id}/manage`} variant="primary">
              Assign a worksheet
            </LinkButton>
          ) : (
            <p>Your instructor has not assigned one yet. Come back later.</p>
          )}
        </EmptyState>
      ) : (
        <ul className="grid gap-5">
          {section.assignments.map((assignment, index) => (
            <li key={assignment.id}>
              <AssignmentCard
                assignment={assignment}
                facts={facts[index] ?? null}
                role={section.role}
                sectionId={id}
                origin={origin}
              />
            </li>
          ))}
        </ul>
      )}
    </Shell>
  );
}
