import type { SavedComment } from '@/lib/schemas/review-queue';
import { database } from '../database/db';
import { newId } from '../database/ids';
import { write } from '../database/writer';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result, refuse } from '../result';
import { staffedBy } from './sections';

/** A list that a person finds something in. */
const mostOfOne = 100;

function readableBy({ userId }: Viewer, sectionId: string) {
  return { sectionId, OR: [{ userId: null }, { userId }] };
}

/** The comments that a person may use again in a section; for those who teach or assist it. */
export async function listSavedComments(viewer: Viewer, sectionId: string): Promise<SavedComment[]> {
  const rows = await database().savedComment.findMany({
    where: { ...readableBy(viewer, sectionId), section: staffedBy(viewer) },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, text, userId }) => ({ id, text, isShared: userId === null }));
}

/** Stores a comment to be used again; the same text again is the one that is there. */
export async function saveComment(
  viewer: Viewer,
  input: { sectionId: string; text: string; isShared: boolean },
  now: Date,
): Promise<Result<SavedComment>> {
  const { sectionId, text, isShared } = input;
  const section = await database().section.findFirst({
    where: { id: sectionId, ...staffedBy(viewer) },
    select: { id: true },
  });
  if (!section) return notFound;
  return write(
    async (tx): Promise<Result<SavedComment>> => {
      const all = await tx.savedComment.findMany({ where: readableBy(viewer, sectionId) });
      const same = all.find((one) => one.text === text);
      if (same) return ok({ id: same.id, text, isShared: same.userId === null });
      if (all.length >= mostOfOne) {
        return refuse('bad-request', `At most ${mostOfOne} comments are stored. Please remove one first.`);
      }
      const row = { id: newId(), sectionId, userId: isShared ? null : viewer.userId, text, createdAt: now };
      await tx.savedComment.create({ data: row });
      return ok({ id: row.id, text, isShared });
    },
    { key: `saved comments of ${sectionId}` },
  );
}

/** Removes a stored comment: one's own, or one that all share. */
export async function removeSavedComment(viewer: Viewer, input: { id: string }): Promise<Result<object>> {
  const { id } = input;
  const found = await database().savedComment.findFirst({
    where: { id, OR: [{ userId: null }, { userId: viewer.userId }], section: staffedBy(viewer) },
    select: { id: true },
  });
  if (!found) return notFound;
  await write((tx) => tx.savedComment.deleteMany({ where: { id } }));
  return ok({});
}
