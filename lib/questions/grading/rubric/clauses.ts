import type { Token } from './read-words';
import { breaks } from './terms';

/** A text in words, cut into clauses and sentences, with what is negated in it. */
export interface Passage {
  tokens: readonly Token[];
  /** For each token: the number of its clause, of its sentence. */
  clauses: readonly number[];
  sentences: readonly number[];
  /** For each token: the places of the words that negate it. */
  negatedBy: readonly (readonly number[])[];
  /** By the place of a "not" in "it is not X that …": the place of "that". The rest of the sentence holds, of another X. */
  focusEnds: ReadonlyMap<number, number>;
}

const clauseOpeners = new Set(
  'but whereas while although though however because since so therefore thus hence whence then which when whenever if where unless until instead → otherwise still yet'.split(
    ' ',
  ),
);
const negators = new Set(
  'not no never without neither nor none nothing nobody hardly barely scarcely lack lacks lacking avoids avoid prevents prevent unlike instead ceases stops'.split(
    ' ',
  ),
);
const negatorsOfTwo = new Set([
  'rather than',
  'opposed to',
  'far from',
  'fails to',
  'fail to',
  'except for',
  'wrong to',
  'wrong that',
  'false that',
  'untrue that',
  'incorrect that',
  'myth that',
]);
/** After "not" these make a statement larger, not false: "not only spring". */
const additive = new Set(['only', 'just', 'merely', 'solely']);
const doSupport = new Set(['do', 'does', 'did', 'will', 'would', 'can', 'could', 'should']);
/** "No doubt", "no matter": no negation of what follows. */
const idle = new Set(['doubt', 'matter', 'wonder', 'wait', 'idea']);
const copulas = new Set(['is', 'are', 'was', 'were', 'be', 'being', 'been', 'gets', 'get']);
/** "X is not used", "X is wrong": these deny what came before them. */
const deniable = new Set([
  'used',
  'applied',
  'done',
  'performed',
  'happening',
  'involved',
  'true',
  'correct',
  'right',
  'case',
  'needed',
]);
const denials = new Set(['wrong', 'false', 'incorrect', 'untrue', 'nonsense']);
const subjects = new Set([
  'it',
  'they',
  'we',
  'he',
  'she',
  'i',
  'you',
  'this',
  'that',
  'then',
  'instead',
  'rather',
  'also',
  'so',
  'thus',
  'there',
]);

/** How far a negation reaches, in words; "hardly" denies little more than the next one. */
const reach = 12;
const shortReach = 3;
const weakNegators = /^(hardly|barely|scarcely)$/;

/** Cuts a text into clauses and marks what its negations cover. */
export function readPassage(tokens: readonly Token[]): Passage {
  const clauses: number[] = [];
  const sentences: number[] = [];
  let clause = 0;
  let sentence = 0;
  for (const [index, token] of tokens.entries()) {
    if (index > 0) {
      if (token.breakBefore >= breaks.sentence) sentence += 1;
      const opens =
        clauseOpeners.has(token.word) && !(token.word === 'then' && tokens[index - 1]?.word === 'and');
      if ((token.breakBefore >= breaks.comma && !isListComma(tokens, index)) || opens) clause += 1;
    }
    clauses.push(clause);
    sentences.push(sentence);
  }

  const negatedBy: number[][] = tokens.map(() => []);
  const focusEnds = new Map<number, number>();
  let last: { name: number; sentence: number | undefined } = { name: -1, sentence: -1 };
  for (let index = 0; index < tokens.length; index += 1) {
    const cue = negation(tokens, index);
    if (cue === null) continue;
    // "Neither X nor Y", "not X and not Y" deny once, not twice: the second goes on with the first.
    const name: number = goesOn(tokens, index) && last.sentence === sentences[index] ? last.name : index;
    last = { name, sentence: sentences[index] };
    if (cue.focusEnd !== undefined) focusEnds.set(index, cue.focusEnd);
    const end = cue.from + (weakNegators.test(tokens[index]?.word ?? '') ? shortReach : reach);
    for (let at = cue.from; at < tokens.length && at < end; at += 1) {
      if (clauses[at] !== clauses[index] || goesOn(tokens, at)) break;
      if (at > cue.from && cue.endsBefore?.test(tokens[at]?.word ?? '')) break;
      if (at > cue.from && beginsAnew(tokens, at)) break;
      if (cue.isContrast && at > cue.from && isSubject(tokens, at)) break;
      negatedBy[at]?.push(name);
    }
    if (cue.isBackward) {
      for (let at = index - 1; at >= 0 && at > index - reach && clauses[at] === clauses[index]; at -= 1) {
        negatedBy[at]?.push(name);
      }
    }
  }
  return { tokens, clauses, sentences, negatedBy, focusEnds };
}

/** Whether a negation here goes on with the one before it: "nor Y", "and not Y". */
function goesOn(tokens: readonly Token[], index: number): boolean {
  const word = tokens[index]?.word;
  if (word === 'nor') return true;
  return word === 'not' && /^(and|or)$/.test(tokens[index - 1]?.word ?? '');
}

interface Negation {
  /** Index of the first token that it negates. */
  from: number;
  /** It also negates what comes before it. */
  isBackward: boolean;
  /** "Instead of X the code draws": it ends where the next statement begins, with or without a comma. */
  isContrast: boolean;
  /** Words before which it ends: "not X is … but Y" denies X alone. */
  endsBefore?: RegExp;
  /** See {@link Passage.focusEnds}. */
  focusEnd?: number;
}

