import { expect, it } from 'vitest';
import type { Batch } from '@/lib/client/outbox';
import { applyAnswer, type PairState } from '@/lib/client/pair-state';
import type { OpsResult } from '@/lib/schemas/ops';

const view = {
  seq: 7,
  seats: [
    { id: 'ada', name: 'Ada', present: true, hasLeft: false, isYours: true },
    { id: 'alan', name: 'Alan', present: true, hasLeft: false, isYours: false },
  ],
  fields: { '2a/0/0': { value: '1', version: 1, by: 'ada' } },
};
// Only what an answer reads and changes.
const state = { view, conflicts: [] } as unknown as PairState;

function batch(isAtomic: boolean): Batch {
  const ops = ['2a/0/0', '2a/0/1'].map((path) => ({ opId: `op of ${path}`, path, base: 0, value: 'mine' }));
  return { ops, atomic: isAtomic, seatId: 'ada' };
}
const nothing: OpsResult = { seq: 9, accepted: [], conflicts: [], verdicts: {}, versions: {} };
const theirs = { opId: 'op of 2a/0/0', value: 'theirs', version: 3, by: 'alan' };

it('takes accepted edits in, with their verdicts', () => {
  const answer: OpsResult = {
    ...nothing,
    accepted: ['op of 2a/0/1'],
    versions: { '2a/0/1': 1 },
    verdicts: { '2a/0/1': 'correct' },
    conflicts: [theirs],
  };
  const next = applyAnswer(state, batch(false), answer, () => undefined);
  expect(next.view.fields).toEqual({
    '2a/0/0': { value: 'theirs', version: 3, by: 'alan' },
    '2a/0/1': { value: 'mine', version: 1, by: 'ada', verdict: 'correct' },
  });
  expect(next.conflicts).toEqual([{ path: '2a/0/0', mine: 'mine', theirs: 'theirs', by: 'Alan' }]);
});

it('keeps all edits of a refused paste for one decision, each once', () => {
  const answer = { ...nothing, conflicts: [theirs] };
  const once = applyAnswer(state, batch(true), answer, () => undefined);
  expect(once.conflicts.map(({ path, theirs: other }) => [path, other])).toEqual([
    ['2a/0/0', 'theirs'],
    ['2a/0/1', ''],
  ]);
  const twice = applyAnswer(once, batch(true), answer, () => undefined);
  expect(twice.conflicts).toEqual(once.conflicts);
});

it('shows a merged text as it stands here', () => {
  const ops = [{ opId: 'typing', path: '1a', textUpdate: 'AA==' }];
  const answer = { ...nothing, accepted: ['typing'], versions: { '1a': 4 } };
  const next = applyAnswer(state, { ops, atomic: false, seatId: 'ada' }, answer, () => 'ours together');
  expect(next.view.fields['1a']).toEqual({ value: 'ours together', version: 4, by: 'ada' });
});
