import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type CellFacts, cellText } from '@/lib/results/cell-text';

const right: CellFacts = {
  state: 'correct',
  review: 'settled',
  earned: 8,
  points: 8,
  attempts: 1,
  cells: { right: 64, of: 64 },
  isRevealed: false,
  isHandedIn: false,
  disagreed: false,
  memberPoints: [],
};

const none = { state: 'untouched', review: 'none', earned: 0, attempts: 0 } as const;
const half = { state: 'partial', earned: 7.9 } as const;

test.each<[string, Partial<CellFacts>, string, string]>([
  ['untouched', none, '·', 'untouched'],
  [
    'a draft',
    { ...none, state: 'in-progress', cells: { right: 52, of: 64 } },
    '◔ 52/64',
    'in progress, 52 of 64 cells right',
  ],
  ['a draft of one field', { ...none, state: 'in-progress', cells: null }, '◔', 'in progress'],
  [
    'a long draft',
    { ...none, state: 'in-progress', cells: { right: 999, of: 4096 } },
    '◔ 24 %',
    'in progress, 999 of 4096 cells right',
  ],
  ['wrong', { state: 'incorrect', earned: 0, attempts: 3 }, '✗ 3', '0 of 8 points, 3 attempts'],
  ['wrong once', { state: 'incorrect', earned: 0 }, '✗', '0 of 8 points'],
  ['partly right', half, '◑ 7.9', '7.9 of 8 points'],
  ['right', {}, '✓', '8 of 8 points'],
  ['unread', { state: 'needs-review', review: 'waiting', earned: 0 }, '? read', 'waiting to be read'],
  [
    'standing',
    { ...half, review: 'stands' },
    '◑ 7.9?',
    '7.9 of 8 points, these points stand until somebody reads it',
  ],
  ['changed', { ...half, review: 'changed' }, '↻ changed', '7.9 of 8 points, changed after somebody decided'],
  [
    'decided',
    { ...half, review: 'decided', isHandedIn: true },
    '◑ 7.9',
    '7.9 of 8 points, decided by a person, handed in',
  ],
  ['revealed', { ...none, isRevealed: true }, 'R', 'untouched, page turned'],
  ['disagreed', { ...half, disagreed: true }, '≠ 7.9', '7.9 of 8 points, the partners disagree'],
  ['apart', { ...half, memberPoints: [3, 4] }, '≠ 3|4', '7.9 of 8 points, members have 3 and 4 points'],
  [
    'apart by much',
    { ...half, memberPoints: [7.25, 4.75] },
    '≠',
    '7.9 of 8 points, members have 7.25 and 4.75 points',
  ],
])('%s', (_, change, shown, sentence) => {
  const cell = cellText({ ...right, ...change });
  expect(`${cell.sign} ${cell.text}`.trim()).toBe(shown);
  expect(cell.sentence).toBe(sentence);
});

describe('a cell', () => {
  const facts = fc.record<CellFacts>({
    state: fc.constantFrom('untouched', 'in-progress', 'correct', 'partial', 'incorrect', 'needs-review'),
    review: fc.constantFrom('none', 'settled', 'stands', 'waiting', 'changed', 'decided'),
    earned: fc.double({ min: 0, max: 99_999, noNaN: true }),
    points: fc.double({ min: 0, max: 99_999, noNaN: true }),
    attempts: fc.nat(),
    cells: fc.option(fc.record({ right: fc.nat({ max: 4096 }), of: fc.integer({ min: 1, max: 4096 }) })),
    isRevealed: fc.boolean(),
    isHandedIn: fc.boolean(),
    disagreed: fc.boolean(),
    memberPoints: fc.array(fc.double({ min: 0, max: 99_999, noNaN: true }), { maxLength: 3 }),
  });

  it('is a sign and at most seven characters, with a sentence', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const { sign, text, sentence } = cellText(one);
        expect([...sign]).toHaveLength(1);
        expect(text.length).toBeLessThanOrEqual(7);
        expect(sentence).not.toBe('');
      }),
    );
  });

  it('that waits to be read is loudest whatever else is known of it', () => {
    fc.assert(
      fc.property(facts, (one) => {
        expect(cellText({ ...one, review: 'waiting' })).toMatchObject({ sign: '?', tone: 'unread' });
      }),
    );
  });
});
