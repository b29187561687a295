import type { PairView } from '@/lib/schemas/pair-view';

/** Whether the people at a pair's page can change anything there now. */
export function takesWork({ status, readOnly }: Pick<PairView, 'status' | 'readOnly'>): boolean {
  return status === 'open' && readOnly === undefined;
}
