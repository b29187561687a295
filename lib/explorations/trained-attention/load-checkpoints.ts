import { initialWeights, placeWeights } from '@/lib/reference/tiny-transformer/shape';
import { checkpointSteps, unpackWeights } from './checkpoint';
import manifest from './checkpoints/manifest.json';
import { type Corpus, corpusOf } from './corpus';
import { shapeOf } from './model';
import { type StoredModelName, storedModels } from './stored-models';

/** Weights after a number of steps. */
export type Checkpoints = ReadonlyMap<number, Float64Array>;

/** `last` holds the trained model, `way` the steps before it: who only looks at the result loads 15 KB. */
export type CheckpointFile = 'last' | 'way';

// Each address is written out, because the bundler gives a file its hashed name where it finds one.
const files: Readonly<Record<StoredModelName, Readonly<Record<CheckpointFile, URL>>>> = {
  'seasons-4-heads': {
    last: new URL('./checkpoints/seasons-4-heads.last.bin', import.meta.url),
    way: new URL('./checkpoints/seasons-4-heads.way.bin', import.meta.url),
  },
  'seasons-4-heads-seed-2': {
    last: new URL('./checkpoints/seasons-4-heads-seed-2.last.bin', import.meta.url),
    way: new URL('./checkpoints/seasons-4-heads-seed-2.way.bin', import.meta.url),
  },
  'seasons-4-heads-seed-3': {
    last: new URL('./checkpoints/seasons-4-heads-seed-3.last.bin', import.meta.url),
    way: new URL('./checkpoints/seasons-4-heads-seed-3.way.bin', import.meta.url),
  },
  'seasons-1-head': {
    last: new URL('./checkpoints/seasons-1-head.last.bin', import.meta.url),
    way: new URL('./checkpoints/seasons-1-head.way.bin', import.meta.url),
  },
  'shortcut-4-heads': {
    last: new URL('./checkpoints/shortcut-4-heads.last.bin', import.meta.url),
    way: new URL('./checkpoints/shortcut-4-heads.way.bin', import.meta.url),
  },
};

/** The untrained model, which needs no file: its weights follow from the seed. */
export function untrained(corpus: Corpus, heads: number, seed: number): Checkpoints {
  return new Map([[0, initialWeights(shapeOf(corpus, heads), seed)]]);
}

/**
 * Fetches a file of a stored model. Rejects where there is none, or where it is cut, damaged or of another shape: then
 * the exploration says so, and shows nothing of it.
 */
export async function loadCheckpoints(name: StoredModelName, file: CheckpointFile): Promise<Checkpoints> {
  const { corpus, heads } = storedModels[name];
  const { size } = placeWeights(shapeOf(corpusOf(corpus), heads));
  const response = await fetch(files[name][file]);
  if (!response.ok) throw new Error(`${name}.${file}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const steps = file === 'last' ? checkpointSteps.slice(-1) : checkpointSteps.slice(0, -1);
  if (bytes.length !== steps.length * size) throw new Error(`${name}.${file} is not whole`);
  return new Map(
    steps.map((step, index) => {
      const entry = manifest[name].checkpoints.find((one) => one.step === step);
      const weights = entry && unpackWeights(bytes.slice(index * size, (index + 1) * size), entry, size);
      if (!weights) throw new Error(`${name}.${file} is damaged at step ${step}`);
      return [step, weights];
    }),
  );
}
