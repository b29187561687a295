import { describe, expect, it } from 'vitest';
import {
  hasLeft,
  isPresent,
  noteClosed,
  noteGone,
  noteOpened,
  noteSeen,
  presenceOf,
} from '@/lib/server/live/presence';
import { now } from '../../support/pairs';

const secondsOn = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const stateOf = (seatId: string, seconds: number) =>
  isPresent(seatId, secondsOn(seconds)) ? 'here' : hasLeft(seatId, secondsOn(seconds)) ? 'left' : 'away';

describe('a seat', () => {
  it('is away after 20 seconds of silence and has left after five minutes', () => {
    noteSeen('silent', now);
    expect([0, 20, 21, 300, 301].map((seconds) => stateOf('silent', seconds))).toEqual([
      'here',
      'here',
      'away',
      'away',
      'left',
    ]);
  });

  it('is away at once when its page is closed, and here again when it is opened', () => {
    noteSeen('closing', now, { path: '1a', typing: true, caret: 'AA==', text: '1/' });
    noteClosed('closing');
    expect(stateOf('closing', 1)).toBe('away');
    noteSeen('closing', secondsOn(2));
    expect(stateOf('closing', 2)).toBe('here');
    expect(presenceOf('closing', secondsOn(2))).toMatchObject({
      path: null,
      typing: false,
      caret: null,
      text: null,
    });
  });

  it('is here as long as one of its pages is open', () => {
    for (const _page of ['first', 'second']) noteOpened('two pages');
    noteSeen('two pages', now);
    expect([noteClosed('two pages'), stateOf('two pages', 1)]).toEqual([false, 'here']);
    expect([noteGone('two pages'), stateOf('two pages', 1)]).toEqual([false, 'here']);
    expect([noteClosed('two pages'), stateOf('two pages', 1)]).toEqual([true, 'away']);
  });

  it('has left where it was never seen', () => {
    noteClosed('never seen');
    expect(stateOf('never seen', 0)).toBe('left');
  });
});
