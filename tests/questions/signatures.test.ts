import { describe, expect, it } from 'vitest';
import { matrix } from '@/lib/questions/kinds/matrix/kind';
import type { Json } from '@/lib/schemas/json';

/** The signature named for a one-row response, or null. */
function named(key: Json, signatures: Json, response: string[], more: { [name: string]: Json } = {}) {
  const prepared = matrix.preparePart(
    { rows: 1, columns: response.length },
    { value: [key], signatures, ...more },
  );
  const grading = prepared.grade([response], 1);
  return 'signature' in grading ? grading.signature : null;
}

const repeat = <T>(value: T, count: number): T[] => Array.from({ length: count }, () => value);

describe('the idea that explains best', () => {
  // 12 zeros, which the idea and the key share, and 8 values, which they do not.
  const key = [...repeat(0, 12), ...repeat('1/8', 8)];
  const doubled = [{ code: 'doubled', value: [[...repeat(0, 12), ...repeat('1/4', 8)]] }];
  const response = (byIdea: number, byNothing: number, right: number) => [
    ...repeat('0', 12),
    ...repeat('1/4', byIdea),
    ...repeat('9', byNothing),
    ...repeat('1/8', right),
  ];

  it.each([
    [8, 0, 0, 'doubled'],
    [4, 4, 0, 'doubled'],
    // less than half of what is wrong
    [3, 5, 0, null],
    // more of it is right by the key than by the idea
    [3, 0, 5, null],
    [4, 0, 4, null],
    [5, 0, 3, 'doubled'],
    // a single cell is a slip, no idea
    [1, 0, 7, null],
  ])('with %d cells by the idea, %d by nothing and %d right is %s', (byIdea, byNothing, right, code) => {
    expect(named(key, doubled, response(byIdea, byNothing, right))).toBe(code);
  });

  it('is not named from less than a quarter of the cells', () => {
    const few = (count: number) => [...repeat('', 12), ...repeat('1/4', count), ...repeat('', 8 - count)];
    expect(named(key, doubled, few(4))).toBeNull();
    expect(named(key, doubled, few(5))).toBe('doubled');
  });

  it('is not named when it explains less than three quarters of what stands there', () => {
    const threes = [{ code: 'threes', value: [repeat(3, 8)] }];
    expect(named(repeat(1, 8), threes, ['3', '3', '3', '3', '3', '9', '9', '9'])).toBeNull();
    expect(named(repeat(1, 8), threes, ['3', '3', '3', '3', '3', '3', '9', '9'])).toBe('threes');
  });

  it('is the one that explains more, and of equals the first', () => {
    const ideas = [
      { code: 'first', value: [[2, 2, 2, 5]] },
      { code: 'second', value: [[2, 2, 2, 6]] },
      { code: 'third', value: [[2, 2, 2, 7]] },
    ];
    expect(named(repeat(1, 4), ideas, ['2', '2', '2', '7'])).toBe('third');
    expect(named(repeat(1, 4), ideas, ['2', '2', '2', '8'])).toBe('first');
  });

  it('is looked for with a tolerance of its own where it has one', () => {
    const rough = [{ code: 'rough', value: [[2, 2]], tolerance: { absolute: 0.5 } }];
    expect(named([1, 1], rough, ['1.6', '2.4'])).toBe('rough');
    expect(named([1, 1], [{ code: 'exact', value: [[2, 2]] }], ['1.6', '2.4'])).toBeNull();
  });

  it('knows infinities', () => {
    const copied = [{ code: 'copied', value: [[0, '-inf', '-inf']] }];
    expect(named([1, 0, 0], copied, ['0', '-inf', '−∞'])).toBe('copied');
  });

  it('is never named for what is right, blank or unreadable', () => {
    const same = [{ code: 'same', value: [[1, 1]] }];
    expect(named([1, 1], same, ['1', '1'])).toBeNull();
    expect(named([2, 2], same, ['', ''])).toBeNull();
    expect(named([2, 2], same, ['one', 'one'])).toBeNull();
  });
});

describe('rounded-too-far', () => {
  const test = [{ code: 'rounded', test: 'rounded-too-far' }];
  const tolerance = { asTyped: { minDecimals: 3 } };

  it.each([
    ['rounded to fewer places', ['0.67', '0.67', '0.67'], 'rounded'],
    ['cut off', ['0.666', '0.66', '0.6'], 'rounded'],
    ['of the other sign', ['-0.67', '-0.67', '-0.67'], null],
    ['whole numbers', ['1', '1', '1'], null],
    ['zeros', ['0.0', '0.0', '0.0'], null],
    ['other fractions', ['3/5', '3/5', '3/5'], null],
  ])('explains what is %s as %s is %s', (_what, response, code) => {
    expect(named(repeat('2/3', 3), test, response, { tolerance })).toBe(code);
  });
});

describe('not-uniform', () => {
  const test = [{ code: 'shares', test: 'not-uniform' }];
  const key = ['1/3', '1/3', '1/3', 0];
  const tolerance = { decimals: 3 };

  it.each([
    ['shares of one whole', ['.5', '.3', '.2', '0'], 'shares'],
    ['shares with the zero left blank', ['.5', '.3', '.2', ''], 'shares'],
    ['shares that miss one whole by rounding', ['.47', '.33', '.19', '0'], 'shares'],
    ['shares where none belongs', ['.5', '.2', '.2', '.1'], null],
    ['numbers that sum to more', ['.5', '.5', '.2', '0'], null],
    ['numbers of which one is negative', ['.9', '.3', '-.2', '0'], null],
    ['shares of which one is missing', ['.6', '.4', '', '0'], null],
  ])('explains %s', (_what, response, code) => {
    expect(named(key, test, response, { tolerance })).toBe(code);
  });
});

it('speaks of the idea first, with the words of its author', () => {
  const prepared = matrix.preparePart(
    { rows: 1, columns: 2 },
    {
      value: [[1, 1]],
      signatures: [{ code: 'two', value: [[2, 2]], feedback: 'Where does the two come from?' }],
    },
  );
  expect(prepared.grade([['2', '2']], 1).feedback[0]).toEqual({
    code: 'two',
    message: 'Where does the two come from?',
  });
});
