import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalCode, newCode, newId } from '@/lib/server/database/ids';

/** As the contract writes it. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

const code = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 6, maxLength: 6 });

describe('ids', () => {
  test('need no escaping in an address or a spreadsheet', () => {
    for (let round = 0; round < 1_000; round += 1) expect(newId()).toMatch(/^[a-z2-7]{26}$/);
  });

  test('never come twice', () => {
    expect(new Set(Array.from({ length: 10_000 }, () => newId())).size).toBe(10_000);
  });

  test('use every character about equally', () => {
    const text = Array.from({ length: 4_000 }, () => newId()).join('');
    const counts = new Map<string, number>();
    for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
    const expected = text.length / 32;
    expect(counts.size).toBe(32);
    // Seven standard deviations: once in a hundred billion runs.
    for (const count of counts.values())
      expect(Math.abs(count - expected)).toBeLessThan(7 * Math.sqrt(expected));
  });
});

describe('codes', () => {
  test('are six characters that people do not misread', () => {
    for (let round = 0; round < 1_000; round += 1) {
      expect(newCode()).toMatch(/^[ABCDEFGHJKMNPQRSTUVWXYZ23456789]{6}$/);
    }
    expect(newCode(10)).toHaveLength(10);
  });

  test('use every character of the alphabet', () => {
    const text = Array.from({ length: 1_000 }, () => newCode()).join('');
    expect([...new Set(text)].sort().join('')).toBe([...ALPHABET].sort().join(''));
  });

  test('are read in any case, with spaces and hyphens anywhere', () => {
    fc.assert(
      fc.property(
        code,
        fc.array(fc.constantFrom('', ' ', '-', '\u2011', '\t', '\u00a0'), { minLength: 7, maxLength: 7 }),
        fc.boolean(),
        (wanted, gaps, isLower) => {
          const typed = gaps.map((gap, index) => gap + wanted.charAt(index)).join('');
          expect(canonicalCode(isLower ? typed.toLowerCase() : typed)).toBe(wanted);
        },
      ),
    );
  });

  test.each(['\u200b', '\ufeff', '\u200e', '\u202a', '\u2060', '\u00ad', '\u034f', '\u3164'])(
    'are read with %j before, in and after them, which nobody sees',
    (invisible) => {
      expect(canonicalCode(`${invisible}ABC${invisible}DEF${invisible}`)).toBe('ABCDEF');
    },
  );

  test.each(['', 'ABCDE', 'ABCDEFG', 'ABCDE0', 'ABCDEI', 'ABCDEO', 'ABCDE_', 'ÄBCDEF', 'A'.repeat(100)])(
    'are not read from %j',
    (text) => {
      expect(canonicalCode(text)).toBeNull();
    },
  );
});
