import type { Prisma } from '@/lib/generated/sqlite/client';
import { unreadReviews } from '@/lib/results/part-review';
import type { PartReview } from '@/lib/schemas/part-review';
import type { QueuePage, QueueQuery, ReviewProgress } from '@/lib/schemas/review-queue';
import { database } from '../database/db';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { readItems, summaryOfQueue } from './review-items';
import { findReviewedPart, type ReviewedPart } from './reviewed-part';

/** Responses of one page. */
const pageSize = 20;
/** Pairs of a group that are listed, and decided together at once. */
const mostMembers = 500;

const reviewsOf: Record<QueueQuery['show'], readonly PartReview[]> = {
  unread: unreadReviews,
  settled: ['settled'],
  decided: ['decided'],
};

/** The summaries that a queue is about. */
function inQueue({ assignmentId, partId, show, only }: QueueQuery): Prisma.PartSummaryWhereInput {
  if (only) return { assignmentId, partId, pairSessionId: only };
  return { assignmentId, partId, review: { in: [...reviewsOf[show]] } };
}

interface Group {
  hash: string;
  count: number;
}

/** A place among groups, the largest first: `count hash`. */
function placeOf({ hash, count }: Group): string {
  return `${count} ${hash}`;
}

function isAfter({ hash, count }: Group, place: string): boolean {
  const [than = '', placeHash = ''] = place.split(' ');
  return count < Number(than) || (count === Number(than) && hash > placeHash);
}

/** The page of groups after a place; then those whose partners gave own answers, one by one. */
async function pageOfGroups(query: QueueQuery) {
  const { after = '' } = query;
  const where = inQueue(query);
  if (after.startsWith('own ')) return pageOfSingles(query, { disagreed: true }, 'own ');
  const counts = await database().partSummary.groupBy({
    by: ['canonicalNow'],
    where: { ...where, disagreed: false },
    _count: { _all: true },
  });
  const groups = counts
    .map(({ canonicalNow, _count }): Group => ({ hash: canonicalNow ?? '', count: _count._all }))
    .filter((group) => after === '' || isAfter(group, after))
    .sort((a, b) => b.count - a.count || (a.hash < b.hash ? -1 : 1));
  const page = groups.slice(0, pageSize);
  const last = page.at(-1);
  const next = groups.length > page.length && last ? placeOf(last) : 'own ';
  const byHash = await Promise.all(
    page.map(({ hash }) =>
      database().partSummary.findMany({
        where: { ...where, disagreed: false, canonicalNow: hash || null },
        orderBy: { id: 'asc' },
        take: mostMembers,
        select: summaryOfQueue,
      }),
    ),
  );
  if (page.length === 0) return pageOfSingles({ ...query, after: 'own ' }, { disagreed: true }, 'own ');
  return { groups: byHash, next };
}

/** The page of single responses after one, in an order that says nothing of who gave them. */
async function pageOfSingles(query: QueueQuery, more: Prisma.PartSummaryWhereInput = {}, prefix = '') {
  const after = (query.after ?? '').slice(prefix.length);
  const found = await database().partSummary.findMany({
    where: { ...inQueue(query), ...more, id: { gt: after } },
    orderBy: { id: 'asc' },
    take: pageSize + 1,
    select: summaryOfQueue,
  });
  const page = found.slice(0, pageSize);
  const last = page.at(-1);
  return {
    groups: page.map((one) => [one]),
    next: found.length > page.length && last ? prefix + last.id : null,
  };
}

/** How far a part has come, and who decided how much of it. */
async function getReviewProgress({
  assignmentId,
  partId,
}: {
  assignmentId: string;
  partId: string;
}): Promise<ReviewProgress> {
  const [counts, decisions] = await Promise.all([
    database().partSummary.groupBy({
      by: ['review'],
      where: { assignmentId, partId },
      _count: { _all: true },
    }),
    database().override.groupBy({
      by: ['byUserId'],
      where: { partId, pairSession: { assignmentId }, earned: { not: null } },
      _count: { _all: true },
    }),
  ]);
  const people = await database().user.findMany({
    where: { id: { in: decisions.map(({ byUserId }) => byUserId) } },
    select: { id: true, name: true },
  });
  const countOf = (...reviews: PartReview[]) =>
    counts
      .filter(({ review }) => reviews.some((one) => one === review))
      .reduce((sum, { _count }) => sum + _count._all, 0);
  return {
    waiting: countOf('waiting', 'stands'),
    changed: countOf('changed'),
    settled: countOf('settled'),
    decided: countOf('decided'),
    people: decisions
      .map(({ byUserId, _count }) => ({
        name: people.find(({ id }) => id === byUserId)?.name ?? '',
        count: _count._all,
      }))
      .sort((a, b) => b.count - a.count),
  };
}

/** Whether the same response says the same of every pair: not where each has numbers of its own. */
function isGrouped({ question, part }: ReviewedPart): boolean {
  return !question.drawn && !part.prepared.fieldPaths.some((path) => part.prepared.isLongText(path));
}

/**
 * A page of the responses to one part that somebody should read, for those who teach or assist the section: equal ones
 * as one, the most frequent first; texts one by one. Ask for the next page with `after: next`.
 */
export async function getReviewQueue(
  viewer: Viewer,
  input: QueueQuery & { sectionId: string },
  now: Date,
): Promise<Result<QueuePage>> {
  const reviewed = await findReviewedPart(viewer, input);
  if (!reviewed) return notFound;
  const page = isGrouped(reviewed) && !input.only ? await pageOfGroups(input) : await pageOfSingles(input);
  const [items, progress] = await Promise.all([
    readItems(reviewed, page.groups, viewer, now),
    getReviewProgress(input),
  ]);
  return ok({ items, next: page.next, progress });
}
