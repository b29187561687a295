import type { Json } from '@/lib/schemas/json';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { maySee } from './pair-readers';
import { accessTo } from './pair-room';
import { readRoom } from './read-together';

/** A good response to each part of a pair's worksheet, with the pair's own numbers, in the order of the parts. */
export type Solution = readonly { partId: string; response: Json }[];

/**
 * The solution of a pair's worksheet, for the paper of those who teach or assist its class. For everybody else there is
 * none, whatever the pair has turned: nobody who sits in the pair, and nobody of another class.
 */
export async function getSolution(
  viewer: Viewer,
  pairSessionId: string,
  now: Date,
): Promise<Result<Solution>> {
  const room = await readRoom(pairSessionId);
  if (!room || accessTo(room, viewer, now) || !(await maySee(viewer, room))) return notFound;
  const parts = room.worksheet.questions.flatMap(({ parts }) => parts);
  return ok(
    parts
      .filter(({ isPrediction }) => !isPrediction)
      .map(({ id, modelResponse }) => ({ partId: id, response: modelResponse })),
  );
}
