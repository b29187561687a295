import { phaseAt } from '@/lib/pairing/phase';
import { roundPoints, toClassCell } from '@/lib/results/class-table';
import { pageOf, personMatcher, readerCollator } from '@/lib/results/find-people';
import { countRight } from '@/lib/results/packed-cells';
import type {
  ClassFilter,
  ClassPage,
  ClassPageCell,
  ClassPageColumn,
  ClassPageRow,
  ClassSort,
} from '@/lib/schemas/class-page';
import type { PartColumn } from '@/lib/schemas/class-results';
import type { MemberDecision, PartReview } from '@/lib/schemas/part-review';
import { database } from '../database/db';
import { draftsAfterDays, gradingProgress } from '../pair/settling';
import { worksheetOfRevisionId } from '../pair/worksheet-revisions';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { medianOf, type PairFigures, pairFigures, partFigures } from './class-figures';
import { listClassSeats } from './class-seats';
import { isShown, readPartRows } from './part-rows';
import { toColumns } from './results';
import { staffedBy } from './sections';
import { summaryColumns } from './summary-columns';
import { findUnpaired } from './unpaired';

const rowsOfPage = 50;
const mostUnpaired = 50;

export interface ClassPageInput {
  sectionId: string;
  /** The newest, unless named. */
  assignmentId?: string | undefined;
  filter: ClassFilter;
  sort: ClassSort;
  /** From 1. */
  page: number;
  /** The reader's `Accept-Language`. */
  locale: string | null;
}

const nothing = {
  assignment: null,
  columns: [],
  rows: [],
  page: 1,
  pages: 1,
  shownRows: 0,
  totalRows: 0,
  unread: 0,
  medianTotal: null,
  grading: null,
  unpaired: [],
  unpairedCount: 0,
};

/** The sections's assignments, the newest first, for those who teach or assist it. */
function readSection(viewer: Viewer, sectionId: string) {
  return database().section.findFirst({
    where: { id: sectionId, ...staffedBy(viewer) },
    select: {
      id: true,
      title: true,
      assignments: {
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        select: {
          id: true,
          opensAt: true,
          closesAt: true,
          settledAt: true,
          worksheetRevisionId: true,
          worksheetRevision: { select: { title: true } },
        },
      },
    },
  });
}

/**
 * One page of the class table: what it reads grows with the pairs only where they are sorted and counted, and what it
 * answers with the pairs shown. Never grades anything.
 */
export async function getClassPage(
  viewer: Viewer,
  input: ClassPageInput,
  now: Date,
): Promise<Result<ClassPage>> {
  const section = await readSection(viewer, input.sectionId);
  if (!section) return notFound;
  const assignment = input.assignmentId
    ? section.assignments.find(({ id }) => id === input.assignmentId)
    : section.assignments[0];
  if (input.assignmentId && !assignment) return notFound;
  const toShort = (one: (typeof section.assignments)[number]) => ({
    id: one.id,
    title: one.worksheetRevision.title,
    phase: phaseAt(one, now),
  });
  const shared = {
    section: { id: section.id, title: section.title },
    assignments: section.assignments.map(toShort),
  };
  if (!assignment) return ok({ ...shared, ...nothing });
  const worksheet = await worksheetOfRevisionId(assignment.worksheetRevisionId);
  const parts = toColumns(worksheet);
  const scored = parts.filter(({ isScored }) => isScored).map(({ id }) => id);
  const figures = await partFigures(assignment.id);
  const columns = parts.map((part): ClassPageColumn => {
    const { median, read, unread } = figures.get(part.id) ?? { median: null, read: 0, unread: 0 };
    const kind = worksheet.parts.get(part.id)?.prepared.kind ?? '';
    return { ...part, kind, median: median === null ? null : roundPoints(median), read, unread };
  });
  const pairs = await pairFigures(assignment.id, scored);
  const collator = readerCollator(input.locale);
  const shown = await filterAndSort(pairs, parts, { ...input, assignmentId: assignment.id }, collator);
  const page = pageOf(shown, { page: input.page, size: rowsOfPage });
  const unpaired = await findUnpaired({ sectionId: section.id, assignmentId: assignment.id }, mostUnpaired);
  const done = pairs.filter(({ read, unread }) => read > 0 && unread === 0);
  const medianTotal = medianOf(done.map(({ earned }) => ({ earned, pairs: 1 })));
  return ok({
    ...shared,
    assignment: {
      ...toShort(assignment),
      closesAt: assignment.closesAt?.toISOString() ?? null,
      gradesDraftsAfterDays: assignment.closesAt === null ? draftsAfterDays : null,
    },
    columns,
    rows: await toRows(page.items, parts, { sectionId: section.id, assignmentId: assignment.id }),
    page: page.page,
    pages: page.pages,
    shownRows: shown.length,
    totalRows: pairs.length,
    unread: columns.reduce((sum, { isScored, unread }) => sum + (isScored ? unread : 0), 0),
    medianTotal: medianTotal === null ? null : roundPoints(medianTotal),
    grading: await gradingProgress(assignment, now),
    unpaired: unpaired.students.sort((a, b) => collator.compare(a.name, b.name)),
    unpairedCount: unpaired.count,
  });
}

