import { describe, expect, it } from 'vitest';
import { fromOpEvent, fromOpsResult, toOpsBody, withOwnFields, writerOf } from '@/lib/client/own-answers';
import { applyState } from '@/lib/client/pair-state';
import { makeSender } from '@/lib/client/sender';
import type { PairView } from '@/lib/schemas/pair-view';
import { pairView } from '../support/pair-view';

const field = (value: string, version: number) => ({ value, version, by: 'ada' });

/** Ada writes an own answer to the matrix; the pair's has another value in the same cell. */
function disagreeing(version = 1, value = '1/2'): PairView {
  return pairView({
    fields: { '2a/0/0': { value: '1', version: 4, by: 'alan' } },
    disagreements: [
      {
        partId: '2a',
        isSettled: false,
        answers: [
          {
            id: 'hers',
            seatId: 'ada',
            name: 'Ada',
            isConfirmed: false,
            fields: { '2a/0/0': field(value, version) },
          },
          { id: 'his', seatId: 'alan', name: 'Alan', isConfirmed: true },
        ],
      },
    ],
  });
}

const batch = {
  atomic: true,
  seatId: 'ada',
  ops: [
    { opId: 'one', path: '2a@hers/0/0', base: 1, value: '1/3' },
    { opId: 'two', path: '2a@hers/0/1', base: 0, value: '0' },
  ],
};

describe('what one of a pair writes alone', () => {
  it('stands beside what the pair shares, and never goes back to an older version', () => {
    const view = withOwnFields(disagreeing(3));
    expect(view.fields['2a/0/0']).toMatchObject({ value: '1', version: 4 });
    expect(view.fields['2a@hers/0/0']).toMatchObject({ value: '1/2', version: 3 });
    const { fields: _fields, parts: _parts, ...older } = disagreeing(2, 'older');
    expect(applyState(view, older).fields['2a@hers/0/0']).toMatchObject({ value: '1/2', version: 3 });
  });

  it('is sent under the name of its part, marked, and the answer finds its way back', () => {
    expect(toOpsBody(batch)).toEqual({
      atomic: true,
      seatId: 'ada',
      ops: [
        { opId: 'one', path: '2a/0/0', base: 1, value: '1/3', own: true },
        { opId: 'two', path: '2a/0/1', base: 0, value: '0', own: true },
      ],
    });
    const answer = {
      seq: 9,
      accepted: ['one', 'two'],
      conflicts: [],
      verdicts: {},
      versions: { '2a/0/0': 2 },
    };
    expect(fromOpsResult(batch, answer).versions).toEqual({ '2a@hers/0/0': 2 });
    const shared = { ...batch, ops: [{ opId: 'both', path: '1a', base: 0, value: 'x' }] };
    expect(toOpsBody(shared)).toEqual(shared);
  });

  it('is written by its own seat, whoever acts at this screen', () => {
    expect(writerOf(disagreeing(), '2a@his/0/0', 'ada')).toBe('alan');
    expect(writerOf(disagreeing(), '2a/0/0', 'ada')).toBe('ada');
  });

  it('is told apart in events, and ignored where the page knows no such answer', () => {
    const op = { seq: 5, opId: 'op', path: '2a/0/0', value: '1/3', version: 2, by: 'ada' };
    expect(fromOpEvent(disagreeing(), op)).toBe(op);
    expect(fromOpEvent(disagreeing(), { ...op, own: true })?.path).toBe('2a@hers/0/0');
    expect(fromOpEvent(pairView(), { ...op, own: true })).toBeNull();
  });

  it('gives way to what comes after it, once it is no more', async () => {
    const sent: string[] = [];
    const told: string[] = [];
    const sender = makeSender({
      send: async ({ ops }) => {
        sent.push(ops[0]?.path ?? '');
        return ops[0]?.path === '1a'
          ? {
              ok: true,
              status: 200,
              value: { seq: 1, accepted: ['both'], conflicts: [], verdicts: {}, versions: {} },
            }
          : { ok: false, status: 409, code: 'not-disagreeing', message: 'There is none.' };
      },
      onQueue: () => {},
      onAnswer: () => {},
      onProblem: ({ code }) => told.push(code),
    });
    sender.add(batch);
    sender.add({ atomic: false, seatId: 'ada', ops: [{ opId: 'both', path: '1a', base: 0, value: 'x' }] });
    sender.open();
    await sender.flush();
    expect([sent, sender.queue(), told]).toEqual([['2a@hers/0/0', '1a'], [], []]);
  });
});
