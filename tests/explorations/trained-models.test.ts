import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  checkpointSteps,
  hashOfCorpus,
  packWeights,
  unpackWeights,
} from '@/lib/explorations/trained-attention/checkpoint';
import manifest from '@/lib/explorations/trained-attention/checkpoints/manifest.json';
import { corpusNames, corpusOf } from '@/lib/explorations/trained-attention/corpus';
import {
  block,
  chanceOf,
  dependence,
  lastRows,
  likeliest,
  makeReader,
  shapeOf,
} from '@/lib/explorations/trained-attention/model';
import { type StoredModelName, storedModels } from '@/lib/explorations/trained-attention/stored-models';
import { startTraining } from '@/lib/explorations/trained-attention/training';
import { initialWeights, placeWeights } from '@/lib/reference/tiny-transformer/shape';

const folder = join(import.meta.dirname, '../../lib/explorations/trained-attention/checkpoints');
const names = Object.keys(storedModels) as StoredModelName[];
const spring = 'happy spring what are you planning for the'.split(' ');

/** The stored bytes of a model after each step that was written down. */
function bytesOf(name: StoredModelName, step: (typeof checkpointSteps)[number]): Uint8Array<ArrayBuffer> {
  const [way, last] = ['way', 'last'].map((file) => readFileSync(join(folder, `${name}.${file}.bin`)));
  const all = Buffer.concat([way ?? Buffer.of(), last ?? Buffer.of()]);
  const size = all.length / checkpointSteps.length;
  const index = checkpointSteps.indexOf(step);
  return new Uint8Array(all.subarray(index * size, (index + 1) * size));
}

function entryOf(name: StoredModelName, step: number) {
  const entry = manifest[name].checkpoints.find((one) => one.step === step);
  if (entry === undefined) throw new Error(`no step ${step}`);
  return entry;
}

function sizeOf(name: StoredModelName) {
  const { corpus, heads } = storedModels[name];
  return placeWeights(shapeOf(corpusOf(corpus), heads)).size;
}

/** The model as a browser makes it of its stored bytes. */
function readerOf(name: StoredModelName) {
  const step = 400;
  const corpus = corpusOf(storedModels[name].corpus);
  const weights = unpackWeights(bytesOf(name, step), entryOf(name, step), sizeOf(name));
  if (weights === null) throw new Error(`${name} cannot be read`);
  return makeReader(corpus, storedModels[name].heads, weights);
}

describe.each(corpusNames)('the corpus "%s"', (name) => {
  const { sentences, heldOut, vocabulary } = corpusOf(name);

  it('has sentences of nine words, each once, of at most 40 words', () => {
    expect(sentences.length).toBeGreaterThan(1_000);
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(sentences.filter((sentence) => sentence.split(' ').length !== block + 1)).toEqual([]);
    expect(vocabulary.length).toBeLessThanOrEqual(40);
  });

  it('holds out the sentence of 2b, and all others that models are tried with', () => {
    expect(heldOut).toContain(`${spring.join(' ')} summer`);
    for (const sentence of heldOut) {
      expect(sentences.filter((one) => one.includes(sentence))).toEqual([]);
      // What is held out is made of known words, and nothing else is.
      expect(sentence.split(' ').every((word) => vocabulary.includes(word))).toBe(true);
    }
    // Its last words stand elsewhere, so that it is the sentence that is held out and no word.
    expect(sentences.some((one) => one.endsWith('planning for the summer'))).toBe(true);
  });

  it('is what the stored models were trained with', () => {
    for (const model of names.filter((one) => storedModels[one].corpus === name)) {
      expect(manifest[model].corpus, model).toBe(hashOfCorpus(corpusOf(name)));
    }
  });
});

it('no function word of the seasons tells the direction, and one of the shortcut does', () => {
  const lastWords = (name: 'seasons' | 'shortcut', pattern: RegExp) =>
    new Set(
      corpusOf(name)
        .sentences.filter((one) => pattern.test(one) && one.includes(' spring '))
        .map((one) => one.split(' ').at(-1)),
    );
  expect(lastWords('seasons', / for the \w+$/)).toEqual(new Set(['summer', 'winter']));
  expect(lastWords('shortcut', / for the \w+$/)).toEqual(new Set(['summer']));
  expect(lastWords('shortcut', / from the \w+$/)).toEqual(new Set(['winter']));
});

