import { type AttentionRows, attend, attendBack } from './attention-pass';
import {
  addNormalizeGradient,
  addTransposeProduct,
  multiply,
  multiplyByTranspose,
  normalize,
} from './kernels';
import { type LayerPlaces, placeWeights, type TinyShape, type WeightPlaces, widening } from './shape';

/** What a model makes of some sentences. Lists are used again by the next run: copy what has to last. */
interface TinyRun {
  /** A row for each word of each sentence: the chance of each word of the vocabulary to come next. */
  readonly probabilities: Float64Array;
  /** For each layer: sentence × head × block × block; row i is how word i shares its attention among words 0 … i. */
  readonly attention: readonly Float64Array[];
}

/** A small transformer that reads blocks of words and predicts, at each of them, the one that follows. */
export interface TinyTransformer {
  readonly shape: TinyShape;
  /** All weights, in the order of {@link placeWeights}; they may be changed between runs. */
  readonly weights: Float64Array;
  /** Reads whole blocks of word numbers, one sentence behind the other. Throws a RangeError for anything else. */
  run(tokens: ArrayLike<number>): TinyRun;
  /**
   * Reads blocks and compares with the words that follow (`targets`, one for each token). Returns the mean of
   * −log p(target), in nats, and its gradient by every weight; the list is used again by the next call.
   */
  gradients(tokens: ArrayLike<number>, targets: ArrayLike<number>): { loss: number; gradients: Float64Array };
}

/** What one layer computes on the way up, which the way down needs. */
interface LayerRows extends AttentionRows {
  attended: Float64Array;
  attendedFactors: Float64Array;
  weights: Float64Array;
  between: Float64Array;
  narrowed: Float64Array;
  narrowedFactors: Float64Array;
  wide: Float64Array;
  rectified: Float64Array;
}

interface Workspace {
  sentences: number;
  /** What runs through the model: one list before the first layer and one after each. */
  stream: Float64Array[];
  layers: LayerRows[];
  final: Float64Array;
  finalFactors: Float64Array;
  probabilities: Float64Array;
  gradScores: Float64Array;
  grad: AttentionRows & { stream: Float64Array; rows: Float64Array; wide: Float64Array };
}

function makeWorkspace({ vocabulary, block, width, heads, layers }: TinyShape, sentences: number): Workspace {
  const n = sentences * block;
  const rows = () => new Float64Array(n * width);
  const wide = () => new Float64Array(n * width * widening);
  const attentionRows = () => ({ query: rows(), key: rows(), value: rows(), mixed: rows() });
  return {
    sentences,
    stream: Array.from({ length: layers + 1 }, rows),
    layers: Array.from({ length: layers }, () => ({
      ...attentionRows(),
      attended: rows(),
      attendedFactors: new Float64Array(n),
      weights: new Float64Array(n * heads * block),
      between: rows(),
      narrowed: rows(),
      narrowedFactors: new Float64Array(n),
      wide: wide(),
      rectified: wide(),
    })),
    final: rows(),
    finalFactors: new Float64Array(n),
    probabilities: new Float64Array(n * vocabulary),
    gradScores: new Float64Array(n * vocabulary),
    grad: { ...attentionRows(), stream: rows(), rows: rows(), wide: wide() },
  };
}

/**
 * A transformer of pre-normalized layers: causal attention of several heads, then a rectified layer four times as wide,
 * each added to what runs through. Throws a RangeError where the weights do not fit the shape.
 *
 * Source: Vaswani et al. (2017); with the normalization in front as in Radford et al., "Language Models are Unsupervised
 * Multitask Learners" (2019), section 2.3.
 */
