import type { Passage } from './clauses';
import { functionWords } from './common-words';
import {
  adverbs,
  determiners,
  directionOf,
  isComparative,
  limits,
  neutralNouns,
  predicators,
} from './direction-words';
import type { Finder } from './phrase';
import type { Token } from './read-words';
import type { PreparedVariable } from './rubric';
import { breaks, type Mention } from './terms';

/**
 * What a direction may describe: the variable, its inverse, some other quantity, a number that is not named, or a
 * quantity whose rising and falling are effects.
 */
export type Owner =
  | 'variable'
  | 'inverse'
  | 'other'
  | 'neutral'
  | { rising: string | null; falling: string | null };

export interface Noun extends Mention {
  owner: Owner;
}

/** The nouns that a direction may describe. `z / T` is a noun of its own, `1 / T` the variable upside down. */
export function readNouns(passage: Passage, variable: PreparedVariable, find: Finder): Noun[] {
  const { tokens } = passage;
  const nouns: Noun[] = [];
  for (const mention of find(variable.terms)) {
    const before = tokens[mention.from - 1]?.word;
    const twoBefore = tokens[mention.from - 2]?.word;
    const divides = before === '/' || before === 'over';
    const isInverse =
      (divides && (twoBefore === '1' || twoBefore === 'one')) ||
      before === 'inverse' ||
      before === 'reciprocal' ||
      ((before === 'of' || before === 'the') &&
        /^(inverse|reciprocal|of)$/.test(twoBefore ?? '') &&
        [2, 3].some((back) => /^(inverse|reciprocal)$/.test(tokens[mention.from - back]?.word ?? '')));
    nouns.push({ ...mention, owner: isInverse ? 'inverse' : divides ? 'other' : 'variable' });
  }
  for (const mention of find(variable.others)) nouns.push({ ...mention, owner: 'other' });
  const gradable = new Map<string, Noun>();
  for (const [name, effect] of variable.effects) {
    for (const [list, key] of [
      [effect.rising, 'rising'],
      [effect.falling, 'falling'],
    ] as const) {
      for (const mention of find(list)) {
        const place = `${mention.from}-${mention.to}`;
        const known = gradable.get(place)?.owner;
        const owner = typeof known === 'object' ? known : { rising: null, falling: null };
        gradable.set(place, { ...mention, owner: { ...owner, [key]: name } });
      }
    }
  }
  nouns.push(...gradable.values());
  for (const [index, token] of tokens.entries()) {
    if (neutralNouns.has(token.word)) nouns.push({ from: index, to: index, owner: 'neutral' });
  }
  return nouns.sort((left, right) => left.from - right.from);
}

