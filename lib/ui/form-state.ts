/** What a form's server action answers; what was typed stays in the form either way. */
export interface FormState {
  /** What went wrong, as a sentence. */
  problem?: string;
  /** What was done, as a sentence. */
  done?: string;
  /** An address to hand on. */
  link?: string;
}
