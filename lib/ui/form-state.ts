/** What a form's action answers; what was typed stays in the form unless it was done. */
export interface FormState {
  /** What went wrong, as a sentence. */
  problem?: string;
  /** The name of the field that is to blame; it gets the focus. */
  field?: string;
  /** What was done, as a sentence. */
  done?: string;
  /** An address for the person to pass on. */
  link?: string;
}

/** The form state after an answer: `done` if it succeeded, otherwise what went wrong. */
export function formStateOf(answer: { ok: true } | { ok: false; message: string }, done?: string): FormState {
  if (!answer.ok) return { problem: answer.message };
  return done === undefined ? {} : { done };
}