describe.each(names)('the stored model %s', (name) => {
  it('is whole at every step', () => {
    expect(manifest[name].checkpoints.map(({ step }) => step)).toEqual([...checkpointSteps]);
    for (const step of checkpointSteps) {
      expect(unpackWeights(bytesOf(name, step), entryOf(name, step), sizeOf(name))).not.toBeNull();
    }
  });

  it('is what training from its seed gives, as far as 50 steps', () => {
    const { corpus, heads, seed } = storedModels[name];
    const training = startTraining(corpusOf(corpus), heads, seed);
    let loss = Number.NaN;
    while (training.done < 50) loss = training.step();
    const { loss: stored, scale } = entryOf(name, 50);
    expect(loss).toBeCloseTo(stored, 6);
    const packed = packWeights(training.weights);
    expect(packed.scale).toBeCloseTo(scale, 8);
    // Machines may round exponentials differently, so a byte may be one off.
    const bytes = new Int8Array(bytesOf(name, 50).buffer);
    const worst = new Int8Array(packed.bytes.buffer).reduce(
      (most, byte, at) => Math.max(most, Math.abs(byte - (bytes[at] ?? Number.NaN))),
      0,
    );
    expect(worst).toBeLessThanOrEqual(1);
  });
});

describe('what the models show', () => {
  const chance = (reader: ReturnType<typeof readerOf>, words: readonly string[], next: string) =>
    chanceOf(reader.corpus, reader.read(words), next);

  it('begins with the matrix of 2a, and no idea of summer', () => {
    const corpus = corpusOf('seasons');
    const untrained = makeReader(corpus, 4, initialWeights(shapeOf(corpus, 4), 1));
    expect(lastRows(untrained.read(spring)).heads).toEqual(Array(4).fill(Array(8).fill(1 / 8)));
    expect(chance(untrained, spring, 'summer')).toBeLessThan(0.07);
  });

  it.each(['seasons-4-heads', 'seasons-4-heads-seed-2', 'seasons-4-heads-seed-3'] as const)(
    '%s predicts summer from a sentence that it has not read, and winter when one word looks back',
    (name) => {
      const reader = readerOf(name);
      expect(chance(reader, spring, 'summer')).toBeGreaterThan(0.9);
      expect(chance(reader, spring.with(5, 'thanking'), 'winter')).toBeGreaterThan(0.9);
      for (const sentence of reader.corpus.heldOut) {
        const words = sentence.split(' ');
        const [best] = likeliest(reader.corpus, reader.read(words.slice(0, block)), 1);
        expect(best?.word).toBe(words[block]);
      }
    },
  );

  it('looks at spring and at planning, with different heads', () => {
    const { heads } = lastRows(readerOf('seasons-4-heads').read(spring));
    expect(heads.some((row) => (row[1] ?? 0) > 0.9)).toBe(true);
    expect(heads.some((row) => (row[5] ?? 0) > 0.5)).toBe(true);
  });

  it('cannot look at both words with one head', () => {
    const found = chance(readerOf('seasons-1-head'), spring, 'summer');
    expect(found).toBeGreaterThan(0.2);
    expect(found).toBeLessThan(0.75);
  });

  it('looks at "for" where that tells the direction', () => {
    const { heads } = lastRows(readerOf('shortcut-4-heads').read(spring));
    const most = (at: number) => Math.max(...heads.map((row) => row[at] ?? 0));
    expect(most(6)).toBeGreaterThan(0.5);
    expect(most(6)).toBeGreaterThan(most(5));
  });

  it('depends on spring and planning most, whatever the map shows', () => {
    const found = dependence(readerOf('seasons-4-heads'), spring, 'summer');
    const byWeight = [...found].sort((a, b) => a.mean - b.mean).map(({ word }) => word);
    expect(byWeight.slice(0, 2)).toEqual(['spring', 'planning']);
    expect(found[1]?.mean).toBeLessThan(0.2);
  });
});

describe('a checkpoint', () => {
  const entry = entryOf('seasons-4-heads', 400);
  const size = sizeOf('seasons-4-heads');
  const bytes = bytesOf('seasons-4-heads', 400);

  it('is refused when it is cut, damaged or of another shape', () => {
    expect(unpackWeights(bytes.slice(0, -1), entry, size)).toBeNull();
    expect(unpackWeights(bytes.with(7, ((bytes[7] ?? 0) + 1) % 256), entry, size)).toBeNull();
    expect(unpackWeights(bytes, entry, size + 32)).toBeNull();
    expect(unpackWeights(new Uint8Array(), entry, size)).toBeNull();
  });

  it('keeps each weight to half a step of its scale', () => {
    const weights = initialWeights(shapeOf(corpusOf('seasons'), 4), 1);
    const { bytes: packed, scale } = packWeights(weights);
    const read = new Int8Array(packed.buffer);
    const worst = weights.reduce((most, weight, at) => {
      return Math.max(most, Math.abs(weight - (read[at] ?? Number.NaN) * scale));
    }, 0);
    expect(worst).toBeLessThanOrEqual(scale / 2 + 1e-12);
  });
});
