import { describe, expect, it } from 'vitest';
import { toClassCell, toRowTotal } from '@/lib/results/class-table';
import type { PartColumn } from '@/lib/schemas/class-results';
import { summary } from '../support/part-summaries';

function column(id: string, points: number, isScored = true): PartColumn {
  return { id, points, isScored };
}

describe('a cell of the class table', () => {
  it('tells a part nobody opened from one with a draft', () => {
    const part = column('1a', 4);
    expect(toClassCell(part, undefined)).toMatchObject({ state: 'untouched', earned: 0, automatic: null });
    const draft = { outcome: null, earned: 0, attempts: 0 };
    expect(toClassCell(part, summary('1a', draft))).toMatchObject({
      state: 'in-progress',
      automatic: null,
    });
    expect(toClassCell(part, summary('1a', { ...draft, filledFields: 0 })).state).toBe('untouched');
  });

  it('lets a decision go before the automatic score, and keeps that beside it', () => {
    const decided = summary('1a', { outcome: 'needs-review', provisional: true, overriddenEarned: 3 });
    expect(toClassCell(column('1a', 4), decided)).toMatchObject({
      state: 'partial',
      earned: 3,
      automatic: 2,
      isOverridden: true,
      isProvisional: false,
    });
    expect(toClassCell(column('1a', 4), summary('1a', { overriddenEarned: 4 })).state).toBe('correct');
  });

  it('takes a decision of 0 points for a decision', () => {
    const decided = summary('1a', { outcome: 'correct', earned: 4, overriddenEarned: 0 });
    expect(toClassCell(column('1a', 4), decided)).toMatchObject({
      state: 'incorrect',
      earned: 0,
      automatic: 4,
      isOverridden: true,
    });
  });
});

describe('the sums of a row', () => {
  it('count what is earned and say how many points wait, without the parts that are not scored', () => {
    const columns = [column('1a', 4), column('1b', 1), column('2a', 8), column('3a', 5, false)];
    const cells = [
      toClassCell(columns[0] as PartColumn, summary('1a', { outcome: 'needs-review', provisional: true })),
      toClassCell(columns[1] as PartColumn, summary('1b', { outcome: 'correct', earned: 1 })),
      toClassCell(columns[2] as PartColumn, undefined),
      toClassCell(columns[3] as PartColumn, summary('3a', { outcome: 'correct', earned: 5 })),
    ];
    expect(toRowTotal(cells)).toEqual({ earned: 3, total: 13, waiting: 4 });
  });

  it('carry no dust of floating point', () => {
    const columns = ['a', 'b', 'c'].map((id) => column(id, 1));
    const cells = columns.map((part) => toClassCell(part, summary(part.id, { earned: 0.1 })));
    expect(toRowTotal(cells).earned).toBe(0.3);
  });
});
