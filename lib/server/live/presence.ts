import { perProcess } from '../per-process';

/** Where a person is on the page. In memory only, never stored. */
export interface SeatPresence {
  seenAt: number;
  path: string | null;
  typing: boolean;
  /** In a long text: a Yjs relative position as base64, which only browsers read. */
  caret: string | null;
  /** What they are typing and have not saved. */
  text: string | null;
  /** The page was closed, and not opened again since. */
  isClosed: boolean;
}

/** A person seen within this time is present. */
const presentForMs = 20_000;
/** A person not seen for this time has left, and the entry may be dropped. */
const leftAfterMs = 5 * 60_000;

const nowhere = { path: null, typing: false, caret: null, text: null };

const seats = () => perProcess('presence', () => new Map<string, SeatPresence>());

/** Notes that the person of a seat is here; the place on the page stays as it was when not given. */
export function noteSeen(
  seatId: string,
  now: Date,
  where?: Pick<SeatPresence, 'path' | 'typing' | 'caret' | 'text'>,
): void {
  const { path, typing, caret, text } = where ?? seats().get(seatId) ?? nowhere;
  seats().set(seatId, { seenAt: now.getTime(), path, typing, caret, text, isClosed: false });
  if (seats().size > 10_000) forgetLeft(now);
}

/** The number of pages that each seat has open on this instance. */
const openPages = () => perProcess('open-pages', () => new Map<string, number>());

export function noteOpened(seatId: string): void {
  openPages().set(seatId, (openPages().get(seatId) ?? 0) + 1);
}

/** Notes that one page of a seat was closed. Returns whether it was the last one on this instance. */
export function noteClosed(seatId: string): boolean {
  const left = (openPages().get(seatId) ?? 1) - 1;
  if (left > 0) openPages().set(seatId, left);
  else openPages().delete(seatId);
  return noteGone(seatId);
}

/** Notes that a seat has no open page any more, unless one is open on this instance. Returns whether none is. */
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

/** Whether the person of a seat was never seen, or not for so long that nobody needs to wait. */
export function hasLeft(seatId: string, now: Date): boolean {
  const presence = seats().get(seatId);
  return presence === undefined || now.getTime() - presence.seenAt > leftAfterMs;
}

export function presenceOf(seatId: string, now: Date): SeatPresence | null {
  return isPresent(seatId, now) ? (seats().get(seatId) ?? null) : null;
}
