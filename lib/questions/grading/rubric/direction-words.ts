import type { Token } from './read-words';

export type Direction = 'high' | 'low';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

export const highAdjectives = set(
  'high higher large larger big bigger great greater huge giant enormous gigantic massive infinite infinity warm',
);
export const lowAdjectives = set('low lower small smaller tiny little minuscule minimal zero');
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
/** These describe the variable only where it is named. */
export const limits = set('infinite infinity zero');
/** "Ten times the temperature", "half the distance": they compare the noun that follows. */
const multiples = set(
  'tenfold hundredfold thousandfold twofold twice double doubles doubled doubling triple triples tripled tripling multiplied',
);
const fractions = set('half halves halved halving tenth hundredth thousandth quarter');
const multiplied = /^(two|three|four|five|ten|twenty|fifty|hundred|thousand|many|several|[2-9]|[1-9][0-9]+)$/;
/** Words of amount: they describe the noun that follows, never the variable. */
export const moreAmounts = set('more much greater');
export const lessAmounts = set('less no without little fewer lack lose loses hardly minimal nothing none');
/** Words for a value that is not named: "divided by a small number". */
export const neutralNouns = set(
  'number numbers value values one ones setting settings something divisor denominator',
);
/** Words before a direction that do not change which noun it describes. */
export const adverbs = set(
  'very really quite so too extremely super pretty much more even rather relatively fairly just almost',
);
/** After these, a direction describes the noun before them: "T is high". */
export const predicators = set(
  'is are was gets get becomes become be being goes go = stays turns grows made make makes set → ≈ to near toward towards approaches approach reaches reach nears',
);
export const determiners = set('the a an all each every it we they our this these both');
/** Words that may stand between the variable and the number given for it. */
export const linkWords = set(
  'is are of at to = → ≈ < > near like close closer nearer approaches approach get gets getting goes go going tends tend toward towards around about below above under over less greater more than equals equal set as with was be becomes say becoming e.g in the limit nears',
);
export const comparesBelow = set('< below under less smaller');
export const comparesAbove = set('> above over greater more bigger larger');

/** The direction that a word names, be it an adjective, a verb or "goes up". */
export function directionOf(
  tokens: readonly Token[],
  index: number,
): { direction: Direction; isVerb: boolean } | null {
  const word = tokens[index]?.word ?? '';
  if (highAdjectives.has(word)) return { direction: 'high', isVerb: false };
  if (lowAdjectives.has(word)) return { direction: 'low', isVerb: false };
  if (highVerbs.has(word)) return { direction: 'high', isVerb: true };
  if (lowVerbs.has(word)) return { direction: 'low', isVerb: true };
  if (isMultiple(tokens, index)) return { direction: 'high', isVerb: false };
  if (fractions.has(word)) return { direction: 'low', isVerb: false };
  if (word !== 'up' && word !== 'down') return null;
  const isPhrasal = [1, 2, 3, 4].some((back) => phrasalVerbs.has(tokens[index - back]?.word ?? ''));
  return isPhrasal ? { direction: word === 'up' ? 'high' : 'low', isVerb: true } : null;
}

/** Whether a word says "so many times as much" of the noun beside it. */
function isMultiple(tokens: readonly Token[], index: number): boolean {
  const word = tokens[index]?.word ?? '';
  if (multiples.has(word)) return true;
  return word === 'times' && multiplied.test(tokens[index - 1]?.word ?? '');
}

/** Whether a word compares the noun after it, across an article: "half the distance", "a tenth of the gap". */
export function isComparative(tokens: readonly Token[], index: number): boolean {
  return isMultiple(tokens, index) || fractions.has(tokens[index]?.word ?? '');
}
