import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { pageOf, personMatcher, readerCollator } from '@/lib/results/find-people';

const kurt = { name: 'Kurt Gödel', email: 'kg7@class.test' };

test.each([
  ['', true],
  ['godel', true],
  ['GÖDEL', true],
  ['kurt 7@', true],
  ['del rt', true],
  ['Ada', false],
  ['kurt ada', false],
  ['   ', true],
])('“%s” means Kurt Gödel: %s', (find, isMeant) => {
  expect(personMatcher(find)(kurt)).toBe(isMeant);
});

describe('names', () => {
  it('are sorted by the alphabet of the reader', () => {
    const names = ['Zoe', 'Öker', 'Oz', 'Åsa'];
    expect([...names].sort(readerCollator('de-DE,de;q=0.9').compare)).toEqual(['Åsa', 'Öker', 'Oz', 'Zoe']);
    expect([...names].sort(readerCollator('sv').compare)).toEqual(['Oz', 'Zoe', 'Åsa', 'Öker']);
  });

  it('are sorted as in English where the browser names no language', () => {
    const english = [...['b', 'ä', 'c']].sort(new Intl.Collator('en').compare);
    for (const header of [null, '', '*', 'not a language', '\u0000;q=x', 'xx-klingon,;;']) {
      expect([...['b', 'ä', 'c']].sort(readerCollator(header).compare)).toEqual(english);
    }
  });
});

describe('the pages of a list', () => {
  it('hold each item once, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 60 }), (items, size) => {
        const { pages } = pageOf(items, { page: 1, size });
        const all = Array.from({ length: pages }, (_, at) => pageOf(items, { page: at + 1, size }).items);
        expect(all.flat()).toEqual(items);
        expect(all.every((one) => one.length <= size)).toBe(true);
      }),
    );
  });

  it('end with the last, whatever is asked for', () => {
    expect(pageOf(['a', 'b', 'c'], { page: 9, size: 2 })).toEqual({ items: ['c'], page: 2, pages: 2 });
    expect(pageOf([], { page: 9, size: 2 })).toEqual({ items: [], page: 1, pages: 1 });
    expect(pageOf(['a', 'b'], { page: -3, size: 1 })).toEqual({ items: ['a'], page: 1, pages: 2 });
  });
});
