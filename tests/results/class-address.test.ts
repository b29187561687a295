import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  type ClassFilter,
  type ClassPlace,
  type ClassSort,
  classAddress,
  partFilters,
  readClassPlace,
} from '@/lib/results/class-address';

function read(address: string): ClassPlace {
  return readClassPlace(Object.fromEntries(new URL(address, 'http://duet.test').searchParams));
}

const word = fc.stringMatching(/^[a-zA-Z0-9][\w.-]{0,20}$/);
const index = fc.nat({ max: 63 });
const time = fc.constantFrom('first', 'ever', 'now' as const);
const filter: fc.Arbitrary<ClassFilter> = fc.oneof(
  fc.record({ by: fc.constantFrom('all', 'unread', 'disagreed', 'unfinished' as const) }),
  fc.record({ by: fc.constant('part' as const), partId: word, is: fc.constantFrom(...partFilters) }),
  fc.record({ by: fc.constant('idea' as const), partId: word, code: word, time }),
  fc.record({ by: fc.constant('answer' as const), partId: word, hash: word, time }),
  fc.record({
    by: fc.constant('cell' as const),
    partId: word,
    row: index,
    column: index,
    time: fc.constantFrom('first', 'now' as const),
  }),
);
const sort: fc.Arbitrary<ClassSort> = fc.oneof(
  fc.record({ by: fc.constantFrom('name', 'points', 'unread', 'last' as const), isDescending: fc.boolean() }),
  fc.record({ by: fc.constant('part' as const), partId: word, isDescending: fc.boolean() }),
);

describe('the address of a class table', () => {
  it('says what it shows and is read back the same', () => {
    const place = fc.record<ClassPlace>({
      assignmentId: fc.option(word),
      filter,
      find: fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.trim()),
      sort,
      page: fc.integer({ min: 1, max: 9_999 }),
    });
    fc.assert(
      fc.property(place, (one) => {
        expect(read(classAddress('s', one))).toEqual(one);
      }),
    );
  });

  it('is short for what is usual', () => {
    expect(classAddress('s', {})).toBe('/sections/s/results');
    expect(classAddress('s', { page: 1, find: '', assignmentId: 'a' })).toBe(
      '/sections/s/results?assignment=a',
    );
  });

  it('leads to the whole class, whatever else somebody types', () => {
    const anything = fc.dictionary(
      fc.constantFrom('assignment', 'filter', 'sort', 'page', 'find'),
      fc.oneof(fc.string({ maxLength: 200 }), fc.array(fc.string())),
    );
    fc.assert(
      fc.property(anything, (search) => {
        const place = readClassPlace(search);
        expect(place.page).toBeGreaterThanOrEqual(1);
        expect(place.find.length).toBeLessThanOrEqual(100);
        expect(read(classAddress('s', place))).toEqual(place);
      }),
    );
  });
});

test.each([
  '',
  'nobody',
  '2a',
  '2a:',
  '2a:no',
  '2a:idea:x',
  '2a:cell:64:0:now',
  '2a:cell:1:1:ever',
  ':waiting',
  'a:idea:b:now:c',
])('the filter “%s” shows everybody', (text) => {
  expect(readClassPlace({ filter: text }).filter).toEqual({ by: 'all' });
});

test.each([
  ['2a:waiting', { by: 'part', partId: '2a', is: 'waiting' }],
  ['2a:idea:column-softmax:ever', { by: 'idea', partId: '2a', code: 'column-softmax', time: 'ever' }],
  ['2a:cell:7:0:first', { by: 'cell', partId: '2a', row: 7, column: 0, time: 'first' }],
])('the filter “%s” is read', (text, expected) => {
  expect(readClassPlace({ filter: text }).filter).toEqual(expected);
});

test.each([
  ['0', 1],
  ['-1', 1],
  ['2', 2],
  ['1e3', 1],
  ['99999', 1],
])('page “%s” is page %i', (text, page) => {
  expect(readClassPlace({ page: text }).page).toBe(page);
});
