import type { Token } from './read-words';
import { breaks } from './terms';

/** Words that leave the reader waiting when a stretch ends with them. */
const unfinished =
  /^(of|from|into|and|or|because|than|would|will|should|could|can|must|are|to|by|at|in|with|for|if|when|which|each|very|as|i|we|they|my|get|makes|takes|becomes)$/;
const articles = /^(the|an|every|its|their|our|your)$/;
const prepositions = /^(of|at|from|into|with|by|for|on|in|to|between|than|as)$/;
const subjectPronouns = /^(i|we|they|he|she)$/;
const modals = /^(would|will|can|could|should|might|must|may)$/;
const finite = /^(is|are|was|were|has|does|did)$/;
const joiners = /^(and|or|but|because|so|nor)$/;
const beginning =
  /^(The|We|Then|It|So|If|When|This|For|And|But|They|With|In|As|At|Of|To|Is|Are|Because|Instead|After|Not)$/;

/** Whether no English sentence has these two words side by side. */
function isImpossiblePair({ word, value }: Token, { word: other, value: otherValue }: Token): boolean {
  if (value !== null && otherValue !== null) return !Number.isInteger(value) || !Number.isInteger(otherValue);
  if ('→/≈='.includes(word)) return '→≈='.includes(other);
  if (word === other) return /^[a-z]{2,}$/.test(word) && !/^(that|had|very|so|many|more)$/.test(word);
  if (articles.test(word)) {
    return [finite, modals, joiners, subjectPronouns, articles, /^(of|at|from|into|with|by|for|to|it)$/].some(
      (pattern) => pattern.test(other),
    );
  }
  if (prepositions.test(word)) {
    if (joiners.test(other) || modals.test(other)) return word !== 'to' || other !== 'will';
    if (subjectPronouns.test(other)) return !/^(than|as|for)$/.test(word) && other !== 'i';
    if (finite.test(other)) return !/^(than|as|in)$/.test(word);
    return /^(of|to|at|from|into|by)$/.test(word) && /^(of|at|with|by|than)$/.test(other);
  }
  if (modals.test(word))
    return [modals, finite, joiners, prepositions].some((pattern) => pattern.test(other));
  if (subjectPronouns.test(word)) return /^(the|a|an|of|to|from|at|by|with|for|is|i|we|they|it)$/.test(other);
  if (joiners.test(word)) return /^(and|or|nor)$/.test(other) && !/^(but|so)$/.test(word);
  return (
    finite.test(word) &&
    (modals.test(other) || finite.test(other) || /^(gets|makes|takes|gives|goes)$/.test(other))
  );
}

/**
 * How doubtful the order of the words is: 2 for each pair of neighbours that no English sentence has, 1 for each stretch
 * that breaks off. `names` are the places of words that are only mentioned.
 */
function weighDisorder(text: string, tokens: readonly Token[], names: ReadonlySet<number>): number {
  let weight = 0;
  let resumes = 0;
  let capitals = 0;
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (names.has(index) || next?.breakBefore === breaks.weak) continue;
    const follower = next === undefined || next.breakBefore >= breaks.comma ? null : next;
    if (follower === null) weight += unfinished.test(token.word) || articles.test(token.word) ? 1 : 0;
    else if (!names.has(index + 1) && isImpossiblePair(token, follower)) weight += 2;
    else if (/^(and|or)$/.test(token.word) && /^(of|than|by|at)$/.test(follower.word)) weight += 1;
    const isFirst = index === 0 || token.breakBefore >= breaks.clause;
    if (isFirst && /^(of|than)$/.test(token.word)) weight += 1;
    if (index > 0 && token.breakBefore === breaks.none) {
      // "spring The would": a beginning in the middle.
      const written = text.slice(token.start, token.end);
      if (beginning.test(written)) weight += 2;
      else if (/^[A-Z][a-z]{3,}$/.test(written)) capitals = 1;
    }
    // "planning. of numbers": a middle at the beginning.
    const isStop = next?.breakBefore === breaks.sentence && text[token.end] === '.';
    if (isStop && /^[a-z]{2}/.test(text.slice(next.start))) resumes = 1;
  }
  const end = tokens.at(-1)?.end ?? 0;
  const endsOpen = !/^\s*[.!?]/.test(text.slice(end, end + 8));
  const doubts = capitals + (endsOpen ? resumes : 0);
  // Notes begin with small letters and names with capitals: alone neither says anything.
  return weight >= 2 || doubts === 2 ? weight + doubts : weight;
}

/** Whether the order of the words is so unusual that a person should look: writers in a hurry choose it, too. */
export function isUnusualOrder(text: string, tokens: readonly Token[], names: ReadonlySet<number>): boolean {
  const weight = weighDisorder(text, tokens, names);
  return (weight >= 3 && weight >= tokens.length * 0.04) || (weight >= 2 && tokens.length <= 60);
}
