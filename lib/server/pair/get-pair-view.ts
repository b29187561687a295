import { phaseAt } from '@/lib/pairing/phase';
import type { PairView } from '@/lib/schemas/pair-view';
import { type PublicWorksheet, toPublicWorksheet, type Worksheet } from '@/lib/worksheets/worksheet';
import { worksheetFor } from '@/lib/worksheets/worksheet-for';
import { database } from '../database/db';
import { noteSeen } from '../live/presence';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { findLeftCopy } from './left-copies';
import { maySee } from './pair-readers';
import { accessTo, type PairRoom } from './pair-room';
import { toPairView, toReaderView } from './pair-view';
import { readRoom } from './read-together';
import { settlePair } from './settling';
import { worksheetOfRevisionId } from './worksheet-revisions';

/** Grades the drafts of a room whose time is over; returns the room as it is stored then. */
export async function settled(room: PairRoom, now: Date): Promise<PairRoom> {
  const { assignment } = room;
  if (assignment.settledAt || phaseAt(assignment, now) !== 'closed') return room;
  await settlePair(room.id, now);
  return (await readRoom(room.id)) ?? room;
}

/**
 * Everything a pair's page shows, read through the viewer. For those who teach or assist the class, to read; for somebody
 * who has left, what it showed then.
 */
export async function getPairView(
  viewer: Viewer,
  pairSessionId: string,
  now: Date,
): Promise<Result<PairView>> {
  const room = await readRoom(pairSessionId);
  if (!room) return notFound;
  const access = accessTo(room, viewer, now);
  if (!access) {
    if (await maySee(viewer, room)) return ok(toReaderView(await settled(room, now), now));
    const left = await findLeftCopy(viewer, pairSessionId);
    return left ? ok(left) : notFound;
  }
  for (const seatId of access.yourSeatIds) noteSeen(seatId, now);
  const view = toPairView(await settled(room, now), viewer, now);
  return view ? ok(view) : notFound;
}

/** The worksheet with the numbers that the viewer's page shows; null for whom it shows nothing. */
async function worksheetSeenBy(viewer: Viewer, room: PairRoom, now: Date): Promise<Worksheet | null> {
  if (accessTo(room, viewer, now) || (await maySee(viewer, room))) return room.worksheet;
  const left = await findLeftCopy(viewer, room.id);
  if (!left) return null;
  const published = await worksheetOfRevisionId(room.assignment.worksheetRevisionId);
  return worksheetFor(published, left.seed, left.rounds);
}

/** The worksheet of a pair session as the browser may see it, with its questions' texts, and the class it is done in. */
export async function getPublicWorksheet(
  viewer: Viewer,
  pairSessionId: string,
  now: Date,
): Promise<Result<PublicWorksheet & { section: { id: string; title: string } }>> {
  const room = await readRoom(pairSessionId);
  if (!room) return notFound;
  const worksheet = await worksheetSeenBy(viewer, room, now);
  if (!worksheet) return notFound;
  const where = { id: room.assignment.sectionId };
  const { id, title } = await database().section.findUniqueOrThrow({ where });
  return ok({ ...toPublicWorksheet(worksheet), section: { id, title } });
}
