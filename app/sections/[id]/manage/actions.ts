'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import type { z } from 'zod';
import { readForm } from '@/lib/api/read-form';
import { createAssignment, rescheduleAssignment } from '@/lib/server/classes/assignments';
import { enrollAgain, removeStudent } from '@/lib/server/classes/section-people';
import { log } from '@/lib/server/log';
import { requireActionViewer } from '@/lib/server/people/get-viewer';
import { makeOneTimeCode, ONE_TIME_CODE_HOURS } from '@/lib/server/people/one-time-codes';
import { askedOrigin, publicOrigin } from '@/lib/server/people/public-origin';
import type { Viewer } from '@/lib/server/people/viewer';
import { type FormState, formStateOf } from '@/lib/ui/form-state';
import { formText } from '@/lib/ui/form-text';
import { assignmentForm, personForm, timesForm } from './forms';

/**
 * Runs an action for the viewer with what the form sent. Refuses a form that does not fit its schema. Logs any other
 * error and answers with one sentence; what was typed stays in the form.
 */
async function act<Fields>(
  form: z.ZodType<Fields>,
  data: FormData,
  run: (viewer: Viewer, fields: Fields) => Promise<FormState>,
): Promise<FormState> {
  const here = `/sections/${formText(data, 'sectionId')}/manage`;
  const viewer = await requireActionViewer(here);
  const read = readForm(form, data);
  if (!read.ok) return read.state;
  try {
    const state = await run(viewer, read.fields);
    if (!state.problem) revalidatePath(here);
    return state;
  } catch (error) {
    log.error('action failed', { error });
    return { problem: 'Something went wrong on our side. Nothing was changed; please try again.' };
  }
}

export async function createAssignmentAction(data: FormData): Promise<FormState> {
  return act(assignmentForm, data, async (viewer, { worksheet, ...input }) => {
    const made = await createAssignment(viewer, { ...input, worksheetSlug: worksheet });
    return formStateOf(made, 'The class has the worksheet.');
  });
}

export async function rescheduleAction(data: FormData): Promise<FormState> {
  return act(timesForm, data, async (viewer, { sectionId: _sectionId, ...input }) => {
    const changed = await rescheduleAssignment(viewer, input);
    return formStateOf(changed, 'Opening and closing are changed.');
  });
}

export async function oneTimeCodeAction(data: FormData): Promise<FormState> {
  return act(personForm, data, async (viewer, person) => {
    const made = await makeOneTimeCode(viewer, person, new Date());
    if (!made.ok) return formStateOf(made);
    const asked = await headers();
    const origin = publicOrigin(asked) ?? askedOrigin(asked);
    return {
      done: `Hand this link to the person. It sets a new password once, within ${ONE_TIME_CODE_HOURS} hours.`,
      link: `${origin}/set-password/${made.value.code}`,
    };
  });
}

export async function removeStudentAction(data: FormData): Promise<FormState> {
  return act(personForm, data, async (viewer, person) =>
    formStateOf(await removeStudent(viewer, person, new Date()), 'Removed from the section.'),
  );
}

export async function enrollAgainAction(data: FormData): Promise<FormState> {
  return act(personForm, data, async (viewer, person) =>
    formStateOf(await enrollAgain(viewer, person, new Date()), 'Enrolled again.'),
  );
}
