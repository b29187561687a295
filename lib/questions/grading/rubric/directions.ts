import type { Bindable } from './binding';
import { holdsOfAnother, isDenied, type Passage } from './clauses';
import {
  adverbs,
  comparesAbove,
  comparesBelow,
  type Direction,
  determiners,
  directionOf,
  highAdjectives,
  lessAmounts,
  linkWords,
  lowAdjectives,
  moreAmounts,
} from './direction-words';
import { type Owner, ownerOf, readNouns } from './nouns';
import { type Finder, findPhrase } from './phrase';
import type { Token } from './read-words';
import type { PreparedVariable } from './rubric';
import { breaks, type Mention } from './terms';

/** A place where the variable is said to be high or low (or at its pivot, where nothing changes). */
export interface DirectionMention extends Bindable {
  className: Direction | 'pivot';
  /** The negations that turned it round. */
  turnedBy?: readonly number[];
}

/** A place where an effect is said to set in. */
export interface EffectMention extends Mention {
  effect: string;
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
    if (!isDenied(passage, mention.from, mention.to)) directions.push({ ...mention, className: direction });
    else {
      const turnedBy = passage.negatedBy[mention.to] ?? [];
      directions.push({ ...mention, className: opposite(direction), turnedBy });
    }
  };
  const addEffect = (effect: string, mention: Mention) => {
    const isOpposed =
      (isDenied(passage, mention.from, mention.to) && !holdsOfAnother(passage, mention.from)) !==
      isLessened(tokens, mention.from);
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
  // "With a temperature of 50 …, with one of 0.02": the second number is the variable's, too.
  for (const noun of nouns) {
    if (noun.owner !== 'neutral' || tokens[noun.from]?.word !== 'one' || tokens[noun.to + 1]?.word !== 'of')
      continue;
    const isSecond = directions.some(
      ({ to }) => to < noun.from && passage.sentences[to] === passage.sentences[noun.from],
    );
    const read = isSecond ? readNumberOf(tokens, noun, variable.pivot) : null;
    if (read !== null) directions.push(read);
  }
  for (const [index, token] of tokens.entries()) {
    const word = directionOf(tokens, index);
    if (word === null || isEither(tokens, index)) continue;
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
    const change = changeOf(tokens, noun.to + 1);
    const changed = change?.direction === 'high' ? noun.owner.rising : noun.owner.falling;
    if (change !== null && changed !== null)
      effects.push({ from: noun.from, to: change.to, effect: changed });
    const amount = amountOf(tokens, noun.from);
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
  // "Neither does a low T make it flat" denies the statement, not the direction as well.
  for (const direction of directions) {
    const denies = direction.turnedBy?.some((cue) =>
      effects.some(({ from, to }) => passage.negatedBy[to]?.includes(cue) && !holdsOfAnother(passage, from)),
    );
    if (denies === true && direction.className !== 'pivot')
      direction.className = opposite(direction.className);
  }
  const inOrder = (left: Mention, right: Mention) => left.from - right.from;
  // "T gets closer to 0" describes T, not an effect.
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

/**
 * "Confident predictions flatten out": of two opposite effects side by side, the later one is the
 * outcome. "The gaps shrink or grow" says neither.
 */
function dropOvertaken(
  passage: Passage,
  effects: readonly EffectMention[],
  variable: PreparedVariable,
): EffectMention[] {
  const isOpposite = (effect: EffectMention, other: EffectMention) =>
    variable.effects.get(effect.effect)?.opposite === other.effect;
  const dropped = new Set<EffectMention>();
  for (const [index, effect] of effects.entries()) {
    const next = effects[index + 1];
    if (next === undefined || !isOpposite(effect, next) || next.from <= effect.to) continue;
    const between = passage.tokens.slice(effect.to + 1, next.from);
    if (between.length === 1 && between[0]?.word === 'or') {
      dropped.add(effect).add(next);
    } else if (
      between.length < 3 &&
      passage.clauses[next.from] === passage.clauses[effect.to] &&
      !passage.tokens.slice(effect.to + 1, next.from + 1).some((token) => token.breakBefore > 0) &&
      !between.some((token) => /^(and|or|not|to|→|=)$/.test(token.word))
    ) {
      dropped.add(effect);
    }
  }
  return effects.filter((effect) => !dropped.has(effect));
}

/** The word that says how much there is of a noun: "less contrast", "nothing of the contrast". */
function amountOf(tokens: readonly Token[], from: number): string {
  const before = (back: number) => tokens[from - back]?.word ?? '';
  const partitive = determiners.has(before(1)) ? 2 : 1;
  return before(partitive) === 'of' ? before(partitive + 1) : before(1);
}

/** "Larger or smaller": neither of the two is said. */
function isEither(tokens: readonly Token[], index: number): boolean {
  return [1, -1].some((way) => {
    const other = tokens[index + way]?.word === 'or' ? directionOf(tokens, index + 2 * way) : null;
    return other !== null && other.direction !== directionOf(tokens, index)?.direction;
  });
}

/** "A difference of 0.2 turns into 4": whether a quantity rises (falls) from one number to another. */
function changeOf(tokens: readonly Token[], from: number): { direction: Direction; to: number } | null {
  let before: number | null = null;
  let becomes = false;
  if (tokens[from]?.word !== 'of') return null;
  for (let at = from; at < from + 12; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.breakBefore >= breaks.comma) return null;
    if (/^(turns?|becomes?|grows?|shrinks?|rises?|falls?)$/.test(token.word)) becomes = true;
    if (token.value === null) continue;
    if (before === null) before = token.value;
    else if (!becomes || token.value === before) return null;
    else return { direction: Math.abs(token.value) > Math.abs(before) ? 'high' : 'low', to: at };
  }
  return null;
}

function opposite(direction: Direction): Direction {
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
    if (last !== undefined && isTwin(passage, last, direction, effects))
      last.to = Math.max(last.to, direction.to);
    else merged.push({ ...direction });
  }
  return merged;
}

function isTwin(
  passage: Passage,
  first: DirectionMention,
  second: DirectionMention,
  effects: readonly EffectMention[],
): boolean {
  return (
    first.className === second.className &&
    passage.sentences[first.from] === passage.sentences[second.from] &&
    !effects.some((effect) => effect.from > first.to && effect.to < second.from)
  );
}
