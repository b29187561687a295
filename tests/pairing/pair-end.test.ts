import { expect, it } from 'vitest';
import { pairEnd } from '@/lib/pairing/pair-end';
import type { CurrentScore } from '@/lib/schemas/pair-view';
import { submissionView } from '@/lib/schemas/submission';
import { pairView } from '../support/pair-view';

const part = { kind: 'number', spec: {}, prompt: '', attempts: null, points: 4, hasInstantCheck: true };
const scored = (id: string) => ({ ...part, id, isScored: true, isPrediction: false });

function checked(partId: string, outcome: 'correct' | 'partial' | 'needs-review') {
  const facts = { id: partId, partId, attempt: 1, earned: 1, total: 4, feedback: [] };
  return submissionView.parse({ ...facts, outcome });
}

function score(change: Partial<CurrentScore>): CurrentScore {
  return {
    attempts: 1,
    attemptsLeft: null,
    pointsState: 'open',
    seenBy: [],
    outcome: 'correct',
    earned: 4,
    total: 4,
    provisional: false,
    overridden: false,
    ...change,
  };
}

const view = pairView({
  parts: [
    ...['1a', '1b', '1c', '1d', '2a'].map(scored),
    { ...part, id: 'x', isScored: false, isPrediction: false },
    { ...part, id: 'y', isScored: true, isPrediction: true },
  ],
  submissions: {
    '1a': checked('1a', 'needs-review'),
    '1b': checked('1b', 'correct'),
    '1c': checked('1c', 'partial'),
    '1d': checked('1d', 'correct'),
    '2a': checked('2a', 'correct'),
  },
  scores: {
    '1a': score({ outcome: 'needs-review', earned: 1, provisional: true }),
    '1b': score({}),
    '1c': score({ outcome: 'partial', earned: 2, provisional: true }),
    '1d': score({ provisional: true, overridden: true, earned: 3 }),
    '2a': score({ attempts: 5 }),
  },
  revealed: ['1b'],
});

it('counts what stands for now, and leaves out what a person reads first', () => {
  expect(pairEnd(view)).toMatchObject({ earned: 13, standing: 2, waiting: 4, total: 20 });
});

it('calls shaky what is not right, was found after many checks, or was read in the solution', () => {
  expect(pairEnd(view).shaky.map(({ id }) => id)).toEqual(['1b', '1c', '2a']);
});

it('tells how a part began beside what counts, where that differs', () => {
  const matrix = { ...scored('2a'), kind: 'matrix', fieldCount: 4 };
  const cells = [
    ['correct' as const, 'correct' as const],
    ['correct' as const, 'incorrect' as const],
  ];
  const began = pairView({
    parts: [scored('1b'), scored('1c'), scored('1d'), matrix],
    submissions: {
      '1b': checked('1b', 'correct'),
      // The newest one, which does not count where the best does.
      '1d': checked('1d', 'partial'),
      '2a': { ...checked('2a', 'partial'), cells },
    },
    scores: {
      '1b': score({ first: { outcome: 'incorrect' } }),
      '1c': score({ outcome: null, earned: 0, attempts: 0 }),
      '1d': score({ first: { outcome: 'correct' } }),
      '2a': score({ outcome: 'partial', first: { outcome: 'partial', cells: 1 } }),
    },
  });
  expect(pairEnd(began).parts).toMatchObject([
    { first: 'incorrect', sign: 'correct', cells: null },
    { first: null, sign: 'open', cells: null },
    { first: null, sign: 'correct', cells: null },
    { first: null, sign: 'partial', cells: { first: 1, last: 3, all: 4 } },
  ]);
});
