import type { ConceptVerdict, Feedback } from '../define-kind';
import { type Passage, readPassage } from './clauses';
import {
  type Flag,
  isCopied,
  isHedged,
  isKeywordList,
  isOtherLanguage,
  isRepeated,
  isShuffled,
  saysNothing,
  stripInjections,
} from './gates';
import { readWords } from './read-words';
import { Reading } from './reading';
import type { PreparedRubric } from './rubric';
import {
  confidenceOf,
  type Findings,
  feedbackOn,
  isUntrustedFlag,
  outcomeOf,
  type WrittenOutcome,
} from './verdicts';

/** What the rubric engine makes of a written response. `earned` is in points. */
export interface WrittenGrade {
  outcome: WrittenOutcome | 'ungradable';
  earned: number;
  /** True for all that was graded: the grade stands until a person has looked. */
  provisional: boolean;
  concepts: ConceptVerdict[];
  /** 0…1: how sure the engine is of `earned`. */
  confidence: number;
  /** Whether the grade may stand by itself for now, or a person should look first. */
  route: 'auto' | 'review';
  feedback: Feedback[];
  flags: string[];
}

/** What stands beyond this many characters is not read; callers refuse longer responses. */
const mostCharacters = 8000;
/** From this confidence on a grade may stand without a person. */
const autoAt = 0.8;

/**
 * Grades a written response by a rubric. Pure and total: no text makes it throw, and its time is bounded.
 *
 * What was not found is never taken for wrong: only what plainly contradicts the rubric gets 0 without a person, and
 * what a gate has flagged gets no credit without one.
 */
export function gradeWritten(rubric: PreparedRubric, text: string, points: number): WrittenGrade {
  if (saysNothing(text)) return nothingSaid();
  const { passage, flags } = readAndGate(rubric, text);
  const reading = new Reading(passage, rubric);
  const concepts = rubric.concepts.map((concept) => reading.judge(concept, text));
  const misconceptions = rubric.misconceptions.filter((misconception) => reading.holds(misconception));

  const counting = new Set(rubric.levels.flatMap(({ all, anyOf }) => [...all, ...anyOf]));
  const count = (verdict: ConceptVerdict['verdict']) =>
    concepts.filter((concept) => concept.verdict === verdict && counting.has(concept.id)).length;
  const isFound = (id: string) =>
    concepts.some((concept) => concept.id === id && concept.verdict === 'found');
  const level = rubric.levels.find(
    ({ all, anyOf, minAny }) => all.every(isFound) && anyOf.filter(isFound).length >= minAny,
  );
  const reached = level?.score ?? 0;
  const cap = Math.min(1, ...misconceptions.map((misconception) => misconception.cap));
  const findings: Findings = {
    score: flags.some(isUntrustedFlag) ? 0 : Math.min(reached, cap),
    reached,
    cap,
    found: count('found'),
    contradicted: count('contradicted'),
    conflicts: count('conflict'),
    flags,
    words: passage.tokens.length,
    repaired: passage.tokens.filter((token) => token.isRepaired).length,
  };
  const outcome = outcomeOf(findings);
  const confidence = confidenceOf(findings, outcome);
  return {
    outcome,
    earned: Math.round(findings.score * points * 1e6) / 1e6,
    provisional: true,
    concepts,
    confidence,
    route: outcome !== 'needs-review' && confidence >= autoAt ? 'auto' : 'review',
    feedback: feedbackOn(rubric, concepts, misconceptions, outcome, flags),
    flags,
  };
}

function readAndGate(rubric: PreparedRubric, text: string): { passage: Passage; flags: Flag[] } {
  const read = text.slice(0, mostCharacters);
  const { kept, found } = stripInjections(read, readWords(read, rubric.speller));
  const passage = readPassage(kept);
  const raised: Record<Flag, boolean> = {
    injection: found,
    'keyword-list': isKeywordList(kept, rubric.vocabularyStems),
    'word-order': isShuffled(kept),
    'copied-prompt': isCopied(kept, rubric.promptTrigrams),
    repetition: isRepeated(kept),
    'other-language': isOtherLanguage(read, kept),
    hedged: isHedged(passage),
    'too-long': text.length > mostCharacters,
  };
  const flags = (Object.keys(raised) as Flag[]).filter((flag) => raised[flag]);
  return { passage, flags };
}

function nothingSaid(): WrittenGrade {
  return {
    outcome: 'ungradable',
    earned: 0,
    provisional: false,
    concepts: [],
    confidence: 1,
    route: 'auto',
    feedback: [{ code: 'nothing-said', message: 'Nothing has been explained yet.' }],
    flags: [],
  };
}
