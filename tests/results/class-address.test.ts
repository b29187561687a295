import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type ClassPlace, classAddress, readClassPlace } from '@/lib/results/class-address';
import { type ClassFilter, type ClassSort, classFilter, classSort } from '@/lib/schemas/class-page';

function read(address: string): ClassPlace {
  return readClassPlace(Object.fromEntries(new URL(address, 'http://duet.test').searchParams));
}

const word = fc.stringMatching(/^[a-zA-Z0-9][\w.-]{0,20}$/);
const when = fc.constantFrom('first', 'ever', 'now' as const);
const about: fc.Arbitrary<ClassFilter> = fc.oneof(
  fc.constant({}),
  fc.constant({ unread: true }),
  fc.record({ partId: word, unread: fc.constant(true) }),
  fc.record({ partId: word, review: fc.constantFrom('none', 'waiting', 'changed', 'decided' as const) }),
  fc.record({ partId: word, state: fc.constantFrom('untouched', 'correct', 'needs-review' as const) }),
  fc.record({
    partId: word,
    figure: fc.constantFrom('done', 'read', 'right-first', 'right-now' as const),
  }),
  fc.record({ partId: word, idea: word, when }),
  fc.record({ partId: word, answer: word, when }),
  fc.record({ partId: word, cell: fc.nat({ max: 4_095 }), when: fc.constantFrom('first', 'now' as const) }),
);
const text = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .map((typed) => typed.trim())
  .map((typed) => (typed ? { text: typed } : {}));
const filter = fc.tuple(about, text).map(([one, other]) => ({ ...one, ...other }));
const sort: fc.Arbitrary<ClassSort> = fc.oneof(
  fc.record({ by: fc.constantFrom('name', 'points', 'last-work' as const), isDescending: fc.boolean() }),
  fc.record({ by: fc.constant('part' as const), partId: word, isDescending: fc.boolean() }),
);

describe('the address of a class table', () => {
  it('says what it shows and is read back the same', () => {
    const place = fc.record<ClassPlace>({
      assignmentId: fc.option(word),
      filter,
      sort,
      page: fc.integer({ min: 1, max: 9_999 }),
      part: fc.option(word),
    });
    fc.assert(
      fc.property(place, (one) => {
        expect(read(classAddress('s', one))).toEqual(one);
      }),
    );
  });

  it('is short for what is usual', () => {
    expect(classAddress('s', {})).toBe('/sections/s/results');
    expect(classAddress('s', { page: 1, filter: { text: '' }, assignmentId: 'a' })).toBe(
      '/sections/s/results?assignment=a',
    );
  });

  it('never asks for what the server does not take, whatever somebody types', () => {
    const anything = fc.dictionary(
      fc.constantFrom('assignment', 'filter', 'sort', 'page', 'part', 'find'),
      fc.oneof(fc.string({ maxLength: 200 }), fc.array(fc.string()), fc.constant('2a:idea:x:ever:y')),
    );
    fc.assert(
      fc.property(anything, (search) => {
        const place = readClassPlace(search);
        expect(classFilter.parse(place.filter)).toEqual(place.filter);
        expect(classSort.parse(place.sort)).toEqual(place.sort);
        expect(place.page).toBeGreaterThanOrEqual(1);
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
  '2a:unread:1',
  '2a:idea:x',
  '2a:cell:4096:now',
  '2a:cell:-1:now',
  '2a:cell:1:ever',
  '2a:review:all',
  '2a:state:correct:now',
  ':unread',
  'a:idea:b:now:c',
])('the filter “%s” shows everybody', (typed) => {
  expect(readClassPlace({ filter: typed }).filter).toEqual({});
});

test.each([
  ['unread', { unread: true }],
  ['2a:unread', { partId: '2a', unread: true }],
  ['2a:review:waiting', { partId: '2a', review: 'waiting' }],
  ['2a:idea:column-softmax:ever', { partId: '2a', idea: 'column-softmax', when: 'ever' }],
  ['2a:cell:63:first', { partId: '2a', cell: 63, when: 'first' }],
])('the filter “%s” is read', (typed, expected) => {
  expect(readClassPlace({ filter: typed }).filter).toEqual(expected);
});

test.each([
  ['0', 1],
  ['-1', 1],
  ['2', 2],
  ['1e3', 1],
  ['99999', 1],
])('page “%s” is page %i', (typed, page) => {
  expect(readClassPlace({ page: typed }).page).toBe(page);
});
