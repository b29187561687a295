import { expect, it } from 'vitest';
import { saidWords } from '@/lib/pairing/said-words';

const words = { low: 'A low temperature', high: 'A high temperature' };

it('says what was chosen by what people call it', () => {
  expect(saidWords('low', words)).toEqual(['A low temperature']);
  expect(saidWords(['high', 'low'], words)).toEqual(['A high temperature', 'A low temperature']);
});

it('says a value that has no other name as it is', () => {
  expect(saidWords(' 1/2 ', {})).toEqual(['1/2']);
  expect(saidWords('constructor', words)).toEqual(['constructor']);
});

it('says nothing where nothing was said', () => {
  for (const nothing of [undefined, null, '', ' ', []]) expect(saidWords(nothing, words)).toEqual([]);
});

it('cuts a text that is no subject any more', () => {
  const [said = ''] = saidWords('word '.repeat(100), {});
  expect(said).toHaveLength(161);
  expect(said.endsWith('…')).toBe(true);
});
