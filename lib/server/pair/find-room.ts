import { database } from '../database/db';
import type { Viewer } from '../people/viewer';
import type { PairAccess } from './pair-access';
import { accessTo, type PairRoom } from './pair-room';
import { currentRooms } from './read-rooms';
import { rememberedRoom, rememberRoom } from './room-memory';

/** A pair session as it is stored now; null when there is none. */
export async function readRoom(id: string): Promise<PairRoom | null> {
  const room = (await currentRooms(database(), [id])).get(id) ?? null;
  if (room) rememberRoom(room);
  return room;
}

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