async function filterAndSort(
  pairs: readonly PairFigures[],
  parts: readonly PartColumn[],
  { filter, sort, assignmentId }: ClassPageInput & { assignmentId: string },
  collator: Intl.Collator,
): Promise<PairFigures[]> {
  let shown = [...pairs];
  if (filter.text) {
    const isMeant = personMatcher(filter.text);
    const seats = await database().seat.findMany({
      where: { assignmentId },
      select: { pairSessionId: true, user: { select: { name: true, email: true } } },
    });
    const meant = new Set(seats.filter(({ user }) => isMeant(user)).map((seat) => seat.pairSessionId));
    shown = shown.filter(({ pairSessionId }) => meant.has(pairSessionId));
  }
  if (filter.partId === undefined) {
    if (filter.unread) shown = shown.filter(({ unread }) => unread > 0);
  } else {
    const summaries = await readPartRows(assignmentId, filter.partId);
    const rows = new Map(summaries.map((row) => [row.pairSessionId, row]));
    const points = parts.find(({ id }) => id === filter.partId)?.points ?? 0;
    shown = shown.filter(({ pairSessionId }) => {
      const row = rows.get(pairSessionId);
      return isShown(row, filter, { state: stateOf(row, points), points });
    });
  }
  const compare = await comparing(assignmentId, sort, collator);
  // The sort is stable, so that pairs that are equal stay in the order in which they began.
  return shown.sort((a, b) => (sort.isDescending ? compare(b, a) : compare(a, b)));
}

function stateOf(
  row: { outcome: string | null; overriddenEarned: number | null; filledFields: number } | undefined,
  points: number,
): string {
  const column = { id: '', points, isScored: true };
  const rest = { partId: '', attempts: 0, earned: 0, provisional: false, signature: null };
  const marks = { isRevealed: false, isHandedIn: false, disagreed: false };
  return toClassCell(column, row && { ...rest, ...marks, ...row }).state;
}

/** How two pairs compare. What nobody has settled is less than any points. */
async function comparing(
  assignmentId: string,
  sort: ClassSort,
  collator: Intl.Collator,
): Promise<(a: PairFigures, b: PairFigures) => number> {
  if (sort.by === 'points') return (a, b) => a.earned - b.earned;
  if (sort.by === 'last-work') return (a, b) => (a.lastWorkAt ?? 0) - (b.lastWorkAt ?? 0);
  if (sort.by === 'part' && sort.partId !== undefined) {
    const summaries = await database().partSummary.findMany({
      where: { assignmentId, partId: sort.partId },
      select: { pairSessionId: true, review: true, overriddenEarned: true, earned: true },
    });
    const rows = new Map(summaries.map((row) => [row.pairSessionId, row]));
    const points = ({ pairSessionId }: PairFigures) => {
      const row = rows.get(pairSessionId);
      return row && row.review !== 'none' ? (row.overriddenEarned ?? row.earned) : -1;
    };
    return (a, b) => points(a) - points(b);
  }
  return (a, b) => collator.compare(a.name, b.name);
}

/** The pairs of a page, whole. */
async function toRows(
  pairs: readonly PairFigures[],
  parts: readonly PartColumn[],
  where: { sectionId: string; assignmentId: string },
): Promise<ClassPageRow[]> {
  const ids = pairs.map(({ pairSessionId }) => pairSessionId);
  const summaries = await database().partSummary.findMany({
    where: { pairSessionId: { in: ids } },
    select: {
      ...summaryColumns,
      pairSessionId: true,
      review: true,
      memberDecisions: true,
      cellsNow: true,
    },
  });
  const seats = await listClassSeats(ids, where);
  const keyOf = (pairSessionId: string, partId: string) => `${pairSessionId} ${partId}`;
  const byKey = new Map(summaries.map((row) => [keyOf(row.pairSessionId, row.partId), row]));
  return pairs.map(({ pairSessionId, earned, unread, lastWorkAt }) => ({
    pairSessionId,
    seats: seats.get(pairSessionId) ?? [],
    cells: parts.map((part): ClassPageCell => {
      const row = byKey.get(keyOf(pairSessionId, part.id));
      const { state, isRevealed, isHandedIn, disagreed, signature, attempts, ...cell } = toClassCell(
        part,
        row,
      );
      const review = (row?.review ?? 'none') as PartReview;
      return {
        partId: part.id,
        state,
        review,
        earned: review === 'none' ? null : cell.earned,
        points: part.points,
        attempts,
        // The column is only ever written in this shape.
        memberDecisions: (row?.memberDecisions ?? []) as MemberDecision[],
        isRevealed,
        isHandedIn,
        disagreed,
        signature,
        cells: row?.cellsNow ? { right: countRight(row.cellsNow), of: row.cellsNow.length } : null,
      };
    }),
    earned: roundPoints(earned),
    unread,
    lastWorkAt: lastWorkAt === null ? null : new Date(lastWorkAt).toISOString(),
  }));
}
