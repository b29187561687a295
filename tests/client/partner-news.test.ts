import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PairState } from '@/lib/client/pair-state';
import { followPartner } from '@/lib/client/partner-news';

const seat = { present: false, hasLeft: false };
let state: PairState;
let news: ReturnType<typeof followPartner>;
/** What the shared text is as far as the carets are concerned: where each position stands now. */
let indexes: Record<string, number>;

beforeEach(() => {
  vi.useFakeTimers();
  indexes = {};
  const view = {
    seats: [
      { ...seat, id: 'ada', name: 'Ada', isYours: true },
      { ...seat, id: 'alan', name: 'Alan', isYours: false },
    ],
    parts: ['1a', '1b', '1d', '2a', '2b'].map((id) => ({ id })),
  };
  // Only what the partner's news read and write.
  state = {
    view,
    partnerAt: {},
    partnerTyping: {},
    partnerCarets: {},
    typingSeatIds: [],
    announcements: [],
  } as unknown as PairState;
  news = followPartner(
    () => state,
    (part) => {
      state = { ...state, ...part };
    },
    (_path, position) => indexes[position] ?? null,
  );
  news.open();
});
afterEach(() => {
  news.close();
  vi.useRealTimers();
});

const alan = () => state.view.seats.find(({ id }) => id === 'alan');

it('tells where the partner is, then away, then left, and here again', () => {
  news.hearPresence({ seatId: 'alan', path: '2a/0/0', present: true });
  expect([alan(), state.partnerAt]).toMatchObject([{ present: true }, { '2a/0/0': 'Alan' }]);
  vi.advanceTimersByTime(18_000);
  news.hearPresence({ seatId: 'alan', path: '2a/0/0', present: true });
  vi.advanceTimersByTime(18_000);
  expect(alan()?.present).toBe(true);
  vi.advanceTimersByTime(4_000);
  expect([alan(), state.partnerAt]).toMatchObject([{ present: false, hasLeft: false }, {}]);
  vi.advanceTimersByTime(5 * 60_000);
  expect(alan()).toMatchObject({ present: false, hasLeft: true });
  news.hearPresence({ seatId: 'alan', path: null, present: true });
  expect(alan()).toMatchObject({ present: true, hasLeft: false });
});

it('finds the partner’s caret again as the text changes, and forgets it when the partner goes elsewhere', () => {
  news.hearPresence({ seatId: 'alan', path: '1a', present: true, caret: 'after "low"' });
  expect(state.partnerCarets).toEqual({});
  indexes = { 'after "low"': 7 };
  news.placeCarets();
  expect(state.partnerCarets).toEqual({ '1a': 7 });
  indexes = { 'after "low"': 12 };
  news.placeCarets();
  expect(state.partnerCarets).toEqual({ '1a': 12 });
  news.hearPresence({ seatId: 'alan', path: '2a/0/0', present: true });
  expect(state.partnerCarets).toEqual({});
});

it('says the partner’s edits in one sentence for all of two seconds', () => {
  for (const path of ['2a/0/0', '2a/0/1', '1a']) news.hearEdit(path, 'alan');
  vi.advanceTimersByTime(2_000);
  vi.advanceTimersByTime(2_000);
  expect(state.announcements).toEqual(['Alan changed 2a (2 edits), 1a (1 edit).']);
});

it('shows what the partner is typing while they are in that field, and no longer', () => {
  const at = { seatId: 'alan', path: '2a/0/0', present: true };
  news.hearPresence({ ...at, text: '1/' });
  expect(state.partnerTyping).toEqual({ '2a/0/0': '1/' });
  news.hearPresence({ ...at, path: '2a/0/1', text: '0' });
  expect(state.partnerTyping).toEqual({ '2a/0/1': '0' });
  news.hearPresence({ ...at, path: '2a/0/1' });
  expect(state.partnerTyping).toEqual({});
  news.hearPresence({ ...at, text: '1/6' });
  vi.advanceTimersByTime(30_000);
  expect(state.partnerTyping).toEqual({});
});

it('counts a partner as typing for some seconds after each edit', () => {
  news.hearEdit('1a', 'alan');
  expect(state.typingSeatIds).toEqual(['alan']);
  vi.advanceTimersByTime(2_000);
  news.hearEdit('1a', 'alan');
  vi.advanceTimersByTime(2_000);
  expect(state.typingSeatIds).toEqual(['alan']);
  vi.advanceTimersByTime(4_000);
  expect(state.typingSeatIds).toEqual([]);
});