/** What a direction describes; null when no noun is near. */
export function ownerOf(
  passage: Passage,
  nouns: readonly Noun[],
  index: number,
  isVerb: boolean,
  token: Token,
): Owner | null {
  const { tokens } = passage;
  // "The larger the temperature, the …"
  if (tokens[index - 1]?.word === 'the' && tokens[index + 1]?.word === 'the') {
    const compared = nouns.find((noun) => noun.from === index + 2);
    if (compared !== undefined) return compared.owner;
  }
  // "Ten times the temperature", "a tenth of the distance": the noun after the article is meant.
  if (isComparative(tokens, index)) {
    const skipped = tokens[index + 1]?.word === 'of' ? 2 : 1;
    const start = determiners.has(tokens[index + skipped]?.word ?? '')
      ? index + skipped + 1
      : index + skipped;
    const compared = nouns.find((noun) => noun.from === start && noun.owner !== 'neutral');
    return compared?.owner ?? nounBefore(passage, nouns, index)?.owner ?? 'other';
  }
  const preceding = nounBefore(passage, nouns, index);
  const following = nounAfter(tokens, nouns, index, isVerb ? 4 : 3, isVerb);
  if (!isVerb) {
    if (following === null && describesUnknown(tokens, index)) return 'other';
    if (following !== null && !isPredicate(tokens, index, preceding)) {
      return attributive(tokens, index, following);
    }
    if (preceding === null)
      return following?.owner ?? (limits.has(token.word) && !followsPronoun(tokens, index) ? 'other' : null);
    // "Divided by something large".
    const isSomething =
      /^(something|anything)$/.test(tokens[preceding.to]?.word ?? '') && preceding.to === index - 1;
    if (isSomething && tokens[preceding.from - 1]?.word === 'by') return 'neutral';
    // "Small values close to zero" gives the direction twice; "the numbers become small" says nothing of the variable.
    const isNeutral = nouns.some((noun) => noun.from === preceding.from && noun.owner === 'neutral');
    if (isNeutral && directionOf(tokens, preceding.from - 1) !== null) return 'variable';
    return preceding.owner === 'neutral' ? 'other' : preceding.owner;
  }
  const isParticiple = /ing$/.test(token.word) || token.word === 'raise' || token.word === 'lower';
  if (token.word === '↑' || token.word === '↓') {
    return preceding !== null && preceding.to === index - 1
      ? preceding.owner
      : (following?.owner ?? preceding?.owner ?? null);
  }
  if (isParticiple && following !== null && preceding?.to !== index - 1) return following.owner;
  if (preceding === null) return following?.owner ?? bareVerbOwner(tokens, index);
  if (following === null || preceding.owner !== 'variable') {
    return preceding.owner === 'variable' || following === null
      ? preceding.owner
      : laterOwner(tokens, preceding, following, index);
  }
  return laterOwner(tokens, preceding, following, index);
}

/** "A bigger share": a noun that the rubric does not know, not the variable. */
function describesUnknown(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  return (
    /^(a|an|the)$/.test(tokens[index - 1]?.word ?? '') &&
    next !== undefined &&
    next.breakBefore === breaks.none &&
    /^[a-z]{3}/.test(next.word) &&
    !functionWords.has(next.word) &&
    !/^(one|ones|makes|gives|means|leads|brings)$/.test(next.word)
  );
}

/** "They shrink" does not describe the variable; "turned down, …" does. */
function bareVerbOwner(tokens: readonly Token[], index: number): Owner | null {
  const isPlural = [1, 2].some((back) =>
    /^(they|these|those|all|everything)$/.test(tokens[index - back]?.word ?? ''),
  );
  return isPlural || /^(shr|van|dis|fad|cli|boo)/.test(tokens[index]?.word ?? '') ? 'other' : null;
}

/** "T increases randomness" describes randomness; "as T increases the distribution flattens" describes T. */
function laterOwner(tokens: readonly Token[], preceding: Noun, following: Noun, index: number): Owner {
  const isSubordinate = [1, 2, 3, 4].some((back) =>
    /^(as|when|if|once|while|whenever|where)$/.test(tokens[preceding.from - back]?.word ?? ''),
  );
  const isIntransitive =
    /^(go|rise|rose|grow|grew|fall|drop|climb|shrink|vanish|disappear|fade|up|down|decline)/.test(
      tokens[index]?.word ?? '',
    );
  // "A high temperature shrinks the gaps": the verb has an object.
  const between = following.from - index;
  const hasObject = between === 1 || (between === 2 && determiners.has(tokens[index + 1]?.word ?? ''));
  if (isSubordinate) return preceding.owner;
  return isIntransitive && !hasObject ? preceding.owner : following.owner;
}

/** "Divided by a small number", "small values of T", "low values make …" mean the variable; "gives small values" does not. */
function speaksOfVariable(tokens: readonly Token[], index: number, noun: Noun): boolean {
  const before = [1, 2, 3].map((back) => tokens[index - back]?.word ?? '');
  const [last = '', secondLast = ''] = before;
  if (before.some((word) => /^(by|use|uses|using|set|choose|take|pick)$/.test(word))) return true;
  const opener = /^(a|an|the|very|really)$/.test(last) ? secondLast : last;
  if (/^(for|at|with|when|if|as|while|whereas|and|but|not|nor)$/.test(opener)) return true;
  if (tokens[noun.to + 1]?.word === 'of') return true;
  const first = opener === last ? index : index - 1;
  return first <= 0 || (tokens[first]?.breakBefore ?? 0) >= breaks.comma;
}

