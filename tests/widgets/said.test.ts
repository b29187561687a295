import { expect, it } from 'vitest';
import { wordsOf } from '@/app/pair-sessions/[id]/_components/use-said';

const words = { low: 'A low temperature', high: 'A high temperature' };

it('says what was chosen by what people call it', () => {
  expect(wordsOf('low', words)).toEqual(['A low temperature']);
  expect(wordsOf(['high', 'low'], words)).toEqual(['A high temperature', 'A low temperature']);
});

it('says a value that has no other name as it is', () => {
  expect(wordsOf(' 1/2 ', {})).toEqual(['1/2']);
  expect(wordsOf('constructor', words)).toEqual(['constructor']);
});

it('says nothing where nothing was said', () => {
  for (const nothing of [undefined, null, '', ' ', []]) expect(wordsOf(nothing, words)).toEqual([]);
});

it('cuts a text that is no subject any more', () => {
  const [said = ''] = wordsOf('word '.repeat(100), {});
  expect(said).toHaveLength(161);
  expect(said.endsWith('…')).toBe(true);
});
