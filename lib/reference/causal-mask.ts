/**
 * The size × size causal mask, added to attention scores before softmax: 0 on and below the diagonal (row i
 * may attend to positions 1..i), −Infinity above it. Throws a RangeError unless size is a whole number ≥ 1.
 *
 * Source: Vaswani et al., "Attention Is All You Need" (2017), section 3.2.3.
 */
export function causalMask(size: number): number[][] {
  return lowerTriangle(size, (row, column) => column <= row);
}

/**
 * A causal mask that also forbids a position to attend to itself: 0 strictly below the diagonal, −Infinity on
 * and above it, so the whole first row is −Infinity. The same errors as {@link causalMask}.
 */
export function exclusiveMask(size: number): number[][] {
  return lowerTriangle(size, (row, column) => column < row);
}

function lowerTriangle(size: number, isOpen: (row: number, column: number) => boolean): number[][] {
  if (!(Number.isSafeInteger(size) && size >= 1)) {
    throw new RangeError(`a mask has a whole number of rows, at least 1, not ${size}`);
  }
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => (isOpen(row, column) ? 0 : -Infinity)),
  );
}