export function makeTinyTransformer(shape: TinyShape, weights: Float64Array): TinyTransformer {
  const places = placeWeights(shape);
  if (weights.length !== places.size) {
    throw new RangeError(`this shape has ${places.size} weights, not ${weights.length}`);
  }
  const gradients = new Float64Array(places.size);
  let work: Workspace | null = null;
  const workFor = (tokens: ArrayLike<number>): Workspace => {
    const sentences = tokens.length / shape.block;
    if (!Number.isInteger(sentences) || sentences === 0) {
      throw new RangeError(`${tokens.length} words are no whole number of blocks of ${shape.block}`);
    }
    if (work?.sentences !== sentences) work = makeWorkspace(shape, sentences);
    return work;
  };
  const run = (tokens: ArrayLike<number>): Workspace => {
    const space = workFor(tokens);
    embed(space, tokens, weights, places, shape);
    places.layers.forEach((layer, index) => {
      runLayer(space, index, weights, layer, shape);
    });
    predict(space, weights, places, shape);
    return space;
  };
  return {
    shape,
    weights,
    run(tokens) {
      const { probabilities, layers } = run(tokens);
      return { probabilities, attention: layers.map((layer) => layer.weights) };
    },
    gradients(tokens, targets) {
      const space = run(tokens);
      const loss = compare(space, targets, shape);
      gradients.fill(0);
      predictBack(space, weights, gradients, places, shape);
      for (let layer = places.layers.length - 1; layer >= 0; layer -= 1) {
        runLayerBack(space, layer, weights, gradients, places.layers[layer] as LayerPlaces, shape);
      }
      embedBack(space, tokens, gradients, places, shape);
      return { loss, gradients };
    },
  };
}

function assertWord(word: number, vocabulary: number): void {
  if (Number.isInteger(word) && word >= 0 && word < vocabulary) return;
  throw new RangeError(`there is no word number ${word}`);
}

function embed(
  { stream: [out = new Float64Array()] }: Workspace,
  tokens: ArrayLike<number>,
  weights: Float64Array,
  { words, positions }: WeightPlaces,
  { vocabulary, block, width }: TinyShape,
): void {
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i] as number;
    assertWord(token, vocabulary);
    const word = words.start + token * width;
    const position = positions.start + (i % block) * width;
    for (let j = 0; j < width; j += 1) {
      out[i * width + j] = (weights[word + j] as number) + (weights[position + j] as number);
    }
  }
}

function embedBack(
  { grad: { stream } }: Workspace,
  tokens: ArrayLike<number>,
  gradients: Float64Array,
  { words, positions }: WeightPlaces,
  { block, width }: TinyShape,
): void {
  for (let i = 0; i < tokens.length; i += 1) {
    const word = words.start + (tokens[i] as number) * width;
    const position = positions.start + (i % block) * width;
    for (let j = 0; j < width; j += 1) {
      const g = stream[i * width + j] as number;
      gradients[word + j] = (gradients[word + j] as number) + g;
      gradients[position + j] = (gradients[position + j] as number) + g;
    }
  }
}

function runLayer(
  { sentences, stream, layers }: Workspace,
  index: number,
  weights: Float64Array,
  places: LayerPlaces,
  shape: TinyShape,
): void {
  const rows = layers[index] as LayerRows;
  const input = stream[index] as Float64Array;
  const output = stream[index + 1] as Float64Array;
  const { width, block } = shape;
  const n = sentences * block;
  const square = [n, width, width] as const;
  normalize(rows.attended, rows.attendedFactors, input, n, width);
  for (const name of ['query', 'key', 'value'] as const) {
    multiply(rows[name], rows.attended, weights, places[name].start, square);
  }
  attend(rows, rows.weights, sentences, shape);
  rows.between.set(input);
  multiply(rows.between, rows.mixed, weights, places.output.start, square, true);
  normalize(rows.narrowed, rows.narrowedFactors, rows.between, n, width);
  multiply(rows.wide, rows.narrowed, weights, places.widen.start, [n, width, widening * width]);
  for (let i = 0; i < rows.wide.length; i += 1) rows.rectified[i] = Math.max(0, rows.wide[i] as number);
  output.set(rows.between);
  multiply(output, rows.rectified, weights, places.narrow.start, [n, widening * width, width], true);
}

