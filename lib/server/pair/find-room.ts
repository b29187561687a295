import type { Viewer } from '../people/viewer';
import type { PairAccess } from './pair-access';
import { accessTo, type PairRoom } from './pair-room';
import { readRoom } from './read-together';
import { rememberedRoom } from './room-memory';

/** A pair session as it is remembered, which another server may have changed since; read where it is not. */
export async function findRoom(id: string): Promise<PairRoom | null> {
  return rememberedRoom(id) ?? (await readRoom(id));
}

/**
 * Finds a pair session through the viewer: null when it does not exist, when the viewer has no present seat in it, or
 * when `seatId` is not one that this browser has proved.
 */
export async function findPairAccess(
  viewer: Viewer,
  pairSessionId: string,
  now: Date,
  seatId?: string | undefined,
): Promise<PairAccess | null> {
  const room = await readRoom(pairSessionId);
  return room && accessTo(room, viewer, now, seatId);
}
