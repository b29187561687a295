'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import type { z } from 'zod';
import { answerAction } from '@/lib/api/answer-action';
import { readForm } from '@/lib/api/read-form';
import { createAssignment, rescheduleAssignment } from '@/lib/server/classes/assignments';
import { renewJoinCode, setJoining } from '@/lib/server/classes/joining';
import { enrollAgain, removeStudent } from '@/lib/server/classes/section-people';
import { requireActionViewer } from '@/lib/server/people/get-viewer';
import { makeOneTimeCode, ONE_TIME_CODE_HOURS } from '@/lib/server/people/one-time-codes';
import { askedOrigin, publicOrigin } from '@/lib/server/people/public-origin';
import type { Viewer } from '@/lib/server/people/viewer';
import { type FormState, formStateOf } from '@/lib/ui/form-state';
import { formText } from '@/lib/ui/form-text';
import { assignmentForm, codeForm, joiningForm, personForm, timesForm } from './forms';

/** Runs an action for the viewer with what the form sent. Refuses a form that does not fit its schema. */
function act<Fields>(
  form: z.ZodType<Fields>,
  data: FormData,
  run: (viewer: Viewer, fields: Fields) => Promise<FormState>,
): Promise<FormState> {
  return answerAction(async () => {
    const here = `/sections/${formText(data, 'sectionId')}/manage`;
    const viewer = await requireActionViewer(here);
    const read = readForm(form, data);
    if (!read.ok) return read.state;
    const state = await run(viewer, read.fields);
    if (!state.problem) revalidatePath(here);
    return state;
  });
}

export async function createAssignmentAction(data: FormData): Promise<FormState> {
  return act(assignmentForm, data, async (viewer, { worksheet, ...input }) => {
    const made = await createAssignment(viewer, { ...input, worksheetSlug: worksheet }, new Date());
    return formStateOf(made, 'The class has the worksheet.');
  });
}

export async function rescheduleAction(data: FormData): Promise<FormState> {
  return act(timesForm, data, async (viewer, { sectionId: _sectionId, ...input }) => {
    const changed = await rescheduleAssignment(viewer, input, new Date());
    return formStateOf(changed, 'Opening and closing are changed.');
  });
}

export async function renewCodeAction(data: FormData): Promise<FormState> {
  return act(codeForm, data, async (viewer, input) =>
    formStateOf(await renewJoinCode(viewer, input, new Date()), 'The class has a new code.'),
  );
}

export async function joiningAction(data: FormData): Promise<FormState> {
  return act(joiningForm, data, async (viewer, input) => {
    const set = await setJoining(viewer, input, new Date());
    return formStateOf(set, input.isOpen ? 'New people can join.' : 'The class takes no new people.');
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
