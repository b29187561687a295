import type { PairView } from '@/lib/schemas/pair-view';

/**
 * Fields of a part that earn nothing as they are, because somebody wrote them who had seen the solution and has left: full
 * paths. Those that one of the present people has changed since are theirs.
 */
export function uncountedPaths(
  { scores, fields, seats }: Pick<PairView, 'scores' | 'fields' | 'seats'>,
  partId: string,
): string[] {
  return (scores[partId]?.uncounted?.paths ?? []).filter((path) => {
    const { value = '', by } = fields[path] ?? {};
    const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
    return !isEmpty && seats.every(({ id }) => id !== by);
  });
}
