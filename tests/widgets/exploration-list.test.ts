import { expect, test } from 'vitest';
import { explorations } from '@/lib/explorations/loaders';
import { explorationNames } from '@/lib/explorations/names';

test('every exploration that an author may place has a figure', () => {
  expect(Object.keys(explorations).sort()).toEqual([...explorationNames].sort());
});
