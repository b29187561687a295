import { describe, expect, test } from 'vitest';
import { keepSame, partSlice, partState, scoreSoFar } from '@/app/pair-sessions/[id]/_components/part-slice';
import { makePairStore } from '@/lib/client/pair-store';
import { shortLabels } from '@/lib/questions/kinds/matrix/short-labels';
import { pairView } from '../support/pair-view';

const part = { kind: 'matrix', spec: {}, prompt: '', attempts: null, hasInstantCheck: true };
const graded = { attempts: 1, attemptsLeft: null, outcome: 'partial', overridden: false };

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
  test('says what was done last and still holds', () => {
    expect(partState(view, '2a')).toBe('drafted');
    expect(partState(view, 'x')).toBe('open');
    expect(partState({ ...view, revealed: ['2a'] }, '2a')).toBe('revealed');
  });

  test('sums the scored parts only', () => {
    expect(scoreSoFar(view)).toEqual({ earned: 6.5, total: 12, isProvisional: true });
  });
});

describe('labels in narrow places', () => {
  test('leave out what all of them begin with', () => {
    expect(shortLabels(['letter 1', 'letter 2'])).toEqual(['1', '2']);
    expect(shortLabels(['happy', 'spring'])).toEqual(['happy', 'spring']);
    expect(shortLabels(['1', '1'])).toEqual(['1', '1']);
  });
});
