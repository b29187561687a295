import { describe, expect, it } from 'vitest';
import { readWords } from '@/lib/questions/grading/rubric/read-words';
import { alignmentDistance, makeSpeller, repairSpelling } from '@/lib/questions/grading/rubric/spelling';

const speller = makeSpeller(
  ['temperature', 'probability', 'divide', 'random', 'high', 'small', 'log'],
  ['dominat'],
);
const plain = (text: string) =>
  readWords(text, speller)
    .map(({ word }) => word)
    .join(' ');

describe('a text is read as the same words', () => {
  it.each([
    ['$\\frac{e^{z_i/T}}{\\sum_j e^{z_j/T}}$', 'e ^ z / t / sum e ^ z / t'],
    ['e^(z_i/T) / Σ e^(z_j/T)', 'e ^ z / t / sum e ^ z / t'],
    ['$T \\to \\infty$', 't → infinity'],
    ['T → ∞', 't → infinity'],
    ['T -> inf', 't → infinity'],
    ['T ==> ∞', 't → infinity'],
    ['p^(1/T)', 'p ^ 1 / t'],
    ['p**(1/T)', 'p ^ 1 / t'],
    ['p¹ᐟᵀ', 'p ^ 1 / t'],
    ['𝑇 ≪ 1', 't < 1'],
    ['zᵢ − zⱼ', 'z - z'],
    ['T↑ ⇒ flat', 't ↑ → flat'],
    ['log-probs ÷ temp', 'log probabilities / temperature'],
    ['logp', 'log p'],
    ['tf.random.categorical(logits)', 'categorical logits'],
    ['tf.math.log(proba)', 'log probability'],
    ["it doesn’t, dont, cannot, won't", 'it does not do not can not will not'],
    ["a's and T's", 'a and t'],
    ['w/o softmax, b/c of T', 'without softmax because of t'],
    ['i.e. low, e.g. high', 'low high'],
    ['.5 0,25 50% x100', '0.5 0.25 50% * 100'],
    ['ＴＥＭＰ', 'temperature'],
    [
      'temprature, probabilty, radnom, hgih, hight, smal, devide',
      'temperature probability random high high small divide',
    ],
    ['dominates', 'dominates'],
  ])('%s', (text, words) => {
    expect(plain(text)).toBe(words);
  });
});

it('knows where each word stands in the original', () => {
  const text = '“Temp” ½ \\alpha 𝑻→∞ doesn’t';
  const places = readWords(text, speller).map(({ word, start, end }) => [word, text.slice(start, end)]);
  expect(places).toContainEqual(['temperature', 'Temp']);
  expect(places).toContainEqual(['alpha', '\\alpha']);
  expect(places).toContainEqual(['t', '𝑻']);
  expect(places).toContainEqual(['infinity', '∞']);
  expect(places).toContainEqual(['not', 'doesn’t']);
  expect(places.filter(([, place]) => place === '½').map(([word]) => word)).toEqual(['1', '/', '2']);
});

describe('spelling', () => {
  it.each([
    ['lo', 'ol', 1],
    ['divide', 'divide', 0],
    ['divde', 'divide', 1],
    ['dviide', 'divide', 1],
    ['divided', 'divide', 1],
    ['kitten', 'sitting', 3],
  ])('%s is as far from %s as it takes edits', (left, right, distance) => {
    expect(alignmentDistance(left, right, 5)).toBe(distance);
    expect(alignmentDistance(right, left, 5)).toBe(distance);
  });

  it.each(['form', 'from', 'loss', 'night', 'smart', 'dominated', 'lag', 'random', 'probably', 'lower'])(
    'leaves %s alone',
    (word) => {
      expect(repairSpelling(word, speller)).toBeNull();
    },
  );
});
