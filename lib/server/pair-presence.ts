import { type PresenceNews, pairTopic } from './bus';
import { findPairAccess } from './pair-access';
import { noteSeen } from './presence';
import { notFound, ok, type Result } from './result';
import { bus } from './shared-bus';
import type { Viewer } from './viewer';

/** Tells the partner where a seat is on the page. */
export async function notePresence(
  viewer: Viewer,
  input: {
    pairSessionId: string;
    path: string | null;
    typing: boolean;
    caret?: string | null | undefined;
    seatId?: string | undefined;
  },
  now: Date,
): Promise<Result<null>> {
  const access = await findPairAccess(viewer, input.pairSessionId, now, input.seatId);
  if (!access) return notFound;
  const { path, typing, caret = null } = input;
  noteSeen(access.seat.id, now, { path, typing, caret });
  const news: PresenceNews = { seatId: access.seat.id, path, typing, caret, isHere: true };
  bus().publish(pairTopic(access.id), { type: 'presence', ...news });
  return ok(null);
}