/** The negation at this word; null where the word is none. */
function negation(tokens: readonly Token[], index: number): Negation | null {
  const word = tokens[index]?.word ?? '';
  const next = tokens[index + 1];
  const previous = tokens[index - 1]?.word ?? '';
  if (denials.has(word) && copulas.has(previous)) {
    const opens = next !== undefined && negatorsOfTwo.has(`${word} ${next.word}`);
    return { from: index + (opens ? 2 : 1), isBackward: !opens, isContrast: false };
  }
  if (next !== undefined && next.breakBefore < breaks.comma && negatorsOfTwo.has(`${word} ${next.word}`)) {
    return { from: index + 2, isBackward: false, isContrast: true };
  }
  if (!negators.has(word)) return null;
  // "Instead" alone contrasts; "instead of" denies. "Stops" denies before a verb only.
  if (word === 'instead' && next?.word !== 'of') return null;
  if ((word === 'stops' || word === 'ceases') && !/ing$|^to$|^being$/.test(next?.word ?? '')) return null;
  if (word === 'no' && (next === undefined || idle.has(next.word) || next.breakBefore >= breaks.comma))
    return null;
  if (word === 'not' && next !== undefined && additive.has(next.word) && !doSupport.has(previous))
    return null;
  const isBackward = word === 'not' && copulas.has(previous) && deniable.has(next?.word ?? '');
  const contrast = word === 'not' ? contrastOf(tokens, index) : null;
  const focusEnd = word === 'not' ? focusEndOf(tokens, index) : null;
  return {
    from: index + 1,
    isBackward,
    isContrast: word === 'instead' || word === 'without' || word === 'unlike',
    ...(contrast !== null && { endsBefore: contrast }),
    ...(focusEnd !== null && { focusEnd }),
  };
}

/** The place of "that" in "it is not X that …"; null where the sentence is built otherwise. */
function focusEndOf(tokens: readonly Token[], index: number): number | null {
  const opens = copulas.has(tokens[index - 1]?.word ?? '') && tokens[index - 2]?.word === 'it';
  if (!opens || tokens[index + 2]?.word === 'case' || deniable.has(tokens[index + 1]?.word ?? ''))
    return null;
  for (let at = index + 1; at < tokens.length && at < index + reach; at += 1) {
    if ((tokens[at]?.breakBefore ?? 0) >= breaks.comma) return null;
    if (/^(that|which|who)$/.test(tokens[at]?.word ?? '')) return at;
  }
  return null;
}

/** Where a "not" ends that denies one member of the sentence only; null where it denies the verb. */
function contrastOf(tokens: readonly Token[], index: number): RegExp | null {
  const previous = tokens[index - 1]?.word ?? '';
  if (copulas.has(previous) || doSupport.has(previous) || /^(has|have|had|may|might|must)$/.test(previous))
    return null;
  for (let at = index + 1; at < tokens.length && at < index + 2 * reach; at += 1) {
    if ((tokens[at]?.breakBefore ?? 0) >= breaks.clause) return null;
    if (tokens[at]?.word === 'but') return /^(is|are|was|were|has|have|does|do|gets|makes|will|would|can)$/;
  }
  return null;
}

/** Whether a word after "and" or "or" begins a statement of its own, which an earlier negation does not reach. */
function beginsAnew(tokens: readonly Token[], index: number): boolean {
  const word = tokens[index]?.word ?? '';
  const before = tokens[index - 1]?.word;
  if (before !== 'and' && before !== '→' && before !== '=') return false;
  return subjects.has(word) || /[^su]s$/.test(word);
}

/** Whether a statement with a subject of its own begins here: "the code makes", "it samples". */
function isSubject(tokens: readonly Token[], index: number): boolean {
  if (!/^(the|it|we|they|this|you|one|our|tf|there)$/.test(tokens[index]?.word ?? '')) return false;
  return [1, 2].some((ahead) => {
    const word = tokens[index + ahead]?.word ?? '';
    return /^(is|are|will|can|has|have|do|does|would|may)$/.test(word) || /[^su]s$/.test(word);
  });
}

/** Whether the comma before this word only parts the items of a list: "happy, what, are and you". */
function isListComma(tokens: readonly Token[], index: number): boolean {
  if (tokens[index]?.breakBefore !== breaks.comma) return false;
  for (let ahead = 1; ahead <= 2; ahead += 1) {
    const token = tokens[index + ahead];
    if (token === undefined || token.breakBefore > breaks.comma) return false;
    if (token.word === 'and' || token.word === 'or') return true;
    if (token.breakBefore === breaks.comma) return true;
  }
  return false;
}

/** Whether what is said at this place holds although a "not" before it covers it: "it is not X that does so". */
export function holdsOfAnother(passage: Passage, from: number): boolean {
  return (passage.negatedBy[from] ?? []).some((cue) => (passage.focusEnds.get(cue) ?? from) < from);
}

/**
 * Whether a mention is denied: an odd number of negations covers its last word, not counting those that are part of
 * it.
 */
export function isDenied(passage: Passage, from: number, to: number): boolean {
  const cues = passage.negatedBy[to]?.filter((cue) => cue < from || cue > to) ?? [];
  return cues.length % 2 === 1;
}
