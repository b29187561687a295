import { type PresenceNews, pairTopic } from '../live/bus';
import { noteClosed, noteSeen, presenceOf } from '../live/presence';
import type { Reader } from '../live/readers';
import { bus } from '../live/shared-bus';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { findRoom } from './find-room';
import { accessTo } from './pair-room';

/** Sends the partner where a seat is on the page. */
export async function notePresence(
  viewer: Viewer,
  input: {
    pairSessionId: string;
    path: string | null;
    typing: boolean;
    caret?: string | null | undefined;
    text?: string | null | undefined;
    seatId?: string | undefined;
  },
  now: Date,
): Promise<Result<null>> {
  const room = await findRoom(input.pairSessionId);
  const access = room && accessTo(room, viewer, now, input.seatId);
  if (!access) return notFound;
  const { path, typing, caret = null, text = null } = input;
  noteSeen(access.seat.id, now, { path, typing, caret, text });
  const news: PresenceNews = { seatId: access.seat.id, path, typing, caret, text, isHere: true };
  bus().publish(pairTopic(access.id), { type: 'presence', ...news });
  return ok(null);
}

/** Sends everybody on a pair's page the places of these seats, which have just been seen. */
export function tellPlaces(pairSessionId: string, seatIds: readonly string[], now: Date): void {
  for (const seatId of seatIds) {
    const { path = null, typing = false, caret = null, text = null } = presenceOf(seatId, now) ?? {};
    const news: PresenceNews = { seatId, path, typing, caret, text, isHere: true };
    bus().publish(pairTopic(pairSessionId), { type: 'presence', ...news });
  }
}

/** Sends everybody on a pair's page that somebody of the staff reads along, or no longer does. */
export function tellReader(pairSessionId: string, { id: seatId, name }: Reader, isHere: boolean): void {
  const news: PresenceNews = {
    seatId,
    path: null,
    typing: false,
    caret: null,
    text: null,
    isHere,
    reader: name,
  };
  bus().publish(pairTopic(pairSessionId), { type: 'presence', ...news });
}

/** Notes that a page of these seats was closed; reports seats without any open page to everybody on the pair's page. */
export function tellClosed(pairSessionId: string, seatIds: readonly string[]): void {
  for (const seatId of seatIds) {
    if (!noteClosed(seatId)) continue;
    const news: PresenceNews = { seatId, path: null, typing: false, caret: null, text: null, isHere: false };
    bus().publish(pairTopic(pairSessionId), { type: 'presence', ...news });
  }
}
