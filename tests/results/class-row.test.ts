import { describe, expect, it } from 'vitest';
import { shareTexts, toRowView } from '@/lib/results/class-row';
import type { ClassPageCell, ClassPageColumn, ClassPageRow } from '@/lib/schemas/class-page';

const column = (id: string): ClassPageColumn => ({
  id,
  points: 4,
  isScored: true,
  kind: 'number',
  median: null,
  read: 0,
  unread: 0,
});

const cell = (partId: string, change: Partial<ClassPageCell> = {}): ClassPageCell => ({
  partId,
  state: 'partial',
  review: 'settled',
  earned: 3,
  points: 4,
  attempts: 2,
  memberDecisions: [],
  isRevealed: false,
  isHandedIn: false,
  disagreed: false,
  signature: null,
  cells: null,
  ...change,
});

const seat = (id: string, name: string, isPresent = true, email: string | null = null) => ({
  id,
  name,
  email,
  isPresent,
});

const row: ClassPageRow = {
  pairSessionId: 'pair',
  seats: [seat('a', 'Ada Lovelace', true, 'ada2@x.test'), seat('b', 'Alan Mathison Turing the Younger')],
  cells: [cell('2a'), cell('1a')],
  earned: 6,
  unread: 1,
  lastWorkAt: null,
};

describe('the row of a pair', () => {
  it('has its cells in the order of the columns, an untouched one where there is no work', () => {
    const { cells, attempts, total } = toRowView(row, ['1a', '1b', '2a'].map(column));
    expect(cells.map(({ sign, text }) => `${sign}${text}`)).toEqual(['◑3', '·', '◑3']);
    expect([attempts, total]).toEqual([4, '6']);
  });

  it('names its members in two lines, with the e-mail of a name that is not unique', () => {
    const { lines, fullNames } = toRowView(row, []);
    expect(lines).toEqual([
      { text: 'Ada Lovelace', email: 'ada2@x.test' },
      { text: 'Alan M. T. the Younger', email: null },
    ]);
    expect(fullNames).toBe('Ada Lovelace & Alan Mathison Turing the Younger');
    const three = {
      ...row,
      seats: [...row.seats.slice(0, 1), seat('c', 'Kurt Gödel'), seat('d', 'Emmy Noether')],
    };
    expect(toRowView(three, []).lines[1]?.text).toBe('Kurt Gödel & E. Noether');
  });

  it('names those who left only where nobody sits there', () => {
    const gone = row.seats.map((one) => ({ ...one, isPresent: false }));
    expect(toRowView({ ...row, seats: gone }, [])).toMatchObject({ isLeft: true, lines: { length: 2 } });
    const [ada, alan] = gone;
    if (!ada || !alan) throw new Error('the row has two seats');
    const half = { ...row, seats: [ada, { ...alan, isPresent: true }] };
    expect(toRowView(half, [])).toMatchObject({ isLeft: false, lines: { length: 1 } });
  });

  it('shares with other rows what their cells say', () => {
    const rows = [row, { ...row, cells: [cell('1a', { attempts: 3 })] }].map((one) =>
      toRowView(one, ['1a', '1b', '2a'].map(column)),
    );
    const shared = shareTexts(rows);
    expect(shared.texts).toHaveLength(3);
    expect(shared.rows.map(({ cells }) => cells.map((at) => shared.texts[at]))).toEqual(
      rows.map(({ cells }) => cells),
    );
  });

  it('shows that members have different points', () => {
    const decided = cell('1a', { review: 'decided', memberDecisions: [{ seatId: 'b', earned: 4 }] });
    const [shown] = toRowView({ ...row, cells: [decided] }, [column('1a')]).cells;
    expect(shown).toMatchObject({ sign: '≠', text: '3|4' });
    const same = cell('1a', { memberDecisions: [{ seatId: 'b', earned: 3 }] });
    expect(toRowView({ ...row, cells: [same] }, [column('1a')]).cells[0]).toMatchObject({ sign: '◑' });
    // Somebody who has left no longer counts.
    const left = cell('1a', { memberDecisions: [{ seatId: 'gone', earned: 1 }] });
    expect(toRowView({ ...row, cells: [left] }, [column('1a')]).cells[0]).toMatchObject({ sign: '◑' });
  });
});
