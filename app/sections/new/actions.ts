'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { answerAction } from '@/lib/api/answer-action';
import { readForm } from '@/lib/api/read-form';
import { createSection } from '@/lib/server/classes/sections';
import { requireActionViewer } from '@/lib/server/people/get-viewer';
import { type FormState, formStateOf } from '@/lib/ui/form-state';

const sectionForm = z.object({ id: z.string(), course: z.string(), title: z.string() });

export async function createSectionAction(data: FormData): Promise<FormState> {
  return answerAction(async () => {
    const viewer = await requireActionViewer('/sections/new');
    const read = readForm(sectionForm, data);
    if (!read.ok) return read.state;
    const made = await createSection(viewer, read.fields, new Date());
    if (!made.ok) return formStateOf(made);
    redirect(`/sections/${made.value.id}/manage`);
  });
}
