import { expect, it } from 'vitest';
import { scoreState } from '@/lib/pairing/score-state';

it.each([
  ['none', { outcome: null, earned: 0, provisional: false }],
  ['none', { outcome: 'ungradable', earned: 0 }],
  ['settled', { outcome: 'correct', earned: 4, provisional: false }],
  ['settled', { outcome: 'incorrect', earned: 0 }],
  ['stands', { outcome: 'partial', earned: 2, provisional: true }],
  ['stands', { outcome: 'correct', earned: 4, provisional: true }],
  ['waiting', { outcome: 'needs-review', earned: 0, provisional: true }],
  // Points of other fields say nothing of the one that a person reads.
  ['waiting', { outcome: 'needs-review', earned: 4, provisional: true }],
  ['waiting', { outcome: 'incorrect', earned: 0, provisional: true }],
  // Whatever it was, a person has decided; without a submission, too.
  ['settled', { outcome: 'needs-review', earned: 0, provisional: true, overridden: true }],
  ['settled', { outcome: null, earned: 1, overridden: true }],
] as const)('is %s for %j', (state, score) => {
  expect(scoreState(score)).toBe(state);
});
