import { splitFieldPath } from '@/lib/pairing/field-path';
import type { PresenceEvent } from '@/lib/schemas/pair-events';
import { applyPresence, applyReader, describePartnerEdits, nameOfSeat, type PairState } from './pair-state';

const announceEveryMs = 2_000;
/** How long somebody counts as typing after an edit of theirs. */
const typingForMs = 4_000;
/** The server sends everybody's presence every 15 seconds. */
const awayAfterMs = 20_000;
const leftAfterMs = 5 * 60_000;

/** Follows what the partner does: where they are, where their caret is, and what a screen reader says of their edits. */
export interface PartnerNews {
  /** Notes an edit of the partner; one sentence announces all edits of the last moments. */
  hearEdit(path: string, seatId: string): void;
  hearPresence(event: Omit<PresenceEvent, 'typing'>): void;
  /** Finds the carets again, after a text has changed. */
  placeCarets(): void;
  /** Starts to look for partners who have fallen silent, and to say what was edited. */
  open(): void;
  close(): void;
}

/**
 * @param indexOf where a caret's position is in a text now; null while the text here does not hold it yet.
 */
export function followPartner(
  getState: () => PairState,
  change: (part: Partial<PairState>) => void,
  indexOf: (path: string, position: string) => number | null,
): PartnerNews {
  let editCounts = new Map<string, number>();
  const lastHeard = new Map<string, number>();
  const texts = new Map<string, readonly [path: string, text: string]>();
  const lastTyped = new Map<string, number>();
  const carets = new Map<string, { path: string; position: string }>();

  function placeCarets() {
    if (carets.size === 0 && Object.keys(getState().partnerCarets).length === 0) return;
    const placed = [...carets.values()].flatMap(({ path, position }) => {
      const index = indexOf(path, position);
      return index === null ? [] : [[path, index] as const];
    });
    change({ partnerCarets: Object.fromEntries(placed) });
  }

  function hearPresence({ seatId, path, present, caret, text, reader }: Omit<PresenceEvent, 'typing'>) {
    const { view, partnerAt } = getState();
    if (reader !== undefined) {
      if (view.readers.includes(reader) !== present) change({ view: applyReader(view, reader, present) });
      return;
    }
    const name = nameOfSeat(view, seatId);
    const others = Object.entries(partnerAt).filter(([, other]) => other !== name);
    if (present || !lastHeard.has(seatId)) lastHeard.set(seatId, Date.now());
    change({
      view: applyPresence(view, seatId, { present, hasLeft: false }),
      partnerAt: Object.fromEntries(path && present ? [...others, [path, name]] : others),
    });
    if (path && present && text !== undefined) texts.set(seatId, [path, text]);
    else texts.delete(seatId);
    const partnerTyping = Object.fromEntries(texts.values());
    if (JSON.stringify(partnerTyping) !== JSON.stringify(getState().partnerTyping)) change({ partnerTyping });
    if (path && present && caret) carets.set(seatId, { path, position: caret });
    else carets.delete(seatId);
    placeCarets();
  }

  function tellTyping() {
    for (const [seatId, at] of lastTyped) if (Date.now() - at >= typingForMs) lastTyped.delete(seatId);
    const typingSeatIds = [...lastTyped.keys()];
    if (typingSeatIds.join() !== getState().typingSeatIds.join()) change({ typingSeatIds });
  }

  let timer: ReturnType<typeof setInterval> | undefined;
  function lookAround() {
    tellTyping();
    for (const [seatId, heardAt] of lastHeard) {
      const silentMs = Date.now() - heardAt;
      const { view } = getState();
      const isPresent = view.seats.some(({ id, present }) => id === seatId && present);
      if (silentMs >= leftAfterMs) {
        lastHeard.delete(seatId);
        change({ view: applyPresence(view, seatId, { present: false, hasLeft: true }) });
      } else if (silentMs >= awayAfterMs && isPresent) hearPresence({ seatId, path: null, present: false });
    }
    if (editCounts.size === 0) return;
    const { view, announcements } = getState();
    const others = view.seats.filter(({ isYours }) => !isYours).map(({ name }) => name);
    const sentence = describePartnerEdits(others.join(', '), editCounts);
    editCounts = new Map();
    change({ announcements: [...announcements.slice(-4), sentence] });
  }

  return {
    hearEdit(path, seatId) {
      lastTyped.set(seatId, Date.now());
      tellTyping();
      const { partId } = splitFieldPath(path);
      // Of the numbers that an exploration shares, the page shows where they are.
      if (!getState().view.parts.some(({ id }) => id === partId)) return;
      editCounts.set(partId, (editCounts.get(partId) ?? 0) + 1);
    },
    hearPresence,
    placeCarets,
    open() {
      timer = setInterval(lookAround, announceEveryMs);
    },
    close: () => clearInterval(timer),
  };
}
