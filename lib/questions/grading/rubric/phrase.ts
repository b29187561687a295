import type { Passage } from './clauses';
import type { PhraseMatcher } from './rubric';
import type { Mention, TermSet } from './terms';

/** A place in a response that is evidence for or against something. */
export interface Evidence extends Mention {
  isDenied: boolean;
}

/** The mentions of a set, in the order of the text. */
export type Finder = (set: TermSet) => readonly Mention[];

/** No short explanation uses a word more often; without a limit the search grows with the square of the text. */
const mostMentions = 48;

/** Every place where all slots of the phrase are met within its bounds. */
export function findPhrase(passage: Passage, phrase: PhraseMatcher, find: Finder): Evidence[] {
  const lists = phrase.slots.map((slot) => find(slot).slice(0, mostMentions));
  if (lists.some((list) => list.length === 0)) return [];
  const [anchors = [], ...others] = lists;
  const evidence: Evidence[] = [];
  for (const anchor of anchors) {
    const places = placeOthers(passage, phrase, anchor, others);
    if (places === null) continue;
    const from = Math.min(...places.map((place) => place.from));
    const to = Math.max(...places.map((place) => place.to));
    if (to - from + 1 > phrase.within || !isWithin(passage, phrase.scope, from, to)) continue;
    if (phrase.unless !== null && isExcluded(passage, find(phrase.unless), from, to)) continue;
    evidence.push({ from, to, isDenied: polarity(passage, places) });
  }
  return evidence;
}

/** For each further slot the nearest mention that overlaps none chosen so far and keeps the order, if one is asked. */
function placeOthers(
  passage: Passage,
  phrase: PhraseMatcher,
  anchor: Mention,
  others: readonly (readonly Mention[])[],
): Mention[] | null {
  const places = [anchor];
  for (const list of others) {
    const last = places.at(-1) ?? anchor;
    let best: Mention | null = null;
    let bestDistance = Number.POSITIVE_INFINITY;
    for (const mention of list) {
      if (places.some((place) => mention.from <= place.to && mention.to >= place.from)) continue;
      if (phrase.ordered && mention.from <= last.to) continue;
      let distance = mention.from > anchor.to ? mention.from - anchor.to : anchor.from - mention.to;
      if (passage.clauses[mention.from] !== passage.clauses[anchor.from]) distance += 2;
      if (distance < bestDistance) {
        best = mention;
        bestDistance = distance;
      }
    }
    if (best === null) return null;
    places.push(best);
  }
  return places;
}

function isWithin(passage: Passage, scope: PhraseMatcher['scope'], from: number, to: number): boolean {
  if (scope === 'response') return true;
  const parts = scope === 'clause' ? passage.clauses : passage.sentences;
  return parts[from] === parts[to];
}

function isExcluded(passage: Passage, mentions: readonly Mention[], from: number, to: number): boolean {
  return mentions.some(
    (mention) =>
      passage.clauses[mention.from] === passage.clauses[from] ||
      passage.clauses[mention.from] === passage.clauses[to],
  );
}

/** The slot that comes last in the text decides: "does not take the top one but draws at random" asserts the draw. */
function polarity(passage: Passage, places: readonly Mention[]): boolean {
  const last = places.reduce((later, place) => (place.to > later.to ? place : later));
  const cues = passage.negatedBy[last.to] ?? [];
  const outside = cues.filter((cue) => !places.some((place) => cue >= place.from && cue <= place.to));
  return outside.length % 2 === 1;
}
