import type { TinyShape } from '@/lib/reference/tiny-transformer/shape';
import { makeTinyTransformer } from '@/lib/reference/tiny-transformer/tiny-transformer';
import type { Corpus } from './corpus';

/** How many words a model reads; each sentence of a corpus has one more, which is predicted. */
export const block = 8;

/** The shape of the models of this exploration: one layer, wide enough for both corpora. */
export function shapeOf(corpus: Corpus, heads: number): TinyShape {
  return { vocabulary: corpus.vocabulary.length, block, width: 32, heads, layers: 1 };
}

/** What a model makes of one text of eight words. */
export interface Reading {
  /** The chance of each word of the vocabulary to come next. */
  readonly next: readonly number[];
  /** For each head, a row for each word: how it shares its attention among the words up to its own. */
  readonly heads: readonly (readonly (readonly number[])[])[];
}

/** A model that reads words instead of their numbers. */
export interface Reader {
  readonly corpus: Corpus;
  /** Throws a RangeError where there are not eight words, or one that the corpus does not know. */
  read(words: readonly string[]): Reading;
}

/** The numbers of words. Throws a RangeError where one is not in the corpus. */
export function numbersOf({ vocabulary }: Corpus, words: readonly string[]): number[] {
  return words.map((word) => {
    const number = vocabulary.indexOf(word);
    if (number < 0) throw new RangeError(`the model does not know the word "${word}"`);
    return number;
  });
}

/** Reads with these weights. Throws a RangeError where they do not fit the shape. */
export function makeReader(corpus: Corpus, heads: number, weights: Float64Array): Reader {
  const shape = shapeOf(corpus, heads);
  const { vocabulary } = shape;
  const model = makeTinyTransformer(shape, weights);
  return {
    corpus,
    read(words) {
      const { probabilities, attention } = model.run(numbersOf(corpus, words));
      const [weights = new Float64Array()] = attention;
      const rowOf = (start: number) => Array.from(weights.subarray(start, start + block));
      return {
        next: Array.from(probabilities.subarray((block - 1) * vocabulary, block * vocabulary)),
        heads: Array.from({ length: heads }, (_, head) =>
          Array.from({ length: block }, (_row, row) => rowOf((head * block + row) * block)),
        ),
      };
    },
  };
}

/** The last rows of all heads, and their mean. */
export function lastRows({ heads }: Reading): { heads: number[][]; mean: number[] } {
  const rows = heads.map((map) => [...(map[block - 1] ?? [])]);
  const mean = Array.from(
    { length: block },
    (_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / rows.length,
  );
  return { heads: rows, mean };
}

/** The map that is the mean of all heads. */
export function meanMap({ heads }: Reading): number[][] {
  return Array.from({ length: block }, (_, row) =>
    Array.from(
      { length: block },
      (_cell, at) => heads.reduce((sum, map) => sum + (map[row]?.[at] ?? 0), 0) / heads.length,
    ),
  );
}

/** The likeliest next words, the likeliest first. */
export function likeliest({ vocabulary }: Corpus, { next }: Reading, count: number) {
  return next
    .map((chance, number) => ({ word: vocabulary[number] ?? '', chance }))
    .sort((a, b) => b.chance - a.chance)
    .slice(0, count);
}

/** The chance of a word to come next; 0 for one that the model does not know. */
export function chanceOf({ vocabulary }: Corpus, { next }: Reading, word: string): number {
  return next[vocabulary.indexOf(word)] ?? 0;
}

/** How much a prediction depends on each word: the chance of `target` with that word replaced, over all others. */
export function dependence(reader: Reader, words: readonly string[], target: string) {
  return words.map((word, at) => {
    const others = reader.corpus.vocabulary
      .filter((other) => other !== word)
      .map((other) => ({
        word: other,
        chance: chanceOf(reader.corpus, reader.read(words.with(at, other)), target),
      }));
    const mean = others.reduce((sum, { chance }) => sum + chance, 0) / others.length;
    const [lowest] = others.sort((a, b) => a.chance - b.chance);
    return { word, mean, lowest: lowest ?? { word, chance: mean } };
  });
}
