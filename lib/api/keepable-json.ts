/** Nothing that is sent here nests deeper than a matrix in a map in a body. */
const deepest = 16;

const quote = 0x22;
const backslash = 0x5c;
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/** The code unit that a `\uXXXX` at this place stands for; null where there is none. */
function escapedUnit(text: string, at: number): number | null {
  if (text.charCodeAt(at) !== backslash || text.charAt(at + 1) !== 'u') return null;
  return Number.parseInt(text.slice(at + 2, at + 6), 16);
}

/**
 * Whether every database can keep what a JSON text says: PostgreSQL takes neither the character zero nor half of a
 * surrogate pair, and code that walks through values must not run out of stack. Says nothing about the syntax.
 */
export function isKeepableJson(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (!isInString) {
      if (unit === quote) isInString = true;
      else if (opening.has(unit)) depth += 1;
      else if (closing.has(unit)) depth -= 1;
      if (depth > deepest) return false;
    } else if (unit === quote) {
      isInString = false;
    } else if (unit === backslash) {
      const escaped = escapedUnit(text, at);
      at += escaped === null ? 1 : 5;
      if (escaped === 0) return false;
      if (escaped !== null && escaped >= 0xd800 && escaped <= 0xdfff) {
        const low = escapedUnit(text, at + 1) ?? 0;
        if (escaped >= 0xdc00 || low < 0xdc00 || low > 0xdfff) return false;
        at += 6;
      }
    }
  }
  return true;
}
