import { describe, expect, it } from 'vitest';
import type { Batch } from '@/lib/client/outbox';
import {
  countOps,
  enqueue,
  enqueueTextEdit,
  pendingValues,
  rebase,
  withoutPath,
} from '@/lib/client/outbox-queue';

let next = 0;
function edit(path: string, value: string, base = 0): Batch {
  next += 1;
  return { atomic: false, seatId: 'ada', ops: [{ opId: `op-${next}`, path, base, value }] };
}

describe('edits that wait on this device', () => {
  it('of one field become one edit while unsent, on the version first seen', () => {
    const queue = enqueue(enqueue([], edit('1a', 'di', 3), false), edit('1a', 'divides', 4), false);
    expect(queue).toHaveLength(1);
    expect(queue[0]?.ops[0]).toMatchObject({ path: '1a', value: 'divides', base: 3 });
  });

  it('leave a batch on its way as it is: sent again it must mean the same', () => {
    const sent = enqueue([], edit('1a', 'di'), false);
    const queue = enqueue(sent, edit('1a', 'divides'), true);
    expect(queue.map(({ ops }) => ops[0])).toMatchObject([{ value: 'di' }, { value: 'divides' }]);
  });

  it('of a paste stay together', () => {
    const paste: Batch = {
      atomic: true,
      seatId: 'ada',
      ops: [
        { opId: 'p1', path: '2a/0/0', base: 0, value: '1' },
        { opId: 'p2', path: '2a/0/1', base: 0, value: '0' },
      ],
    };
    const queue = enqueue(enqueue([], paste, false), edit('2a/0/0', '2'), false);
    expect(queue).toHaveLength(2);
    expect(countOps(queue)).toBe(3);
    expect(pendingValues(queue)).toEqual({ '2a/0/0': '2', '2a/0/1': '0' });
  });

  it('stand on the accepted version of an own earlier edit', () => {
    const queue = rebase([edit('1a', 'divides', 3)], { '1a': 4, '2a/0/0': 9 });
    expect(queue[0]?.ops[0]).toMatchObject({ base: 4 });
  });

  it('of a field vanish when a person takes the other value', () => {
    expect(withoutPath([edit('1a', 'x'), edit('1d', 'y')], '1a').map(({ ops }) => ops[0]?.path)).toEqual([
      '1d',
    ]);
  });

  it('inside a long text are merged while unsent, and follow a batch on its way', () => {
    const merge = (first: string, second: string) => `${first}+${second}`;
    const typed = (opId: string, textUpdate: string) => ({ opId, path: '1a', textUpdate, seatId: 'ada' });
    const one = enqueueTextEdit([], typed('t1', 'a'), false, merge);
    const two = enqueueTextEdit(one, typed('t2', 'b'), false, merge);
    expect(two.map(({ ops }) => ops[0])).toEqual([{ opId: 't1', path: '1a', textUpdate: 'a+b' }]);
    const three = enqueueTextEdit(two, typed('t3', 'c'), true, merge);
    expect(three.map(({ ops }) => ops[0])).toMatchObject([{ textUpdate: 'a+b' }, { textUpdate: 'c' }]);
    expect(pendingValues(three)).toEqual({});
  });
});
