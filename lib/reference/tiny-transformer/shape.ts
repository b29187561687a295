import { seededRandom } from '../sampling';

/** How large a model is. `width` and `block` are multiples of 4, and `width` one of `heads`. */
export interface TinyShape {
  /** how many words it knows */
  readonly vocabulary: number;
  /** how many words it reads at once */
  readonly block: number;
  /** how many numbers stand for a word */
  readonly width: number;
  /** heads of each layer */
  readonly heads: number;
  readonly layers: number;
}

/** A matrix among the weights: its place in the one list that holds them all, and its size. */
interface WeightMatrix {
  readonly name: string;
  readonly start: number;
  readonly rows: number;
  readonly columns: number;
}

/** The places of a layer's matrices, each applied from the right: a row of numbers times the matrix. */
export interface LayerPlaces {
  readonly query: WeightMatrix;
  readonly key: WeightMatrix;
  readonly value: WeightMatrix;
  readonly output: WeightMatrix;
  readonly widen: WeightMatrix;
  readonly narrow: WeightMatrix;
}

/** Where every matrix of a model stands in its list of weights. */
export interface WeightPlaces {
  /** a row for each word */
  readonly words: WeightMatrix;
  /** a row for each place in the block */
  readonly positions: WeightMatrix;
  readonly layers: readonly LayerPlaces[];
  /** from the width to a score for each word */
  readonly scores: WeightMatrix;
  readonly all: readonly WeightMatrix[];
  /** how many weights there are */
  readonly size: number;
}

/** How much wider a layer is inside than the model. */
export const widening = 4;
const spread = 0.08;

/** Lays the matrices of a model one behind the other. Throws a RangeError for a shape that cannot be. */
export function placeWeights(shape: TinyShape): WeightPlaces {
  assertShape(shape);
  const { vocabulary, block, width, layers } = shape;
  const all: WeightMatrix[] = [];
  let size = 0;
  const place = (name: string, rows: number, columns: number): WeightMatrix => {
    const matrix = { name, start: size, rows, columns };
    all.push(matrix);
    size += rows * columns;
    return matrix;
  };
  const words = place('words', vocabulary, width);
  const positions = place('positions', block, width);
  const placed = Array.from({ length: layers }, (_, layer) => ({
    query: place(`query ${layer}`, width, width),
    key: place(`key ${layer}`, width, width),
    value: place(`value ${layer}`, width, width),
    output: place(`output ${layer}`, width, width),
    widen: place(`widen ${layer}`, width, widening * width),
    narrow: place(`narrow ${layer}`, widening * width, width),
  }));
  const scores = place('scores', width, vocabulary);
  return { words, positions, layers: placed, scores, all, size };
}

/**
 * Weights that have learned nothing. Queries are 0, so that every score of the attention is 0 and each row shares itself
 * equally among the words it may look at; what layers add is 0 as well. The others are spread evenly around 0 with a
 * standard deviation of 0.08, the same on every device for a seed.
 */
export function initialWeights(shape: TinyShape, seed: number): Float64Array {
  const places = placeWeights(shape);
  const weights = new Float64Array(places.size);
  const random = seededRandom(seed);
  const widest = spread * Math.sqrt(3);
  for (const { name, start, rows, columns } of places.all) {
    if (/^(query|output|narrow) /.test(name)) continue;
    for (let at = start; at < start + rows * columns; at += 1) weights[at] = (2 * random() - 1) * widest;
  }
  return weights;
}

function assertShape(shape: TinyShape): void {
  const { width, heads, block } = shape;
  const isWhole = Object.values(shape).every((count) => Number.isInteger(count) && count > 0);
  if (!isWhole || width % heads !== 0 || width % 4 !== 0 || block % 4 !== 0) {
    throw new RangeError(`there is no tiny transformer of the shape ${JSON.stringify(shape)}`);
  }
}
