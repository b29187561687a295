import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { readerCollator } from '@/lib/results/find-people';
import { findSectionPeople } from '@/lib/server/classes/list-people';
import { findManagedSection } from '@/lib/server/classes/sections';
import { newId } from '@/lib/server/database/ids';
import { requireViewer } from '@/lib/server/people/get-viewer';
import { askedOrigin, publicOrigin } from '@/lib/server/people/public-origin';
import { Card } from '@/lib/ui/card';
import { PageHeading } from '@/lib/ui/page-heading';
import { Shell } from '@/lib/ui/shell';
import { listWorksheets } from '@/lib/worksheets/catalogue';
import { SectionBar } from '../_components/section-bar';
import { AssignmentList } from './_components/assignment-list';
import { JoinLink } from './_components/join-link';
import { NewAssignmentForm } from './_components/new-assignment-form';
import { PeopleList } from './_components/people-list';
import { peopleAddress, readPeoplePlace } from './read-address';

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: 'Manage' };

/** Where an instructor gives out worksheets and looks after the people of a section. */
export default async function ManagePage({ params, searchParams }: PageProps) {
  const { id } = await params;
  const place = readPeoplePlace(await searchParams);
  const viewer = await requireViewer(peopleAddress(id, place));
  const asked = await headers();
  const alphabet = readerCollator(asked.get('accept-language'));
  const [section, list] = await Promise.all([
    findManagedSection(viewer, id, new Date()),
    findSectionPeople(viewer, { sectionId: id, ...place }, alphabet),
  ]);
  if (!section || !list) notFound();
  const worksheets = Array.from(listWorksheets().values(), ({ worksheet }) => ({
    value: worksheet.slug,
    label: worksheet.title,
  }));
  return (
    <Shell
      people={[viewer.name]}
      section={{ title: section.title, href: `/sections/${id}` }}
      width="wide"
      bar={<SectionBar viewer={viewer} sectionId={id} current="manage" />}
    >
      <PageHeading title={`Manage ${section.title}`} lead={section.course} />
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_22rem]">
        <div className="grid gap-6">
          <AssignmentList sectionId={id} assignments={section.assignments} />
          <Card title="Assign a worksheet">
            <NewAssignmentForm sectionId={id} id={newId()} worksheets={worksheets} />
          </Card>
        </div>
        <JoinLink
          sectionId={id}
          code={section.joinCode}
          joining={section.joining}
          origin={publicOrigin(asked)}
          ownOrigin={askedOrigin(asked)}
        />
      </div>
      <PeopleList sectionId={id} place={place} list={list} />
    </Shell>
  );
}
