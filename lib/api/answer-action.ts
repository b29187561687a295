import { unstable_rethrow } from 'next/navigation';
import { reportFailure } from '@/lib/server/database/report-failure';
import type { FormState } from '@/lib/ui/form-state';

/** Answers a server action. What fails on our side becomes one sentence, and what was typed stays in the form. */
export async function answerAction(act: () => Promise<FormState>): Promise<FormState> {
  try {
    return await act();
  } catch (error) {
    // Next leads to another page by throwing.
    unstable_rethrow(error);
    return { problem: reportFailure(error, { route: 'a server action' }).message };
  }
}
