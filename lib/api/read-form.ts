import type { z } from 'zod';
import type { FormState } from '@/lib/ui/form-state';

/** Reads what a form sent by its schema; what does not fit names the field and says what is wrong with it. */
export function readForm<Fields>(
  form: z.ZodType<Fields>,
  data: FormData,
): { ok: true; fields: Fields } | { ok: false; state: FormState } {
  const read = form.safeParse(Object.fromEntries(data));
  if (read.success) return { ok: true, fields: read.data };
  const [issue] = read.error.issues;
  const field = issue?.path[0];
  return {
    ok: false,
    state: {
      problem: issue?.message ?? 'This form could not be read.',
      ...(typeof field === 'string' && { field }),
    },
  };
}
