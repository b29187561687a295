import type { PresentState } from '@/lib/schemas/decisions';
import type { RefusalCode } from '@/lib/schemas/refusal';

export interface Refusal {
  ok: false;
  code: RefusalCode;
  message: string;
  /** Seconds to wait, where the refusal is about too many failures. */
  retryAfterSeconds?: number;
  /** What counts now, where the viewer decided on something older. */
  present?: PresentState;
  /** Where the viewer sits already, where that is why. */
  pairSessionId?: string;
}

/** An expected outcome of a verb: done, or refused with a reason. Surprises are thrown instead. */
export type Result<T> = { ok: true; value: T } | Refusal;

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function refuse(code: RefusalCode, message: string): Refusal {
  return { ok: false, code, message };
}

/** The one refusal for what is missing and for what belongs to others: nobody can tell them apart. */
export const notFound: Refusal = refuse('not-found', 'There is nothing here.');
