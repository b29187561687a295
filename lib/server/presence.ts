import { perProcess } from './per-process';

/** Where a person is on the page; kept in memory only, never stored. */
export interface SeatPresence {
  seenAt: number;
  path: string | null;
  typing: boolean;
  /** In a long text: a Yjs relative position as base64, which only browsers read. */
  caret: string | null;
  /** The page was closed, and not opened again since. */
  isClosed: boolean;
}

/** Seen within this time counts as present. */
export const presentForMs = 20_000;
/** Not seen for this time counts as left; the entry may be forgotten. */
export const leftAfterMs = 5 * 60_000;

const nowhere = { path: null, typing: false, caret: null };

const seats = () => perProcess('presence', () => new Map<string, SeatPresence>());

/** Notes that a seat is here; `path` and `typing` stay as they were when not given. */
export function noteSeen(
  seatId: string,
  now: Date,
  where?: Pick<SeatPresence, 'path' | 'typing' | 'caret'>,
): void {
  const { path, typing, caret } = where ?? seats().get(seatId) ?? nowhere;
  seats().set(seatId, { seenAt: now.getTime(), path, typing, caret, isClosed: false });
  if (seats().size > 10_000) forgetLeft(now);
}

/** Notes that a seat has closed its page; whoever has it open elsewhere is seen again at the next heartbeat. */
export function noteClosed(seatId: string): void {
  const before = seats().get(seatId);
  if (before) seats().set(seatId, { ...before, ...nowhere, isClosed: true });
}

function forgetLeft(now: Date): void {
  for (const [id, { seenAt }] of seats()) {
    if (now.getTime() - seenAt > leftAfterMs) seats().delete(id);
  }
}

export function isPresent(seatId: string, now: Date): boolean {
  const presence = seats().get(seatId);
  return presence !== undefined && !presence.isClosed && now.getTime() - presence.seenAt <= presentForMs;
}

/** Whether a seat has not been seen for so long that nobody waits for it; also where it was never seen at all. */
export function hasLeft(seatId: string, now: Date): boolean {
  const presence = seats().get(seatId);
  return presence === undefined || now.getTime() - presence.seenAt > leftAfterMs;
}

export function presenceOf(seatId: string, now: Date): SeatPresence | null {
  return isPresent(seatId, now) ? (seats().get(seatId) ?? null) : null;
}
