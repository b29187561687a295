import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FieldEdit } from '@/lib/client/field-edits';
import { makeFieldTyping } from '@/lib/client/field-typing';

let edits: FieldEdit[];
let field: { value: string; version: number };
let typing: ReturnType<typeof makeFieldTyping>;

beforeEach(() => {
  vi.useFakeTimers();
  edits = [];
  field = { value: '0.5', version: 3 };
  typing = makeFieldTyping({
    fieldBefore: () => field,
    onChange: () => {},
    onEdit: (edit) => edits.push(edit),
  });
});
afterEach(() => vi.useRealTimers());

it('makes an edit of what is typed once a pause has passed, and only then', () => {
  typing.typeOn('1a', 'It');
  vi.advanceTimersByTime(300);
  typing.typeOn('1a', 'It divides');
  vi.advanceTimersByTime(300);
  expect(edits).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(edits).toEqual([{ path: '1a', value: 'It divides', base: 3 }]);
  expect(typing.unsaved()).toEqual({});
});

it('saves half a number only when the field is left', () => {
  typing.type('2a/0/0', '1/');
  vi.advanceTimersByTime(60_000);
  expect(edits).toEqual([]);
  expect(typing.finish('2a/0/0', '1/2')).toEqual({ path: '2a/0/0', value: '1/2', base: 3 });
});

it('bases an edit on the version that the typing began with, so that the partner is not overwritten', () => {
  typing.type('2a/0/0', '1');
  field = { value: '0.25', version: 4 };
  expect(typing.finish('2a/0/0', '1')).toEqual({ path: '2a/0/0', value: '1', base: 3 });
});

it('bases it on an own edit that was accepted meanwhile', () => {
  typing.type('2a/0/0', '1');
  typing.rebase({ '2a/0/0': 5, '2a/0/1': 9 });
  expect(typing.finish('2a/0/0', '1')?.base).toBe(5);
});

it('makes no edit where the value is the one from before', () => {
  typing.type('2a/0/0', '1');
  expect(typing.finish('2a/0/0', '0.5')).toBeNull();
  expect(typing.unsaved()).toEqual({});
});

it('ends all pauses at once when the page goes away', () => {
  typing.typeOn('1a', 'one');
  typing.typeOn('1d', 'two');
  typing.type('2a/0/0', '1/');
  typing.finishPauses();
  expect(edits.map(({ path }) => path)).toEqual(['1a', '1d']);
  expect(Object.keys(typing.unsaved())).toEqual(['2a/0/0']);
});

it('hands out what is typed for another use, and forgets it', () => {
  typing.typeOn('1a', 'one');
  expect(typing.takeOut('1a')).toEqual({ text: 'one', before: '0.5', base: 3 });
  vi.advanceTimersByTime(1_000);
  expect([edits, typing.unsaved()]).toEqual([[], {}]);
});
