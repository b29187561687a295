import { isWrongCell } from '@/lib/results/packed-cells';
import { isCounted } from '@/lib/results/part-figures';
import { isUnread } from '@/lib/results/part-review';
import { entriesOf, shortened } from '@/lib/results/text-set';
import type { ClassFilter } from '@/lib/schemas/class-page';
import type { PartReview } from '@/lib/schemas/part-review';
import { database } from '../database/db';

/** What a part's summaries say of what was tried. */
const triedColumns = {
  pairSessionId: true,
  outcome: true,
  earned: true,
  overriddenEarned: true,
  filledFields: true,
  firstOutcome: true,
  review: true,
  signature: true,
  ideaFirst: true,
  ideasEver: true,
  canonicalFirst: true,
  canonicalNow: true,
  answersEver: true,
  cellsFirst: true,
  cellsNow: true,
} as const;

/** The summaries of one part, of all pairs of an assignment. */
export async function readPartRows(assignmentId: string, partId: string) {
  const rows = await database().partSummary.findMany({
    where: { assignmentId, partId },
    select: triedColumns,
  });
  // The column is only ever written with one of these.
  return rows.map((row) => ({ ...row, review: row.review as PartReview }));
}

export type PartRow = Awaited<ReturnType<typeof readPartRows>>[number];

/**
 * Whether a pair is among those that a filter on one part shows; without a row the pair has not begun.
 * @param is its state, and the points of the part
 */
export function isShown(
  row: PartRow | undefined,
  filter: ClassFilter,
  is: { state: string; points: number },
): boolean {
  const { review, unread, figure, idea, answer, cell, when = 'now' } = filter;
  if (filter.state !== undefined && filter.state !== is.state) return false;
  if (figure !== undefined && !(row && isCounted(figure, row, is.points))) return false;
  const found = row?.review ?? 'none';
  if (review !== undefined && review !== found) return false;
  if (unread && !isUnread(found)) return false;
  if (idea !== undefined && !tried(row, 'ideas', when).includes(idea)) return false;
  if (answer !== undefined && !tried(row, 'answers', when).includes(answer)) return false;
  const cells = when === 'first' ? row?.cellsFirst : row?.cellsNow;
  return cell === undefined || isWrongCell(cells?.[cell]);
}

/** Codes of the known ideas, or shortened hashes of the answers, that a pair had first, ever or now. */
export function tried(
  row: PartRow | undefined,
  what: 'ideas' | 'answers',
  when: 'first' | 'ever' | 'now',
): string[] {
  if (!row) return [];
  if (when === 'ever') return entriesOf(what === 'ideas' ? row.ideasEver : row.answersEver);
  if (what === 'ideas')
    return [when === 'first' ? row.ideaFirst : row.signature].flatMap((code) => code ?? []);
  const hash = when === 'first' ? row.canonicalFirst : row.canonicalNow;
  return hash ? [shortened(hash)] : [];
}
