import type { Bindable } from './binding';
import { isDenied, type Passage } from './clauses';
import { functionWords } from './common-words';
import { type Finder, findPhrase } from './phrase';
import type { Token } from './read-words';
import type { PreparedVariable } from './rubric';
import { breaks, type Mention } from './terms';

export type Direction = 'high' | 'low';

/** A place where the variable is said to be high or low (or at its pivot, where nothing changes). */
export interface DirectionMention extends Bindable {
  className: Direction | 'pivot';
}

/** A place where an effect is said to set in. */
export interface EffectMention extends Mention {
  effect: string;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const highAdjectives = set(
  'high higher large larger big bigger great greater huge giant enormous gigantic massive infinite infinity warm',
);
const lowAdjectives = set('low lower small smaller tiny little minuscule minimal zero');
const highVerbs = set(
  '↑ increase increases increased increasing raise raises raised raising rise rises rising rose grow grows growing grew grown climb climbs boost boosts',
);
const lowVerbs = set(
  '↓ decrease decreases decreased decreasing lowering lowers lowered reduce reduces reduced reducing drop drops dropping falls falling shrink shrinks shrinking shrank shrunk diminish diminishes diminishing decline declines vanish vanishes vanishing disappear disappears fade fades',
);
const phrasalVerbs = set(
  'go goes going went turn turned turning turns crank cranked cranking cranks dial dialed move moves set way push pushed',
);
/** The words of direction that every rubric knows; spelling is repaired towards them, too. */
export const directionWords: readonly string[] = [highAdjectives, lowAdjectives, highVerbs, lowVerbs].flatMap(
  (words) => [...words].filter((word) => /^[a-z]+$/.test(word)),
);
/** These say nothing of the variable unless it is named. */
const limits = set('infinite infinity zero');
/** Amounts of what is counted: they speak of the noun that follows, never of the variable. */
const moreAmounts = set('more much greater');
const lessAmounts = set('less no without little fewer lack lose loses hardly minimal');
/** Words for a value that is not named: "divided by a small number". */
const neutralNouns = set(
  'number numbers value values one ones setting settings something divisor denominator',
);
const adverbs = set(
  'very really quite so too extremely super pretty much more even rather relatively fairly just almost',
);
const predicators = set(
  'is are was gets get becomes become be being goes go = stays turns grows made make makes set → ≈ to near toward towards approaches approach reaches reach nears',
);
const determiners = set('the a an all each every it we they our this these both');
const linkWords = set(
  'is are of at to = → ≈ < > near like close closer nearer approaches approach get gets getting goes go going tends tend toward towards around about below above under over less greater more than equals equal set as with was be becomes say becoming e.g in the limit nears',
);
const comparesBelow = set('< below under less smaller');
const comparesAbove = set('> above over greater more bigger larger');

type Owner = 'variable' | 'inverse' | 'other' | 'neutral' | { rising: string | null; falling: string | null };

interface Noun extends Mention {
  owner: Owner;
}

/** Reads what a passage says of the variable, and which effects it names. */
export function readDirections(
  passage: Passage,
  variable: PreparedVariable,
  find: Finder,
): { directions: DirectionMention[]; effects: EffectMention[] } {
  const { tokens } = passage;
  const nouns = readNouns(passage, variable, find);
  const directions: DirectionMention[] = [];
  const effects: EffectMention[] = [];
  const claimed = new Set<Owner>();

  const addDirection = (direction: Direction, mention: Mention) => {
    const className = isDenied(passage, mention.from, mention.to) ? opposite(direction) : direction;
    directions.push({ ...mention, className });
  };
  const addEffect = (effect: string, mention: Mention) => {
    const isOpposed = isDenied(passage, mention.from, mention.to) !== isLessened(tokens, mention.from);
    const name = isOpposed ? (variable.effects.get(effect)?.opposite ?? null) : effect;
    if (name !== null) effects.push({ ...mention, effect: name });
  };

  for (const direction of ['high', 'low'] as const) {
    for (const mention of find(variable[direction])) addDirection(direction, mention);
  }
  for (const noun of nouns) {
    if (noun.owner !== 'variable') continue;
    const read = readNumberOf(tokens, noun, variable.pivot);
    if (read !== null) directions.push(read);
  }
  for (const [index, token] of tokens.entries()) {
    const word = directionOf(tokens, index);
    if (word === null) continue;
    const owner = ownerOf(passage, nouns, index, word.isVerb, token);
    if (owner === null || owner === 'neutral' || owner === 'variable') {
      addDirection(word.direction, { from: index, to: index });
    } else if (owner === 'inverse') {
      addDirection(opposite(word.direction), { from: index, to: index });
    } else if (owner !== 'other') {
      const effect = word.direction === 'high' ? owner.rising : owner.falling;
      claimed.add(owner);
      if (effect !== null) addEffect(effect, { from: index, to: index });
    }
  }
  for (const noun of nouns) {
    if (typeof noun.owner === 'string') continue;
    const amount = tokens[noun.from - 1]?.word ?? '';
    const effect = moreAmounts.has(amount)
      ? noun.owner.rising
      : lessAmounts.has(amount)
        ? noun.owner.falling
        : null;
    if (effect === null) continue;
    claimed.add(noun.owner);
    effects.push({ from: noun.from, to: noun.to, effect });
  }
  for (const [name, effect] of variable.effects) {
    for (const mention of find(effect.terms)) {
      // "Randomness" alone is an effect; "randomness falls" has been counted as what it says.
      const isClaimed = nouns.some(
        (noun) => typeof noun.owner === 'object' && claimed.has(noun.owner) && noun.from === mention.from,
      );
      if (!isClaimed) addEffect(name, mention);
    }
    for (const phrase of effect.phrases) {
      for (const { from, to, isDenied: isOpposed } of findPhrase(passage, phrase, find)) {
        const said = isOpposed ? effect.opposite : name;
        if (said !== null) effects.push({ from, to, effect: said });
      }
    }
  }
  const inOrder = (left: Mention, right: Mention) => left.from - right.from;
  // "T gets closer to 0" speaks of T alone.
  const apart = effects.filter(
    ({ from, to }) => !directions.some((place) => place.from <= from && place.to >= to),
  );
  // "One-hot" is an effect, not a temperature.
  const named = directions.filter(
    (place) =>
      !effects.some(
        ({ from, to }) => from <= place.from && to >= place.to && to - from > place.to - place.from,
      ),
  );
  const lasting = dropOvertaken(passage, apart.sort(inOrder), variable);
  return { directions: mergeDirections(passage, named.sort(inOrder), lasting), effects: lasting };
}

/** "Confident predictions flatten out": of two opposite effects side by side the later one says what becomes of the other. */
function dropOvertaken(
  passage: Passage,
  effects: readonly EffectMention[],
  variable: PreparedVariable,
): EffectMention[] {
  return effects.filter((effect, index) => {
    const next = effects[index + 1];
    if (next === undefined || next.from - effect.to > 3 || next.from <= effect.to) return true;
    if (passage.clauses[next.from] !== passage.clauses[effect.to]) return true;
    const between = passage.tokens.slice(effect.to + 1, next.from + 1);
    if (between.some((token) => /^(and|or|not|to|→|=)$/.test(token.word) || token.breakBefore > 0))
      return true;
    return variable.effects.get(effect.effect)?.opposite !== next.effect;
  });
}

export function opposite(direction: Direction): Direction {
  return direction === 'high' ? 'low' : 'high';
}

/** Whether an effect is said to become less: "less random", "reduces randomness". */
function isLessened(tokens: readonly Token[], from: number): boolean {
  const lessening = /^(less|least|reduc|lose|lack|kill|remov|eliminat|fewer|suppress)/;
  for (let back = 1; back <= 2; back += 1) {
    const token = tokens[from - back];
    if (token === undefined) return false;
    if (lessening.test(token.word)) return true;
    if ((tokens[from - back + 1]?.breakBefore ?? 0) >= breaks.comma) return false;
    if (!determiners.has(token.word)) return false;
  }
  return false;
}

/** The nouns that a direction may speak of. `z / T` is a noun of its own, `1 / T` the variable upside down. */
function readNouns(passage: Passage, variable: PreparedVariable, find: Finder): Noun[] {
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

/** The direction that a word names, be it an adjective, a verb or "goes up". */
function directionOf(
  tokens: readonly Token[],
  index: number,
): { direction: Direction; isVerb: boolean } | null {
  const word = tokens[index]?.word ?? '';
  if (highAdjectives.has(word)) return { direction: 'high', isVerb: false };
  if (lowAdjectives.has(word)) return { direction: 'low', isVerb: false };
  if (highVerbs.has(word)) return { direction: 'high', isVerb: true };
  if (lowVerbs.has(word)) return { direction: 'low', isVerb: true };
  if (word !== 'up' && word !== 'down') return null;
  const isPhrasal = [1, 2, 3, 4].some((back) => phrasalVerbs.has(tokens[index - back]?.word ?? ''));
  return isPhrasal ? { direction: word === 'up' ? 'high' : 'low', isVerb: true } : null;
}

/** Whom a direction speaks of; null when no noun is near. */
function ownerOf(
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
  const preceding = nounBefore(passage, nouns, index);
  const following = nounAfter(tokens, nouns, index, isVerb ? 4 : 3, isVerb);
  if (!isVerb) {
    if (following !== null && !isPredicate(tokens, index, preceding)) {
      return attributive(tokens, index, following);
    }
    if (preceding === null)
      return following?.owner ?? (limits.has(token.word) && !followsPronoun(tokens, index) ? 'other' : null);
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

/** "They shrink" does not speak of the variable; "turned down, …" does. */
function bareVerbOwner(tokens: readonly Token[], index: number): Owner | null {
  const isPlural = [1, 2].some((back) =>
    /^(they|these|those|all|everything)$/.test(tokens[index - back]?.word ?? ''),
  );
  return isPlural || /^(shr|van|dis|fad|cli|boo)/.test(tokens[index]?.word ?? '') ? 'other' : null;
}

/** "T increases randomness" speaks of randomness, "as T increases the distribution flattens" of T. */
function laterOwner(tokens: readonly Token[], preceding: Noun, following: Noun, index: number): Owner {
  const isSubordinate = [1, 2, 3, 4].some((back) =>
    /^(as|when|if|once|while|whenever|where)$/.test(tokens[preceding.from - back]?.word ?? ''),
  );
  const isIntransitive =
    /^(go|rise|rose|grow|grew|fall|drop|climb|shrink|vanish|disappear|fade|up|down|decline)/.test(
      tokens[index]?.word ?? '',
    );
  return isSubordinate || isIntransitive ? preceding.owner : following.owner;
}

/** "Divided by a small number", "small values of T", "low values make …" mean the variable; "gives small values" does not. */
function speaksOfVariable(tokens: readonly Token[], index: number, noun: Noun): boolean {
  const before = [1, 2, 3].map((back) => tokens[index - back]?.word ?? '');
  const [last = '', secondLast = ''] = before;
  if (before.some((word) => /^(by|use|uses|using|set|choose|take|pick)$/.test(word))) return true;
  const opener = /^(a|an|the|very|really)$/.test(last) ? secondLast : last;
  if (/^(for|at|with|when|if|as|while|whereas|and)$/.test(opener)) return true;
  if (tokens[noun.to + 1]?.word === 'of') return true;
  return index === 0 || (tokens[index]?.breakBefore ?? 0) >= breaks.comma;
}

/** "Small differences" as they are given are no effect; "smaller differences", "makes small differences" are. */
function attributive(tokens: readonly Token[], index: number, noun: Noun): Owner {
  if (noun.owner === 'neutral') return speaksOfVariable(tokens, index, noun) ? 'neutral' : 'other';
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
    // "The values become large" speaks of the values, whatever else they may stand for.
    if (nouns.some((other) => isWithin(noun, other))) continue;
    if (index - noun.to > farthest) return null;
    for (let at = noun.to + 1; at <= index; at += 1) {
      if ((tokens[at]?.breakBefore ?? 0) >= breaks.comma) return null;
      // "For large T they shrink" speaks of them.
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

/** Whether a noun is only part of a quantity, or another reading of it: the T of "z / T". */
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

/** The number given for the variable, compared with its pivot: "T = 0.1", "T → ∞" (as a word), "T > 1". */
function readNumberOf(tokens: readonly Token[], noun: Mention, pivot: number): DirectionMention | null {
  let isBelow = false;
  let isAbove = false;
  for (let at = noun.to + 1; at <= noun.to + 6; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.breakBefore >= breaks.comma) return null;
    if (token.value !== null) {
      const className = compare(token.value, pivot, isBelow, isAbove);
      return className === null ? null : { from: noun.from, to: at, className };
    }
    if (comparesBelow.has(token.word)) isBelow = true;
    if (comparesAbove.has(token.word)) isAbove = true;
    if (
      !linkWords.has(token.word) &&
      !adverbs.has(token.word) &&
      !highAdjectives.has(token.word) &&
      !lowAdjectives.has(token.word)
    )
      return null;
  }
  return null;
}

function compare(
  value: number,
  pivot: number,
  isBelow: boolean,
  isAbove: boolean,
): DirectionMention['className'] | null {
  if (isBelow) return value <= pivot ? 'low' : null;
  if (isAbove) return value >= pivot ? 'high' : null;
  if (value === pivot) return 'pivot';
  return value < pivot ? 'low' : 'high';
}

/** One statement often gives the direction twice ("T small, say 0.01"): such twins become one. */
function mergeDirections(
  passage: Passage,
  directions: readonly DirectionMention[],
  effects: readonly EffectMention[],
): DirectionMention[] {
  const merged: DirectionMention[] = [];
  for (const direction of directions) {
    const last = merged.at(-1);
    const isTwin =
      last !== undefined &&
      last.className === direction.className &&
      passage.sentences[last.from] === passage.sentences[direction.from] &&
      !effects.some((effect) => effect.from > last.to && effect.to < direction.from);
    if (isTwin && last !== undefined) last.to = Math.max(last.to, direction.to);
    else merged.push({ ...direction });
  }
  return merged;
}
