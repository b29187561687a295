import { type Phase, phaseAt } from '@/lib/pairing/phase';
import { unreadReviews } from '@/lib/results/part-review';
import { database } from '../database/db';
import type { Viewer } from '../people/viewer';
import { type SectionRole, staffedBy } from './sections';

/** What stands in the bar of a section's pages for those who teach or assist it. */
export interface SectionBar {
  sectionId: string;
  title: string;
  role: Exclude<SectionRole, 'STUDENT'>;
  /** The newest first. */
  assignments: { id: string; title: string; phase: Phase; unread: number }[];
  /** For instructors, while new people can join; else null. */
  joinCode: string | null;
}

/** How many parts of pairs wait for a person, by assignment. */
async function countUnread(sectionId: string): Promise<Map<string, number>> {
  const counts = await database().partSummary.groupBy({
    by: ['assignmentId'],
    where: { assignment: { sectionId }, review: { in: [...unreadReviews] } },
    _count: true,
  });
  return new Map(counts.map(({ assignmentId, _count }) => [assignmentId, _count]));
}

/** The bar of a section; null where the viewer neither teaches nor assists it. */
export async function findSectionBar(
  viewer: Viewer,
  sectionId: string,
  now: Date,
): Promise<SectionBar | null> {
  const row = await database().section.findFirst({
    where: { id: sectionId, ...staffedBy(viewer) },
    select: {
      title: true,
      joinCode: true,
      joinClosedAt: true,
      joinEndsAt: true,
      enrollments: { where: { userId: viewer.userId }, select: { role: true } },
      assignments: {
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        select: {
          id: true,
          opensAt: true,
          closesAt: true,
          worksheetRevision: { select: { title: true } },
        },
      },
    },
  });
  if (!row) return null;
  const unread = await countUnread(sectionId);
  const teaches = row.enrollments.some(({ role }) => role === 'INSTRUCTOR');
  const takesPeople = row.joinClosedAt === null && (row.joinEndsAt === null || row.joinEndsAt > now);
  return {
    sectionId,
    title: row.title,
    role: teaches ? 'INSTRUCTOR' : 'ASSISTANT',
    assignments: row.assignments.map(({ id, worksheetRevision, ...times }) => ({
      id,
      title: worksheetRevision.title,
      phase: phaseAt(times, now),
      unread: unread.get(id) ?? 0,
    })),
    joinCode: teaches && takesPeople ? row.joinCode : null,
  };
}
