import { expect, it } from 'vitest';
import { isFinished } from '@/lib/pairing/is-finished';
import { pairView } from '../support/pair-view';

const submission = { id: 's', partId: '2a', attempt: 1, earned: 1, total: 1, feedback: [] };

it.each([
  ['nothing was done', {}, false],
  [
    'the last check was partly right',
    { submissions: { '2a': { ...submission, outcome: 'partial' as const } } },
    false,
  ],
  [
    'the last check was right',
    { submissions: { '2a': { ...submission, outcome: 'correct' as const } } },
    true,
  ],
  ['it is handed in', { handedIn: ['2a'] }, true],
  ['its page is turned', { revealed: ['2a'] }, true],
  ['another is handed in and turned', { handedIn: ['1a'], revealed: ['1a'] }, false],
])('a part is finished or not when %s', (_what, change, isIt) => {
  expect(isFinished(pairView(change), '2a')).toBe(isIt);
});
