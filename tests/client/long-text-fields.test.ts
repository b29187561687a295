import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeLongTextFields } from '@/lib/client/long-text-fields';
import type { LongTexts } from '@/lib/client/long-texts';
import type { Batch } from '@/lib/client/outbox';

let texts: Record<string, string>;
let saved: Record<string, { value: string; version: number; by: string }>;
let waiting: Batch['ops'];
let sent: number;
let added: string[];
let fields: ReturnType<typeof makeLongTextFields>;

beforeEach(() => {
  vi.useFakeTimers();
  texts = { '1a': 'low' };
  saved = { '1a': { value: 'low', version: 2, by: 'ada' } };
  waiting = [];
  sent = 0;
  added = [];
  const documents: LongTexts = {
    open: async () => {},
    text: (path) => texts[path],
    edit: (path, next) => {
      texts[path] = next;
      return `edit to ${next}`;
    },
    merge: (first, second) => `${first}, ${second}`,
    catchUp: async (path) => {
      texts[path] = saved[path]?.value ?? '';
    },
    forget: (path) => {
      delete texts[path];
    },
    hear: (path, update) => {
      if (path in texts) texts[path] = update;
    },
    positionAt: () => undefined,
    indexOf: () => null,
    all: () => texts,
  };
  fields = makeLongTextFields({
    documents,
    saved: (path) => saved[path],
    waiting: () => waiting,
    addEdit: (_path, update) => added.push(update),
    send: () => {
      sent += 1;
    },
    onChange: () => {},
  });
});
afterEach(() => vi.useRealTimers());

const op = { seq: 1, opId: 'op', path: '1a', by: 'alan' };

it('edits a document that holds what the server has, and sends after a pause', () => {
  expect(fields.isInStep('1a')).toBe(true);
  fields.edit('1a', 'low T');
  fields.edit('1a', 'low Ts');
  vi.advanceTimersByTime(300);
  expect([added, sent]).toEqual([['edit to low T', 'edit to low Ts'], 0]);
  vi.advanceTimersByTime(200);
  expect(sent).toBe(1);
});

it('edits the field as a whole while its document is not here, or is behind the server', () => {
  expect(fields.isInStep('1d')).toBe(false);
  saved['1a'] = { value: 'low temperature', version: 3, by: 'alan' };
  expect(fields.isInStep('1a')).toBe(false);
});

it('goes on in the document while only edits of it wait, not while a whole text waits', () => {
  texts['1a'] = 'low T';
  waiting = [{ opId: 'a', path: '1a', textUpdate: 'edit' }];
  expect(fields.isInStep('1a')).toBe(true);
  waiting = [...waiting, { opId: 'b', path: '1a', base: 2, value: 'other' }];
  expect(fields.isInStep('1a')).toBe(false);
});

it('lets go of a document that the server has begun anew, not of one with edits that wait', () => {
  waiting = [{ opId: 'a', path: '1a', textUpdate: 'edit' }];
  expect([fields.hear({ ...op, version: 3, value: 'all anew' }), fields.text('1a')]).toEqual([false, 'low']);
  waiting = [];
  expect([fields.hear({ ...op, version: 3, value: 'low' }), fields.text('1a')]).toEqual([false, 'low']);
  expect([fields.hear({ ...op, version: 3, value: 'all anew' }), fields.current()]).toEqual([true, {}]);
  expect(fields.isInStep('1a')).toBe(false);
});

it('leaves a document alone from a whole text of this device until the event of it comes', () => {
  fields.noteWholeText('1a', 3, 'typed before the document came');
  expect([fields.isInStep('1a'), fields.current()]).toEqual([false, {}]);
  fields.hear({ ...op, version: 2, value: 'low' });
  expect(fields.current()).toEqual({});
  saved['1a'] = { value: 'both', version: 3, by: 'ada' };
  expect(fields.hear({ ...op, version: 3, value: 'both', textUpdate: 'both' })).toBe(true);
  expect([fields.isInStep('1a'), fields.current()]).toEqual([true, { '1a': 'both' }]);
});

it('fetches what a document has missed, and is in step then', async () => {
  fields.noteWholeText('1a', 3, 'mine');
  saved['1a'] = { value: 'mine and theirs', version: 4, by: 'alan' };
  fields.catchUp();
  await vi.waitFor(() => expect(fields.isInStep('1a')).toBe(true));
  expect(fields.current()).toEqual({ '1a': 'mine and theirs' });
});
