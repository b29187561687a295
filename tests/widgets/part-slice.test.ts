import { describe, expect, test } from 'vitest';
import { keepSame, ownWorkId, partSlice, scoreSoFar } from '@/app/pair-sessions/[id]/_components/part-slice';
import { makePairStore } from '@/lib/client/pair-store';
import { partProgress } from '@/lib/pairing/part-progress';
import { shortLabels } from '@/lib/questions/kinds/matrix/short-labels';
import type { PairView } from '@/lib/schemas/pair-view';
import { pairView } from '../support/pair-view';

const part = { kind: 'matrix', spec: {}, prompt: '', attempts: null, hasInstantCheck: true };
const graded = {
  attempts: 1,
  attemptsLeft: null,
  pointsState: 'open' as const,
  seenBy: [],
  outcome: 'partial',
  overridden: false,
};

const view = pairView({
  parts: [
    { ...part, id: '2', points: 4, isScored: true, isPrediction: false },
    { ...part, id: '2a', points: 8, isScored: true, isPrediction: false },
    { ...part, id: 'x', points: 3, isScored: false, isPrediction: false },
  ],
  fields: {
    '2': { value: 'low', version: 1, by: 'ada' },
    '2a/0/0': { value: '1', version: 3, by: 'ada', verdict: 'correct' },
  },
  scores: {
    '2': { ...graded, earned: 1, total: 4, provisional: true },
    '2a': { ...graded, earned: 5.5, total: 8, provisional: false },
    x: { ...graded, earned: 3, total: 3, provisional: false },
  },
});
const state = makePairStore(view).get();

describe('what a part shows', () => {
  test('is its own fields, not those of a part whose id begins alike', () => {
    expect(Object.keys(partSlice(state, '2').fields)).toEqual(['']);
    expect(Object.keys(partSlice(state, '2a').fields)).toEqual(['0/0']);
  });

  test('is what this device typed before what is saved, without the verdict on what is saved', () => {
    const typing = { ...state, pending: { '2a/0/0': '1/2' } };
    expect(partSlice(typing, '2a').fields['0/0']).toEqual({ value: '1/2', version: 3, by: 'ada' });
  });

  test('keeps the verdict when the same is typed again', () => {
    const typing = { ...state, pending: { '2a/0/0': '1' } };
    expect(partSlice(typing, '2a').fields['0/0']?.verdict).toBe('correct');
  });

  test('stays the same object until something of the part changes', () => {
    const before = partSlice(state, '2a');
    const elsewhere = { ...state, pending: { '2': 'high' } };
    expect(keepSame(before, partSlice(elsewhere, '2a'))).toBe(before);
    const here = { ...state, pending: { '2a/0/1': '0' } };
    expect(keepSame(before, partSlice(here, '2a'))).not.toBe(before);
  });
});

describe('the overview', () => {
  test('sums the scored parts only', () => {
    expect(scoreSoFar(view)).toMatchObject({ earned: 6.5, total: 12, isProvisional: true, waitingIds: [] });
  });

  test('leave out a part that a person reads first, whatever was found of it', () => {
    const read = { ...graded, outcome: 'needs-review', earned: 5.5, total: 8, provisional: true };
    const waiting = { ...view, scores: { ...view.scores, '2a': read } };
    expect(scoreSoFar(waiting)).toMatchObject({ earned: 1, total: 12, waitingIds: ['2a'] });
    const decided = { ...view, scores: { ...view.scores, '2a': { ...read, overridden: true } } };
    expect(scoreSoFar(decided)).toMatchObject({ earned: 6.5, waitingIds: [] });
  });
});

describe('labels in narrow places', () => {
  test('leave out what all of them begin with', () => {
    expect(shortLabels(['letter 1', 'letter 2'])).toEqual(['1', '2']);
    expect(shortLabels(['happy', 'spring'])).toEqual(['happy', 'spring']);
    expect(shortLabels(['1', '1'])).toEqual(['1', '1']);
  });
});

describe('a part whose cells are checked as they are entered', () => {
  const cells = (second: string) => ({
    '2a/0/0': { value: '1', version: 1, by: 'ada', verdict: 'correct' as const },
    '2a/0/1': {
      value: second,
      version: 1,
      by: 'ada',
      verdict: second === '0' ? ('correct' as const) : ('incorrect' as const),
    },
  });
  const submission = { id: 's', partId: '2a', attempt: 1, earned: 5.5, total: 8, feedback: [] };
  const matrix = pairView({
    ...view,
    parts: view.parts.map((one) => (one.id === '2a' ? { ...one, fieldCount: 2 } : one)),
    fields: cells('0'),
  });

  const signOf = (seen: PairView) => partProgress(seen, '2a').sign;

  test('is ready once every cell is right, and its points wait for the check', () => {
    const partial = { ...matrix, submissions: { '2a': { ...submission, outcome: 'partial' as const } } };
    expect([signOf(matrix), signOf(partial)]).toEqual(['ready', 'ready']);
    expect(scoreSoFar(partial)).toMatchObject({
      earned: 6.5,
      uncounted: { partIds: ['2a'], points: 2.5 },
    });
    const spent = { ...graded, earned: 5.5, total: 8, provisional: false, pointsState: 'spent' as const };
    const points = scoreSoFar({ ...partial, scores: { ...partial.scores, '2a': spent } }).uncounted;
    expect(points).toEqual({ partIds: [], points: 0 });
  });

  test('waits for no check while the two disagree', () => {
    const apart = { ...matrix, disagreements: [{ partId: '2a', isSettled: false, answers: [] }] };
    expect(signOf(apart)).toBe('drafted');
    expect(scoreSoFar(apart).uncounted.points).toBe(0);
  });

  test('is no longer called correct once a cell is wrong, and still is when nothing is left to check', () => {
    const correct = { ...matrix, submissions: { '2a': { ...submission, outcome: 'correct' as const } } };
    expect(signOf(correct)).toBe('correct');
    expect(signOf({ ...correct, fields: cells('7') })).toBe('drafted');
  });
});

test('a person’s finished work is the own answer where the pair did not agree', () => {
  const answer = (id: string, seatId: string) => ({ id, seatId, name: '', isConfirmed: true, fields: {} });
  const apart = (isSettled: boolean) =>
    pairView({
      disagreements: [{ partId: '2a', isSettled, answers: [answer('his', 'alan'), answer('hers', 'ada')] }],
    });
  expect(ownWorkId(apart(true), '2a')).toBe('2a@hers');
  expect(ownWorkId(apart(false), '2a')).toBe('2a');
  expect(ownWorkId(apart(true), '1a')).toBe('1a');
});
