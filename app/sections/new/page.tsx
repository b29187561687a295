import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { teachesSomewhere } from '@/lib/server/classes/sections';
import { newId } from '@/lib/server/database/ids';
import { requireViewer } from '@/lib/server/people/get-viewer';
import { ActionForm } from '@/lib/ui/action-form';
import { Card } from '@/lib/ui/card';
import { PageHeading } from '@/lib/ui/page-heading';
import { Shell } from '@/lib/ui/shell';
import { TextField } from '@/lib/ui/text-field';
import { createSectionAction } from './actions';

export const metadata: Metadata = { title: 'New section' };

/** Makes a section. Only for people who teach one already; for others this page does not exist. */
export default async function NewSectionPage() {
  const viewer = await requireViewer('/sections/new');
  if (!(await teachesSomewhere(viewer))) notFound();
  return (
    <Shell people={[viewer.name]}>
      <PageHeading
        title="New section"
        lead="One class of a course. You get a code and a link for its students."
      />
      <Card>
        <ActionForm action={createSectionAction} submitLabel="Make the section">
          {/* The same form twice makes one section. */}
          <input type="hidden" name="id" value={newId()} />
          <TextField label="Course" name="course" isRequired maxLength={120} placeholder="Language models" />
          <TextField
            label="Section"
            name="title"
            isRequired
            maxLength={120}
            placeholder="Monday, 10 o’clock"
          />
        </ActionForm>
      </Card>
    </Shell>
  );
}
