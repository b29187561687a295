import { expect, it } from 'vitest';
import { filterRows, type TableRow } from '@/app/sections/[id]/results/_components/rows';
import { type PartStanding, toClassCell, toRowTotal } from '@/lib/results/class-table';

const done: PartStanding = {
  partId: '1a',
  attempts: 1,
  filledFields: 1,
  outcome: 'correct',
  earned: 4,
  provisional: false,
  overriddenEarned: null,
  isRevealed: false,
  isHandedIn: false,
  disagreed: false,
  signature: null,
};

it('calls a pair unfinished for what is scored alone', () => {
  const row = (standing: PartStanding | undefined): TableRow => {
    const cells = [
      toClassCell({ id: '1a', points: 4, isScored: true }, standing),
      toClassCell({ id: '3a', points: 3, isScored: false }, undefined),
    ];
    return { pairSessionId: 'pair', names: 'Ada & Alan', cells, total: toRowTotal(cells), forMembers: {} };
  };
  expect(filterRows([row(done)], 'unfinished')).toEqual([]);
  expect(filterRows([row(undefined)], 'unfinished')).toHaveLength(1);
});
