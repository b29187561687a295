import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { nameLines, shortName } from '@/lib/results/name-lines';

test.each([
  ['Ada Lovelace', 20, 'Ada Lovelace'],
  ['Augusta Ada King Lovelace', 22, 'Augusta A. K. Lovelace'],
  ['Augusta Ada King Lovelace', 20, 'A. A. K. Lovelace'],
  ['Augusta Ada King Lovelace', 12, 'A. Lovelace'],
  ['Augusta Ada King Lovelace', 9, 'Lovelace'],
  ['Augusta Ada King Lovelace', 6, 'Lovel…'],
  ['Ludwig van Beethoven', 16, 'L. van Beethoven'],
  ['Charles de Gaulle', 12, 'C. de Gaulle'],
  ['Jean-Luc Godard', 12, 'J.-L. Godard'],
  ['李小龍', 20, '李小龍'],
  ['𝒜da', 20, '𝒜da'],
])('%s in %i characters is %s', (name, room, short) => {
  expect(shortName(name, room)).toBe(short);
});

describe('the names of a pair', () => {
  it('have a line each', () => {
    expect(nameLines(['Ada Lovelace', 'Alan Turing'])).toEqual(['Ada Lovelace', 'Alan Turing']);
    expect(nameLines(['Ada Lovelace'])).toEqual(['Ada Lovelace']);
    expect(nameLines([])).toEqual([]);
  });

  it('of three share two lines with every surname', () => {
    expect(nameLines(['Ada Lovelace', 'Alan Turing', 'Kurt Gödel'])).toEqual([
      'Ada Lovelace',
      'Alan Turing & Kurt Gödel',
    ]);
    expect(nameLines(['Ada Lovelace', 'Alan Mathison Turing', 'Kurt Friedrich Gödel'])).toEqual([
      'Ada Lovelace',
      'A. Turing & K. F. Gödel',
    ]);
  });

  it('never take more room than there is, and keep every surname that fits', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{0,9}$/);
    const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 26, max: 60 }),
        (names, room) => {
          const lines = nameLines(names, room);
          expect(lines.length).toBeLessThanOrEqual(2);
          for (const line of lines) expect([...line].length).toBeLessThanOrEqual(room);
          // Ten letters each leave room for two surnames on a line of 26.
          for (const surname of names.map((full) => full.split(' ').at(-1) ?? '')) {
            expect(lines.join('\n')).toContain(surname);
          }
        },
      ),
    );
  });
});
