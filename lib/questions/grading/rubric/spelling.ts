import { stemmer } from 'stemmer';
import { commonWords } from './common-words';

const mostEdits = 2;

/**
 * How many edits a word may be away from what was meant: none below five letters, except one letter too few or too
 * many ("smal", "hight") or two swapped ("hgih").
 */
function allowance(word: string, candidate: string): number {
  const shorter = Math.min(word.length, candidate.length);
  if (shorter >= 8) return mostEdits;
  if (shorter >= 5 || (shorter === 4 && candidate.length !== word.length)) return 1;
  return sorted(word) === sorted(candidate) ? 1 : 0;
}

function sorted(word: string): string {
  return [...word].sort().join('');
}

/**
 * Optimal string alignment distance (insert, delete, replace, swap of neighbours each cost 1), or `limit + 1` when
 * it is more than `limit`.
 */
export function alignmentDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (
        row > 1 &&
        column > 1 &&
        left[row - 1] === right[column - 2] &&
        left[row - 2] === right[column - 1]
      ) {
        cost = Math.min(cost, (beforePrevious[column - 2] ?? 0) + 1);
      }
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length] ?? limit + 1;
}

/** Words that spelling mistakes are repaired towards. */
export interface Speller {
  known: ReadonlySet<string>;
  stems: ReadonlySet<string>;
  /** Words that begin so are meant as they are. */
  prefixes: readonly string[];
  /** By first letter and length. */
  byShape: ReadonlyMap<string, readonly string[]>;
}

/** Makes a speller of a vocabulary; the usual endings of each word are known, too. */
export function makeSpeller(vocabulary: Iterable<string>, prefixes: readonly string[] = []): Speller {
  const known = new Set<string>();
  for (const word of vocabulary) {
    known.add(word);
    if (!/^[a-z]{4,}$/.test(word)) continue;
    for (const form of inflections(word)) known.add(form);
  }
  const byShape = new Map<string, string[]>();
  for (const word of known) {
    if (!/^[a-z]{4,}$/.test(word)) continue;
    const shape = shapeOf(word[0], word.length);
    const list = byShape.get(shape);
    if (list === undefined) byShape.set(shape, [word]);
    else list.push(word);
  }
  const stems = new Set([...known].map((word) => stemmer(word)));
  return { known, stems, prefixes, byShape };
}

function shapeOf(letter: string | undefined, length: number): string {
  return `${letter}${length}`;
}

function inflections(word: string): string[] {
  if (word.endsWith('y')) return [`${word.slice(0, -1)}ies`, `${word}ing`, `${word.slice(0, -1)}ied`];
  if (word.endsWith('e')) return [`${word}s`, `${word}d`, `${word.slice(0, -1)}ing`, `${word}ly`];
  return [`${word}s`, `${word}ed`, `${word}ing`, `${word}ly`];
}

/**
 * The known word nearest to a misspelt one; null when the word is known as it is, is common English, or is near to
 * none. The first letter must agree, or be swapped with the second.
 */
export function repairSpelling(word: string, speller: Speller): string | null {
  if (word.length < 4 || word.length > 24 || !/^[a-z]+$/.test(word) || isKnown(word, speller)) return null;
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  const swapped = `${word[1]}${word[0]}`;
  for (const first of new Set([word[0], word[1]])) {
    for (let length = word.length - mostEdits; length <= word.length + mostEdits; length += 1) {
      for (const candidate of speller.byShape.get(shapeOf(first, length)) ?? []) {
        if (first !== word[0] && !candidate.startsWith(swapped)) continue;
        const limit = allowance(word, candidate);
        const distance = alignmentDistance(word, candidate, Math.min(limit, bestDistance));
        if (distance <= limit && distance < bestDistance) {
          best = candidate;
          bestDistance = distance;
        }
      }
    }
  }
  return best;
}

function isKnown(word: string, speller: Speller): boolean {
  if (speller.known.has(word) || commonWords.has(word) || speller.stems.has(stemmer(word))) return true;
  if (speller.prefixes.some((prefix) => word.startsWith(prefix))) return true;
  return ['s', 'ed', 'd', 'ing'].some((ending) => {
    const root = word.slice(0, -ending.length);
    return (
      word.endsWith(ending) && (commonWords.has(root) || (ending === 'ing' && commonWords.has(`${root}e`)))
    );
  });
}
