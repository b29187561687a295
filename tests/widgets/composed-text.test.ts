import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withComposed } from '@/lib/questions/fields/composed-text';

describe('a text in which one composes while the other writes', () => {
  test.each([
    [['Hello ', 'BHello '], 'Hello 日本', 'BHello 日本'],
    [['caf', 'Bcaf'], 'café', 'Bcafé'],
    [['ab ', 'Bab ', 'Bab C'], 'ab 中', 'Bab 中C'],
    [['ab', 'abX', 'YabX'], 'a日b', 'Ya日bX'],
    [['abc', 'ac'], 'ab日c', 'a日c'],
    [['low', 'low'], 'low', 'low'],
  ] as const)('%j and %j come to %j', (shared, composed, merged) => {
    expect(withComposed([...shared], composed)).toBe(merged);
  });

  test('holds all that both wrote, whatever the partner puts at its start and end', () => {
    const word = fc.string({ maxLength: 8 }).filter((text) => !/[日「]/.test(text));
    fc.assert(
      fc.property(word, word, word, word, (left, right, before, after) => {
        const text = `${left}「${right}`;
        const shared = [text, before + text, before + text + after] as const;
        expect(withComposed([...shared], `${left}「日本${right}`)).toBe(
          `${before}${left}「日本${right}${after}`,
        );
      }),
    );
  });
});
