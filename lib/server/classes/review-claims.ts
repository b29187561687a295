import { database } from '../database/db';
import { newId } from '../database/ids';
import { upsertRows } from '../database/store-rows';
import { write } from '../database/writer';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { staffedBy } from './sections';

/** How long somebody holds what they read. */
const CLAIM_MS = 120_000;

/** Somebody else who reads a part of a pair. */
export interface OtherReader {
  pairSessionId: string;
  by: string;
}

/**
 * Claims a part of pairs for two minutes, and lets go of what the viewer held of that part before. What somebody else
 * holds stays theirs, and is answered: a claim keeps nobody from deciding.
 */
export async function claimReviews(
  viewer: Viewer,
  input: { sectionId: string; partId: string; pairSessionIds: readonly string[] },
  now: Date,
): Promise<Result<{ others: OtherReader[] }>> {
  const { sectionId, partId, pairSessionIds } = input;
  const section = await database().section.findFirst({
    where: { id: sectionId, ...staffedBy(viewer) },
    select: { id: true },
  });
  if (!section) return notFound;
  const known = await database().pairSession.findMany({
    where: { id: { in: [...pairSessionIds] }, assignment: { sectionId } },
    select: { id: true },
  });
  const ids = known.map(({ id }) => id);
  const byUserId = viewer.userId;
  const others = await write(
    async (tx) => {
      const held = await tx.reviewClaim.findMany({
        where: { pairSessionId: { in: ids }, partId, until: { gt: now }, byUserId: { not: byUserId } },
        select: { pairSessionId: true, by: { select: { name: true } } },
      });
      await tx.reviewClaim.deleteMany({
        where: { byUserId, partId, pairSession: { assignment: { sectionId } } },
      });
      const free = ids.filter((id) => !held.some(({ pairSessionId }) => pairSessionId === id));
      const until = new Date(now.getTime() + CLAIM_MS);
      await upsertRows(
        tx,
        'ReviewClaim',
        ['pairSessionId', 'partId'],
        free.map((pairSessionId) => ({ id: newId(), pairSessionId, partId, byUserId, until })),
      );
      return held;
    },
    { key: `claims in ${sectionId}` },
  );
  return ok({ others: others.map(({ pairSessionId, by }) => ({ pairSessionId, by: by.name })) });
}

/** Asks colleagues to look at a part of a pair, or no more. */
export async function flagReview(
  viewer: Viewer,
  input: { pairSessionId: string; partId: string; isFlagged: boolean },
  now: Date,
): Promise<Result<{ flaggedBy: string | null }>> {
  const { pairSessionId, partId, isFlagged } = input;
  const session = await database().pairSession.findFirst({
    where: {
      id: pairSessionId,
      assignment: { section: staffedBy(viewer) },
      summaries: { some: { partId } },
    },
    select: { id: true },
  });
  if (!session) return notFound;
  const byUserId = viewer.userId;
  await write(async (tx) => {
    if (!isFlagged) {
      await tx.reviewFlag.deleteMany({ where: { pairSessionId, partId } });
      return;
    }
    const row = { id: newId(), pairSessionId, partId, byUserId, createdAt: now };
    await upsertRows(tx, 'ReviewFlag', ['pairSessionId', 'partId'], [row]);
  });
  return ok({ flaggedBy: isFlagged ? viewer.name : null });
}
