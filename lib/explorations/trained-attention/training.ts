import { seededRandom } from '@/lib/reference/sampling';
import { makeAdam } from '@/lib/reference/tiny-transformer/adam';
import { initialWeights } from '@/lib/reference/tiny-transformer/shape';
import { makeTinyTransformer } from '@/lib/reference/tiny-transformer/tiny-transformer';
import type { Corpus } from './corpus';
import { block, numbersOf, shapeOf } from './model';

/** How many steps a training takes, and how many sentences it reads in each. */
export const trainingSteps = 400;
const batch = 32;
const firstRate = 0.01;
/** Sentences are drawn by another seed than the weights. */
const seedOfDraws = (seed: number) => `sentences ${seed}`;

/** A training that goes on one step at a time. */
export interface Training {
  readonly weights: Float64Array;
  /** Steps taken so far. */
  readonly done: number;
  /** Takes one step: reads a batch of sentences and changes the weights. Returns the loss of that batch, in nats. */
  step(): number;
}

/** Begins a training: the same weights after the same steps for a corpus, a number of heads and a seed. */
export function startTraining(corpus: Corpus, heads: number, seed: number): Training {
  const shape = shapeOf(corpus, heads);
  const weights = initialWeights(shape, seed);
  const model = makeTinyTransformer(shape, weights);
  const adam = makeAdam(weights.length);
  const random = seededRandom(seedOfDraws(seed));
  const encoded = corpus.sentences.map((sentence) => numbersOf(corpus, sentence.split(' ')));
  const tokens = new Int32Array(batch * block);
  const targets = new Int32Array(batch * block);
  let done = 0;
  return {
    weights,
    get done() {
      return done;
    },
    step() {
      for (let sentence = 0; sentence < batch; sentence += 1) {
        const numbers = encoded[Math.floor(random() * encoded.length)] ?? [];
        tokens.set(numbers.slice(0, block), sentence * block);
        targets.set(numbers.slice(1), sentence * block);
      }
      const { loss, gradients } = model.gradients(tokens, targets);
      adam(weights, gradients, firstRate * (1 - done / trainingSteps));
      done += 1;
      return loss;
    },
  };
}
