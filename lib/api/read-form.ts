import type { z } from 'zod';
import type { FormState } from '@/lib/ui/form-state';
import { isStorableJson } from './storable-json';

/** Reads what a form sent by its schema; what does not fit names the field and says what is wrong with it. */
export function readForm<Fields>(
  form: z.ZodType<Fields>,
  data: FormData,
): { ok: true; fields: Fields } | { ok: false; state: FormState } {
  const sent = Object.fromEntries(data);
  const unstorable = Object.keys(sent).find((name) => !isStorableJson(sent[name]));
  if (unstorable !== undefined) {
    return {
      ok: false,
      state: {
        problem: 'This text has a character that cannot be stored. Please type it again.',
        field: unstorable,
      },
    };
  }
  const read = form.safeParse(sent);
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
