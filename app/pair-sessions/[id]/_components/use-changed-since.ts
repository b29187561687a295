import { useMemo, useState } from 'react';
import type { PartSlice } from './part-slice';

/**
 * Whether a part's fields have changed since the check with this id came in. After a reload: since the page opened,
 * because a submission does not hold its response.
 */
export function useChangedSince(checkId: string | null, fields: PartSlice['fields']): boolean {
  const values = useMemo(
    () =>
      JSON.stringify(
        Object.entries(fields)
          .map(([path, { value }]) => [path, value] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    [fields],
  );
  const [seen, setSeen] = useState({ checkId, values });
  if (seen.checkId !== checkId) setSeen({ checkId, values });
  return seen.checkId === checkId && seen.values !== values;
}
