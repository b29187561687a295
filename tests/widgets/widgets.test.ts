import { describe, expect, test } from 'vitest';
import { explorations } from '@/lib/explorations/loaders';
import { explorationNames } from '@/lib/explorations/names';
import { kinds } from '@/lib/questions/kinds';
import { findWidget } from '@/lib/questions/widgets';

describe('the lists of widgets', () => {
  test('every kind can be answered in the browser', () => {
    expect([...kinds.keys()].filter((kind) => findWidget(kind) === null)).toEqual([]);
  });

  test('every exploration that an author may place has a figure', () => {
    expect(Object.keys(explorations).sort()).toEqual([...explorationNames].sort());
  });
});
