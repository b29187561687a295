import { perProcess } from '../database/per-process';

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

/** How many pages of a seat are open on this instance. */
const openPages = () => perProcess('open-pages', () => new Map<string, number>());

export function noteOpened(seatId: string): void {
  openPages().set(seatId, (openPages().get(seatId) ?? 0) + 1);
}

/** Notes that one page of a seat was closed. Returns whether it was the last one here. */
export function noteClosed(seatId: string): boolean {
  const left = (openPages().get(seatId) ?? 1) - 1;
  if (left > 0) openPages().set(seatId, left);
  else openPages().delete(seatId);
  return noteGone(seatId);
}

/** Notes that a seat has no page open any more, unless one is open here. Returns whether that is so. */
export function noteGone(seatId: string): boolean {
  if (openPages().has(seatId)) return false;
  const before = seats().get(seatId);
  if (before) seats().set(seatId, { ...before, ...nowhere, isClosed: true });
  return true;
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
