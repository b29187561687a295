'use server';

import { redirect } from 'next/navigation';
import { createSection } from '@/lib/server/classes/sections';
import { requireActionViewer } from '@/lib/server/people/get-viewer';
import type { FormState } from '@/lib/ui/form-state';

export async function createSectionAction(_state: FormState, data: FormData): Promise<FormState> {
  const viewer = await requireActionViewer('/sections/new');
  const course = String(data.get('course') ?? '');
  const title = String(data.get('title') ?? '');
  const made = await createSection(viewer, { course, title });
  if (!made.ok) return { problem: made.message };
  redirect(`/sections/${made.value.id}/manage`);
}
