import type { Flag } from './gates';

/** What the router knows about a response. */
export interface Findings {
  /** Share of the points that may be credited; `reached` is what the concepts alone would give. */
  score: number;
  reached: number;
  /** The lowest cap of the misconceptions held; 1 without any. */
  cap: number;
  /** Concepts that count and were found; those that were contradicted; those that were both. */
  found: number;
  contradicted: number;
  conflicts: number;
  /** The score needs a word that is named without anything being said of it. */
  isMention: boolean;
  flags: readonly Flag[];
  /** How many words were read, and of how many the spelling was repaired. */
  words: number;
  repaired: number;
}

export type WrittenOutcome = 'correct' | 'partial' | 'incorrect' | 'needs-review';

/**
 * What the reader found a response to be, by which it is counted how often people agree: full marks; a part of them; a
 * part because of a wrong idea; refuted; nothing found; a thing said together with its opposite; a word named of which
 * nothing is said; or the flag that was raised.
 */
export type Situation =
  | 'full'
  | 'part'
  | 'capped'
  | 'refuted'
  | 'nothing-found'
  | 'conflict'
  | 'mention'
  | Flag;

/** The situations that may come to count without a person; the others always ask for one. */
export const settlingSituations = ['full', 'part', 'capped', 'refuted'] as const;

/**
 * Which situation a response is in. Credit needs concepts that were found and nothing that speaks against them; 0
 * without a person needs a plain contradiction. Whatever was not understood waits for a person.
 */
export function situationOf(findings: Findings): Situation {
  const { score, cap, reached, found, contradicted, conflicts, flags, isMention } = findings;
  const [flag] = flags;
  if (flag !== undefined) return flag;
  if (conflicts > 0 || (score === 1 && contradicted > 0)) return 'conflict';
  if (isMention) return 'mention';
  if (score === 1) return 'full';
  if (score > 0) return cap < reached ? 'capped' : 'part';
  const isRefuted = found === 0 ? cap === 0 || contradicted > 0 : cap === 0 && contradicted >= 2;
  return isRefuted ? 'refuted' : 'nothing-found';
}

const outcomes: Partial<Record<Situation, WrittenOutcome>> = {
  full: 'correct',
  part: 'partial',
  capped: 'partial',
  refuted: 'incorrect',
};

/** What becomes of a response in a situation. */
export function outcomeOf(situation: Situation): WrittenOutcome {
  return outcomes[situation] ?? 'needs-review';
}

/**
 * How often the score was right in each situation, on the labelled responses of writers that the rubrics were not made
 * on, rounded towards doubt; flags have one figure for all.
 */
const confidences: Partial<Record<Situation, number>> = {
  full: 0.95,
  capped: 0.85,
  part: 0.78,
  refuted: 0.9,
  conflict: 0.4,
  mention: 0.6,
  'nothing-found': 0.6,
};
const flaggedConfidence = 0.7;

/** 0…1: how sure the engine is of the score. */
export function confidenceOf({ repaired, words }: Findings, situation: Situation): number {
  const confidence = confidences[situation] ?? flaggedConfidence;
  // A repaired word was guessed at, and the rubrics are made for short texts: both lower the confidence.
  const doubt = Math.min(0.15, repaired * 0.03) + (words > 250 ? 0.15 : 0);
  return Math.round(Math.max(0.05, confidence - doubt) * 100) / 100;
}

/**
 * Whether such a text is not scored at all: words of the question, of a language that is not read here, or words in a
 * row that state nothing. It waits for a person without a number.
 */
export function isUnscoredFlag(flag: Flag): boolean {
  return flag === 'copied-prompt' || flag === 'other-language' || flag === 'keyword-list';
}
