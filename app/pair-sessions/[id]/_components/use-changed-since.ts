import { useMemo, useState } from 'react';
import type { PartSlice } from './part-slice';

/**
 * Whether a part's fields hold something else than when the submission with this id came, or, after a reload, than
 * when the page opened: a submission does not say what was in it.
 */
export function useChangedSince(submissionId: string | null, fields: PartSlice['fields']): boolean {
  const values = useMemo(
    () =>
      JSON.stringify(
        Object.entries(fields)
          .map(([path, { value }]) => [path, value] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    [fields],
  );
  const [seen, setSeen] = useState({ submissionId, values });
  if (seen.submissionId !== submissionId) setSeen({ submissionId, values });
  return seen.submissionId === submissionId && seen.values !== values;
}
