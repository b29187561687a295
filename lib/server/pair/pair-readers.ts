import { database } from '../database/db';
import type { Viewer } from '../people/viewer';
import type { PairRoom } from './pair-room';

/** Whether the viewer teaches or assists the class of a pair session, and so may read along. */
export async function maySee(viewer: Viewer, { assignment: { sectionId } }: PairRoom): Promise<boolean> {
  const staff = await database().enrollment.count({
    where: { userId: viewer.userId, sectionId, role: { not: 'STUDENT' } },
  });
  return staff > 0;
}
