import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeOwnPlace } from '@/lib/client/own-place';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('tells that its person is still there once a minute at most, and only where they type or click', () => {
  const tell = vi.fn();
  const place = makeOwnPlace(() => undefined, tell);
  place.moveTo({ path: '1a' });
  vi.advanceTimersByTime(300);
  expect(tell).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(10 * 60_000);
  expect(tell).toHaveBeenCalledTimes(1);
  for (let press = 0; press < 1_000; press += 1) {
    place.stir();
    vi.advanceTimersByTime(100);
  }
  // At the start, and after a minute of 100 seconds of pressing.
  expect(tell).toHaveBeenCalledTimes(3);
  expect(tell.mock.calls[2]).toEqual([{ path: '1a', typing: true, caret: null, text: null }]);
  place.close();
});

it('tells what is being typed where its person is, at most 64 characters, and no more once it is saved', () => {
  const tell = vi.fn();
  const place = makeOwnPlace(() => undefined, tell);
  const told = () => {
    vi.advanceTimersByTime(300);
    return tell.mock.calls.at(-1)?.[0].text;
  };
  place.moveTo({ path: '2a/0/0' });
  for (const text of ['1', '1/', '1/6']) place.typeIn('2a/0/0', text);
  expect(told()).toBe('1/6');
  expect(tell).toHaveBeenCalledTimes(1);
  place.typeIn('2a/0/1', '7');
  expect(told()).toBeNull();
  place.typeIn('2a/0/0', '9'.repeat(100));
  expect(told()).toBe('9'.repeat(64));
  place.typeIn('2a/0/1', null);
  expect(told()).toBe('9'.repeat(64));
  place.typeIn('2a/0/0', null);
  expect(told()).toBeNull();
  place.close();
});
