const decayOfMean = 0.9;
const decayOfSquares = 0.98;
const tiny = 1e-8;
const weightDecay = 0.01;

/**
 * AdamW for a list of weights: each call changes them by one step of `rate` against the gradients.
 *
 * Source: Kingma and Ba, "Adam" (2015), algorithm 1, with the decay of Loshchilov and Hutter (2019), algorithm 2.
 */
export function makeAdam(
  size: number,
): (weights: Float64Array, gradients: Float64Array, rate: number) => void {
  const means = new Float64Array(size);
  const squares = new Float64Array(size);
  let steps = 0;
  return (weights, gradients, rate) => {
    steps += 1;
    const meanScale = 1 / (1 - decayOfMean ** steps);
    const squareScale = 1 / (1 - decayOfSquares ** steps);
    for (let i = 0; i < size; i += 1) {
      const gradient = gradients[i] as number;
      const mean = decayOfMean * (means[i] as number) + (1 - decayOfMean) * gradient;
      const square = decayOfSquares * (squares[i] as number) + (1 - decayOfSquares) * gradient * gradient;
      means[i] = mean;
      squares[i] = square;
      const weight = weights[i] as number;
      weights[i] =
        weight -
        rate * ((mean * meanScale) / (Math.sqrt(square * squareScale) + tiny) + weightDecay * weight);
    }
  };
}