/** Turns the gradient by what leaves a layer (`grad.stream`) into that by what enters it. */
function runLayerBack(
  { sentences, layers, grad }: Workspace,
  index: number,
  weights: Float64Array,
  gradients: Float64Array,
  places: LayerPlaces,
  shape: TinyShape,
): void {
  const rows = layers[index] as LayerRows;
  const { width, block } = shape;
  const n = sentences * block;
  const square = [n, width, width] as const;
  const narrowing = [n, widening * width, width] as const;
  const widened = [n, width, widening * width] as const;
  addTransposeProduct(gradients, places.narrow.start, rows.rectified, grad.stream, narrowing);
  multiplyByTranspose(grad.wide, grad.stream, weights, places.narrow.start, narrowing);
  for (let i = 0; i < grad.wide.length; i += 1) if ((rows.wide[i] as number) <= 0) grad.wide[i] = 0;
  addTransposeProduct(gradients, places.widen.start, rows.narrowed, grad.wide, widened);
  multiplyByTranspose(grad.rows, grad.wide, weights, places.widen.start, widened);
  addNormalizeGradient(grad.stream, grad.rows, rows.narrowed, rows.narrowedFactors, n, width);

  addTransposeProduct(gradients, places.output.start, rows.mixed, grad.stream, square);
  multiplyByTranspose(grad.mixed, grad.stream, weights, places.output.start, square);
  attendBack(grad, rows, rows.weights, sentences, shape);
  grad.rows.fill(0);
  for (const name of ['query', 'key', 'value'] as const) {
    addTransposeProduct(gradients, places[name].start, rows.attended, grad[name], square);
    multiplyByTranspose(grad.rows, grad[name], weights, places[name].start, square, true);
  }
  addNormalizeGradient(grad.stream, grad.rows, rows.attended, rows.attendedFactors, n, width);
}

/** Fills the probabilities: softmax over the vocabulary at every word. */
function predict(
  space: Workspace,
  weights: Float64Array,
  { scores }: WeightPlaces,
  { vocabulary, block, width, layers }: TinyShape,
): void {
  const { sentences, stream, final, finalFactors, probabilities } = space;
  const n = sentences * block;
  normalize(final, finalFactors, stream[layers] as Float64Array, n, width);
  multiply(probabilities, final, weights, scores.start, [n, width, vocabulary]);
  for (let start = 0; start < n * vocabulary; start += vocabulary) {
    let largest = -Infinity;
    for (let j = start; j < start + vocabulary; j += 1) {
      largest = Math.max(largest, probabilities[j] as number);
    }
    let sum = 0;
    for (let j = start; j < start + vocabulary; j += 1) {
      probabilities[j] = Math.exp((probabilities[j] as number) - largest);
      sum += probabilities[j] as number;
    }
    for (let j = start; j < start + vocabulary; j += 1) probabilities[j] = (probabilities[j] as number) / sum;
  }
}

/** The mean of −log p(target); fills the gradient by the scores. */
function compare(
  { probabilities, gradScores }: Workspace,
  targets: ArrayLike<number>,
  { vocabulary }: TinyShape,
): number {
  const n = probabilities.length / vocabulary;
  if (targets.length !== n) throw new RangeError(`${n} words have ${n} targets, not ${targets.length}`);
  let loss = 0;
  for (let j = 0; j < probabilities.length; j += 1) gradScores[j] = (probabilities[j] as number) / n;
  for (let i = 0; i < n; i += 1) {
    const word = targets[i] as number;
    assertWord(word, vocabulary);
    const target = i * vocabulary + word;
    loss -= Math.log((probabilities[target] as number) + Number.MIN_VALUE);
    gradScores[target] = (gradScores[target] as number) - 1 / n;
  }
  return loss / n;
}

function predictBack(
  { sentences, final, finalFactors, gradScores, grad }: Workspace,
  weights: Float64Array,
  gradients: Float64Array,
  { scores }: WeightPlaces,
  { vocabulary, block, width }: TinyShape,
): void {
  const n = sentences * block;
  const size = [n, width, vocabulary] as const;
  addTransposeProduct(gradients, scores.start, final, gradScores, size);
  multiplyByTranspose(grad.rows, gradScores, weights, scores.start, size);
  grad.stream.fill(0);
  addNormalizeGradient(grad.stream, grad.rows, final, finalFactors, n, width);
}
