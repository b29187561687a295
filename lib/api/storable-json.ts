/** Nothing that is sent here nests deeper than a matrix in a map in a body. */
const deepest = 16;

/**
 * Whether every database can store a value that came as JSON: PostgreSQL takes neither the character zero nor half of a
 * surrogate pair, and code that walks through values must not run out of stack.
 */
export function isStorableJson(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  if (depth === deepest) return false;
  return Object.entries(value).every(
    ([name, inner]) => isStorableJson(name) && isStorableJson(inner, depth + 1),
  );
}
