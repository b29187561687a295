'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { answerAction } from '@/lib/api/answer-action';
import { readForm } from '@/lib/api/read-form';
import { requireActionViewer } from '@/lib/server/people/get-viewer';
import { endOtherSignIns, endOwnSignIn } from '@/lib/server/people/own-account';
import { count } from '@/lib/ui/count';
import { type FormState, formStateOf } from '@/lib/ui/form-state';

const here = '/account';
const signInForm = z.object({ signInId: z.string().max(64) });

export async function endSignInAction(data: FormData): Promise<FormState> {
  return answerAction(async () => {
    const viewer = await requireActionViewer(here);
    const read = readForm(signInForm, data);
    if (!read.ok) return read.state;
    const ended = await endOwnSignIn(viewer, read.fields, new Date());
    revalidatePath(here);
    return formStateOf(ended, 'Signed out there.');
  });
}

export async function endOtherSignInsAction(_data: FormData): Promise<FormState> {
  return answerAction(async () => {
    const viewer = await requireActionViewer(here);
    const { ended } = await endOtherSignIns(viewer, new Date());
    revalidatePath(here);
    return { done: `Signed out on ${count(ended, 'other device', 'other devices')}.` };
  });
}
