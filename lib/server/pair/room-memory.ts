import { type OpenDatabase, openDatabase } from '../database/db';
import { env } from '../env';
import { perProcess } from '../per-process';
import type { PairRoom } from './pair-room';

interface RoomMemory {
  /** The least recently used first. */
  rooms: Map<string, PairRoom>;
  bytes: number;
}

const memories = () => perProcess('room-memory', () => new WeakMap<OpenDatabase, RoomMemory>());

function memory(): RoomMemory {
  const open = openDatabase();
  const known = memories().get(open) ?? { rooms: new Map(), bytes: 0 };
  memories().set(open, known);
  return known;
}

/** What this process remembers of a pair session; it may be behind what is stored. */
export function rememberedRoom(id: string): PairRoom | undefined {
  const { rooms } = memory();
  const room = rooms.get(id);
  if (!room) return undefined;
  rooms.delete(id);
  rooms.set(id, room);
  return room;
}

/** Remembers a room as it is stored, unless a newer one is remembered; those that were used least recently have to go. */
export function rememberRoom(room: PairRoom): void {
  const known = memory().rooms.get(room.id);
  const isOlder =
    known?.installationId === room.installationId && (room.seq < known.seq || room.version < known.version);
  if (isOlder) return;
  forgetRoom(room.id);
  const { rooms } = memory();
  rooms.set(room.id, room);
  memory().bytes += room.bytes;
  for (const id of rooms.keys()) {
    if (memory().bytes <= env.roomMemoryBytes) return;
    forgetRoom(id);
  }
}

/** Forgets a pair session: the next who asks reads it anew. */
export function forgetRoom(id: string): void {
  const kept = memory();
  kept.bytes -= kept.rooms.get(id)?.bytes ?? 0;
  kept.rooms.delete(id);
}