/** "Small differences" as they are given are no effect; "smaller differences", "makes small differences" are. */
function attributive(tokens: readonly Token[], index: number, noun: Noun): Owner {
  if (noun.owner === 'neutral') {
    // "Multiplied by a huge number": what multiplies is the variable upside down.
    const multiplies = [2, 3].some((back) => /^(multipl|times)/.test(tokens[index - back]?.word ?? ''));
    if (multiplies) return 'inverse';
    return speaksOfVariable(tokens, index, noun) ? 'neutral' : 'other';
  }
  if (typeof noun.owner === 'string') return noun.owner;
  const isDefinite = /^(the|this|these|those)$/.test(tokens[index - 1]?.word ?? '');
  if (/er$/.test(tokens[index]?.word ?? '')) return isDefinite ? 'other' : noun.owner;
  const before = tokens[index - 1]?.word ?? '';
  return /^(make|makes|give|gives|have|has|leave|leaves|only|very|with|is|are|means|=|→)$/.test(before)
    ? noun.owner
    : 'other';
}

function isPredicate(tokens: readonly Token[], index: number, preceding: Noun | null): boolean {
  if (preceding === null) return false;
  let at = index - 1;
  while (adverbs.has(tokens[at]?.word ?? '')) at -= 1;
  return predicators.has(tokens[at]?.word ?? '') || (tokens[index]?.breakBefore ?? 0) >= breaks.comma;
}

/** The nearest noun before, in the same stretch; of "the gap between the logits" the gap. */
function nounBefore(passage: Passage, nouns: readonly Noun[], index: number): Noun | null {
  const { tokens } = passage;
  const farthest = 7;
  for (let position = nouns.length - 1; position >= 0; position -= 1) {
    const noun = nouns[position];
    if (noun === undefined || noun.to >= index) continue;
    // "The values become large" describes the values, even where they are part of another quantity.
    if (nouns.some((other) => isWithin(noun, other))) continue;
    if (index - noun.to > farthest) return null;
    for (let at = noun.to + 1; at <= index; at += 1) {
      if ((tokens[at]?.breakBefore ?? 0) >= breaks.comma) return null;
      // "For large T they shrink" describes them, not T.
      if (/^(they|these|those|them|everything)$/.test(tokens[at]?.word ?? ''))
        return { from: at, to: at, owner: 'other' };
    }
    const head = nouns[position - 1];
    const isComplement = [1, 2].some((back) =>
      /^(of|between|among|in|across)$/.test(tokens[noun.from - back]?.word ?? ''),
    );
    if (isComplement && head !== undefined && noun.from - head.to <= 4) return head;
    return noun;
  }
  return null;
}

/** Whether a noun is only part of a quantity, or another meaning of the same words: the T of "z / T". */
function isWithin(noun: Noun, other: Noun): boolean {
  if (noun === other || typeof other.owner === 'string' || typeof noun.owner !== 'string') return false;
  return other.from <= noun.from && other.to >= noun.to;
}

function followsPronoun(tokens: readonly Token[], index: number): boolean {
  return [1, 2, 3, 4].some((back) => tokens[index - back]?.word === 'it');
}

function nounAfter(
  tokens: readonly Token[],
  nouns: readonly Noun[],
  index: number,
  reach: number,
  isVerb: boolean,
): Noun | null {
  for (let at = index + 1; at <= index + reach; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.breakBefore >= breaks.comma) return null;
    const here = nouns.filter((candidate) => candidate.from === at);
    const noun = here.find((candidate) => candidate.owner === 'neutral') ?? here[0];
    if (noun !== undefined) return noun;
    if (isVerb ? /^(and|but|so|then|or|to|when|if)$/.test(token.word) : determiners.has(token.word))
      return null;
    if (/^[→=≈]$/.test(token.word)) return null;
    if (!isVerb && functionWords.has(token.word) && token.word !== 'and' && token.word !== 'or') return null;
  }
  return null;
}
