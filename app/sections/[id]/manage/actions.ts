'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { policySchema } from '@/lib/schemas/policy';
import { createAssignment, rescheduleAssignment } from '@/lib/server/classes/assignments';
import { enrollAgain, removeStudent } from '@/lib/server/classes/section-people';
import { log } from '@/lib/server/log';
import { requireActionViewer } from '@/lib/server/people/get-viewer';
import { makeOneTimeCode, ONE_TIME_CODE_HOURS } from '@/lib/server/people/one-time-codes';
import { askedOrigin, publicOrigin } from '@/lib/server/people/public-origin';
import type { Viewer } from '@/lib/server/people/viewer';
import type { FormState } from '@/lib/ui/form-state';

/** A text field of a form. */
function text(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}

/** A time as the form sends it, in ISO 8601; undefined where it is none. */
function readTime(data: FormData, name: string): Date | null | undefined {
  const value = text(data, name);
  if (value === '') return null;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

const noTime: FormState = { problem: 'A time could not be read. Please enter date and time again.' };

/** Runs an action for the viewer; a surprise is logged and told as one sentence, and what was typed stays. */
async function act(data: FormData, run: (viewer: Viewer) => Promise<FormState>): Promise<FormState> {
  const here = `/sections/${text(data, 'sectionId')}/manage`;
  const viewer = await requireActionViewer(here);
  try {
    const state = await run(viewer);
    if (!state.problem) revalidatePath(here);
    return state;
  } catch (error) {
    log.error('action failed', { error });
    return { problem: 'Something went wrong on our side. Nothing was changed; please try again.' };
  }
}

export async function createAssignmentAction(_state: FormState, data: FormData): Promise<FormState> {
  return act(data, async (viewer) => {
    const attempts = text(data, 'attempts').trim();
    const policy = policySchema.safeParse({
      partners: text(data, 'partners'),
      maxSeats: Number(text(data, 'maxSeats') || 2),
      attempts: attempts === '' ? null : Number(attempts),
      counting: text(data, 'counting'),
      agreement: text(data, 'agreement'),
      roles: text(data, 'roles') === 'on',
    });
    if (!policy.success) return { problem: 'Attempts are a number from 1 to 100, or nothing for no limit.' };
    const [opensAt, closesAt] = [readTime(data, 'opensAt'), readTime(data, 'closesAt')];
    if (opensAt === undefined || closesAt === undefined) return noTime;
    const made = await createAssignment(viewer, {
      sectionId: text(data, 'sectionId'),
      worksheetSlug: text(data, 'worksheet'),
      policy: policy.data,
      opensAt,
      closesAt,
    });
    return made.ok ? { done: 'The class has the worksheet.' } : { problem: made.message };
  });
}

export async function rescheduleAction(_state: FormState, data: FormData): Promise<FormState> {
  return act(data, async (viewer) => {
    const [opensAt, closesAt] = [readTime(data, 'opensAt'), readTime(data, 'closesAt')];
    if (opensAt === undefined || closesAt === undefined) return noTime;
    const assignmentId = text(data, 'assignmentId');
    const changed = await rescheduleAssignment(viewer, { assignmentId, opensAt, closesAt });
    return changed.ok ? { done: 'Opening and closing are changed.' } : { problem: changed.message };
  });
}

export async function oneTimeCodeAction(_state: FormState, data: FormData): Promise<FormState> {
  return act(data, async (viewer) => {
    const person = { sectionId: text(data, 'sectionId'), userId: text(data, 'userId') };
    const made = await makeOneTimeCode(viewer, person, new Date());
    if (!made.ok) return { problem: made.message };
    const asked = await headers();
    const origin = publicOrigin(asked) ?? askedOrigin(asked);
    return {
      done: `Hand this link to the person. It sets a new password once, within ${ONE_TIME_CODE_HOURS} hours.`,
      link: `${origin}/set-password/${made.value.code}`,
    };
  });
}

export async function removeStudentAction(_state: FormState, data: FormData): Promise<FormState> {
  return act(data, async (viewer) => {
    const person = { sectionId: text(data, 'sectionId'), userId: text(data, 'userId') };
    const removed = await removeStudent(viewer, person, new Date());
    return removed.ok ? { done: 'Taken out of the section.' } : { problem: removed.message };
  });
}

export async function enrollAgainAction(_state: FormState, data: FormData): Promise<FormState> {
  return act(data, async (viewer) => {
    const person = { sectionId: text(data, 'sectionId'), userId: text(data, 'userId') };
    const enrolled = await enrollAgain(viewer, person, new Date());
    return enrolled.ok ? { done: 'Enrolled again.' } : { problem: enrolled.message };
  });
}
