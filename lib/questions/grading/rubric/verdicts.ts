import type { ConceptVerdict, Feedback } from '@/lib/schemas/grading';
import type { Flag } from './gates';
import type { PreparedMisconception, PreparedRubric } from './rubric';

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
  flags: readonly Flag[];
  /** How many words were read, and of how many the spelling was repaired. */
  words: number;
  repaired: number;
}

export type WrittenOutcome = 'correct' | 'partial' | 'incorrect' | 'needs-review';

/**
 * Which way a response goes. Credit needs concepts that were found and nothing that speaks against them; 0 without a
 * person needs a plain contradiction. Everything else waits for a person.
 */
export function outcomeOf(findings: Findings): WrittenOutcome {
  const { score, cap, found, contradicted, conflicts, flags } = findings;
  if (flags.length > 0 || conflicts > 0) return 'needs-review';
  if (score === 1) return contradicted > 0 ? 'needs-review' : 'correct';
  if (score > 0) return 'partial';
  const isRefuted = found === 0 ? cap === 0 || contradicted > 0 : cap === 0 && contradicted >= 2;
  return isRefuted ? 'incorrect' : 'needs-review';
}

/**
 * How often the score was right in each of these situations, on 108 labelled responses of writers that the rubrics
 * were not made on (full credit 32 of 32, refuted 11 of 11, part 28 of 33, flagged 8 of 11, nothing found 12 of 17),
 * rounded towards doubt.
 */
const confidences = {
  full: 0.95,
  capped: 0.85,
  part: 0.78,
  refuted: 0.9,
  flagged: 0.7,
  conflicting: 0.4,
  nothing: 0.6,
};

/** 0…1: how sure the engine is of the score, by the situation it is in. */
export function confidenceOf(findings: Findings, outcome: WrittenOutcome): number {
  const { score, cap, reached, flags, conflicts, repaired, words } = findings;
  let confidence: number;
  if (flags.length > 0) confidence = confidences.flagged;
  else if (conflicts > 0) confidence = confidences.conflicting;
  else if (outcome === 'correct') confidence = confidences.full;
  else if (outcome === 'incorrect') confidence = confidences.refuted;
  else if (score > 0) confidence = cap < reached ? confidences.capped : confidences.part;
  else confidence = confidences.nothing;
  // A repaired word was guessed at, and the rubrics are made for short texts: both lower the confidence.
  confidence -= Math.min(0.15, repaired * 0.03) + (words > 250 ? 0.15 : 0);
  return Math.round(Math.max(0.05, confidence) * 100) / 100;
}

/** What the writers are told of a flag; of some only that a person reads the text, which is no fault of theirs. */
const flagFeedback: Partial<Record<Flag, string>> = {
  injection: 'Part of the text speaks to whoever grades it; only what explains the question counts.',
  'other-subject': 'Some sentences are not about the question; only what explains it counts.',
  'copied-prompt': 'This repeats the question. Explain it in your own words.',
  repetition: 'The same is said several times.',
  'other-language': 'This is not in English, so your instructor reads it.',
  hedged: 'Decide for one explanation: the text leaves open which one you mean.',
  'too-long': 'Only the beginning of so long a text was read.',
};

/** At most this many places to look at are named at once. */
const mostHints = 2;

/** The feedback for the student: what was found, wrong ideas, where to look; never what the rubric looks for. */
export function feedbackOn(
  rubric: PreparedRubric,
  concepts: readonly ConceptVerdict[],
  misconceptions: readonly PreparedMisconception[],
  outcome: WrittenOutcome,
  flags: readonly Flag[],
): Feedback[] {
  const feedback: Feedback[] = flags.flatMap((flag) => {
    const message = flagFeedback[flag];
    return message === undefined ? [] : [{ code: flag, message }];
  });
  for (const { id, feedback: message } of misconceptions) feedback.push({ code: id, message });
  const isUnscored = flags.some(isUnscoredFlag);
  let hints = 0;
  for (const [index, { label, hint }] of rubric.concepts.entries()) {
    const verdict = concepts[index]?.verdict;
    if (verdict === 'found' && label !== null && !isUnscored)
      feedback.push({ code: 'found', message: `Found: ${label}` });
    if (verdict !== 'found' && hint !== null && outcome !== 'correct' && hints < mostHints) {
      feedback.push({ code: 'hint', message: hint });
      hints += 1;
    }
  }
  feedback.push(
    outcome === 'needs-review'
      ? { code: 'waits-for-review', message: 'Your instructor reads this response before it counts.' }
      : { code: 'provisional', message: 'This is provisional until your instructor has read it.' },
  );
  return feedback;
}

/**
 * Whether such a text is not scored at all: words of the question, of a language that is not read here, or words in a
 * row that state nothing. It waits for a person without a number.
 */
export function isUnscoredFlag(flag: Flag): boolean {
  return flag === 'copied-prompt' || flag === 'other-language' || flag === 'keyword-list';
}
