import { expect, it } from 'vitest';
import { filterRows, type TableRow } from '@/app/sections/[id]/results/_components/rows';
import { type PartSummary, toClassCell, toRowTotal } from '@/lib/results/class-table';
import { summary } from '../support/part-summaries';

const done = summary('1a', { outcome: 'correct', earned: 4 });

it('calls a pair unfinished for what is scored alone', () => {
  const row = (part: PartSummary | undefined): TableRow => {
    const cells = [
      toClassCell({ id: '1a', points: 4, isScored: true }, part),
      toClassCell({ id: '3a', points: 3, isScored: false }, undefined),
    ];
    return { pairSessionId: 'pair', names: 'Ada & Alan', cells, total: toRowTotal(cells), forMembers: {} };
  };
  expect(filterRows([row(done)], 'unfinished')).toEqual([]);
  expect(filterRows([row(undefined)], 'unfinished')).toHaveLength(1);
});
