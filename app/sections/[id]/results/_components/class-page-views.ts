import { type ClassPlace, classAddress } from '@/lib/results/class-address';
import type { ClassPage, ClassPageColumn, ClassSort } from '@/lib/schemas/class-page';
import { formatPoints } from '@/lib/ui/format-number';
import type { ColumnView, SortView } from './class-view';

/** The head of a column: how it is sorted, and what a press on it does. Numbers begin with the largest. */
export function sortView(
  sectionId: string,
  place: ClassPlace,
  column: Pick<ClassSort, 'by' | 'partId'>,
): SortView {
  const { by, partId, isDescending } = place.sort;
  const isSorted = by === column.by && partId === column.partId;
  const next = isSorted ? !isDescending : column.by !== 'name';
  return {
    sorted: isSorted ? (isDescending ? 'descending' : 'ascending') : null,
    sortHref: classAddress(sectionId, { ...place, page: 1, sort: { ...column, isDescending: next } }),
  };
}

function detailOf({ points, isScored, unread }: ClassPageColumn): string {
  return [
    isScored ? `of ${formatPoints(points)}` : 'no points',
    ...(unread === 0 ? [] : [`${unread} unread`]),
  ].join(', ');
}

/** The columns of the parts, of which a narrow screen shows one. */
export function columnViews(sectionId: string, place: ClassPlace, page: ClassPage): ColumnView[] {
  const scored = page.columns.filter(({ isScored }) => isScored);
  const shown = page.columns.find(({ id }) => id === place.part) ?? scored[0] ?? page.columns[0];
  return page.columns.map((column) => ({
    partId: column.id,
    isScored: column.isScored,
    detail: detailOf(column),
    isShown: column === shown,
    ...sortView(sectionId, place, { by: 'part', partId: column.id }),
  }));
}

/** What stands below the head of the totals: the sum of the scored points. */
export function totalDetail({ columns }: ClassPage): string {
  const total = columns.filter(({ isScored }) => isScored).reduce((sum, { points }) => sum + points, 0);
  return `of ${formatPoints(total)}`;
}
