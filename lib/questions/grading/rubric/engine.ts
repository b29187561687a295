import { proseOf } from '@/lib/reading/evidence';
import type { ConceptVerdict, Feedback } from '@/lib/schemas/grading';
import { type Passage, readPassage } from './clauses';
import {
  type Flag,
  isCopied,
  isHedged,
  isKeywordList,
  isOtherLanguage,
  isRepeated,
  saysNothing,
  stripInjections,
} from './gates';
import { addGivenConcepts, type Given } from './given';
import { readWords, type Token } from './read-words';
import type { PreparedMisconception, PreparedRubric } from './rubric';
import { RubricMatch } from './rubric-match';
import { settles } from './settling';
import {
  confidenceOf,
  type Findings,
  isUnscoredFlag,
  outcomeOf,
  type Situation,
  situationOf,
  type WrittenOutcome,
} from './situations';
import { readSpeech, type Speech } from './speech';
import { feedbackOn } from './verdicts';
import { isUnusualOrder } from './word-order';

/** What the rubric engine makes of a written response. `earned` is in points. */
export interface WrittenGrade {
  outcome: WrittenOutcome | 'ungradable';
  earned: number;
  /** True for every response that was graded: the grade holds until a person has looked. */
  provisional: boolean;
  concepts: ConceptVerdict[];
  /** 0…1: how sure the engine is of `earned`. */
  confidence: number;
  situation: Situation | 'nothing-said';
  /** `auto`: people have agreed often enough in this situation. `review`: a person should look. */
  route: 'auto' | 'review';
  feedback: Feedback[];
  flags: string[];
}

/** Characters beyond this many are ignored; callers refuse longer responses. */
const mostCharacters = 8000;
/** The largest share of the points for a response that contradicts itself, for now. */
const undecided = 0.5;

/**
 * Grades a written response by a rubric. Pure and total: no text makes it throw, and its time is bounded.
 *
 * A concept that was not found is never taken for wrong: only a plain contradiction of the rubric gets 0 without a
 * person, and a response that a gate has flagged gets no credit without one. `given` is what the part knows before it
 * reads: a direction that the field is about, concepts that other fields speak of.
 */
export function gradeWritten(
  rubric: PreparedRubric,
  response: string,
  points: number,
  given: Given = {},
): WrittenGrade {
  // Evidence is the page's own words, in which nobody explains anything.
  const text = proseOf(response);
  if (saysNothing(text)) return nothingSaid();
  const { passage, speech, flags } = readAndGate(rubric, text);
  const match = new RubricMatch(passage, speech.isStated, rubric, given.direction ?? null);
  const judged = rubric.concepts.map((concept) => match.judge(concept, text));
  const stated = judged.map(({ verdict }) => verdict);
  const concepts = addGivenConcepts(stated, given.concepts ?? {});
  const misconceptions = rubric.misconceptions.filter((misconception) => match.holds(misconception));

  const counting = new Set(rubric.levels.flatMap(({ all, anyOf }) => [...all, ...anyOf]));
  const count = (verdict: ConceptVerdict['verdict']) =>
    concepts.filter((concept) => concept.verdict === verdict && counting.has(concept.id)).length;
  const conflicts = count('conflict');
  const reached = levelReached(rubric, concepts, stated);
  const named = new Set(
    judged.flatMap(({ verdict: { id }, isNamed }) => (isNamed && given.concepts?.[id] !== true ? [id] : [])),
  );
  const withoutNamed = (verdicts: readonly ConceptVerdict[]) => verdicts.filter(({ id }) => !named.has(id));
  const isMention =
    named.size > 0 && levelReached(rubric, withoutNamed(concepts), withoutNamed(stated)) < reached;
  const cap = capOf(misconceptions, conflicts, flags);
  const findings: Findings = {
    score: flags.some(isUnscoredFlag) ? 0 : Math.min(reached, cap),
    reached,
    cap,
    found: count('found'),
    contradicted: count('contradicted'),
    conflicts,
    isMention,
    flags,
    words: passage.tokens.length,
    repaired: passage.tokens.filter((token) => token.isRepaired).length,
  };
  const situation = situationOf(findings);
  const outcome = outcomeOf(situation);
  return {
    outcome,
    earned: Math.round(findings.score * points * 1e6) / 1e6,
    provisional: true,
    concepts,
    confidence: confidenceOf(findings, situation),
    situation,
    route: settles(rubric.evidence.get(situation)) ? 'auto' : 'review',
    feedback: feedbackOn(rubric, concepts, misconceptions, outcome, flags),
    flags,
  };
}

/**
 * The largest share of the points that may be shown. A response that says a thing and its opposite gets half until a
 * person decides which one is meant, even if one of the two is a known wrong idea.
 */
function capOf(
  misconceptions: readonly PreparedMisconception[],
  conflicts: number,
  flags: readonly Flag[],
): number {
  if (conflicts > 0 && flags.length === 0) return undecided;
  return Math.min(conflicts > 0 ? undecided : 1, ...misconceptions.map((misconception) => misconception.cap));
}

/**
 * The share of the points that the concepts reach; one that is also contradicted counts for the undecided half. What
 * other fields say completes a level that the text states a part of, and is none by itself.
 */
function levelReached(
  rubric: PreparedRubric,
  concepts: readonly ConceptVerdict[],
  stated: readonly ConceptVerdict[],
): number {
  const said = idsSaid(concepts);
  const own = idsSaid(stated);
  const level = rubric.levels.find(
    ({ all, anyOf, minAny }) =>
      all.every((id) => said.has(id)) &&
      anyOf.filter((id) => said.has(id)).length >= minAny &&
      [...all, ...anyOf].some((id) => own.has(id)),
  );
  return level?.score ?? 0;
}

function idsSaid(concepts: readonly ConceptVerdict[]): ReadonlySet<string> {
  return new Set(
    concepts.flatMap(({ id, verdict }) => (verdict === 'found' || verdict === 'conflict' ? [id] : [])),
  );
}

function readAndGate(
  rubric: PreparedRubric,
  text: string,
): { passage: Passage; speech: Speech; flags: Flag[] } {
  const read = text.slice(0, mostCharacters);
  const { kept, found } = stripInjections(read, readWords(read, rubric.speller));
  const passage = readPassage(kept);
  const speech = readSpeech(
    passage,
    read,
    ({ stem }) => rubric.vocabularyStems.has(stem) || rubric.promptStems.has(stem),
  );
  const raised: [Flag, boolean][] = [
    ['injection', found],
    ['keyword-list', isKeywordList(kept, rubric.vocabularyStems)],
    ['copied-prompt', isCopied(kept, rubric.promptTrigrams)],
    ['repetition', isRepeated(kept)],
    ['other-language', isOtherLanguage(read, kept)],
    ['other-subject', speech.hasOtherSubject],
    ['hedged', isHedged(passage) || speech.isTakenBack],
    ['too-long', text.length > mostCharacters],
    ['word-order', isUnusualOrder(read, kept, namesIn(rubric, kept))],
  ];
  const flags = raised.flatMap(([flag, isRaised]) => (isRaised ? [flag] : []));
  return { passage, speech, flags };
}

/** The places of the things that the rubric speaks of: there even an article may be a name. */
function namesIn(rubric: PreparedRubric, tokens: readonly Token[]): Set<number> {
  const names = new Set<number>();
  if (rubric.entities.size === 0) return names;
  const mentions = rubric.index.find(tokens);
  for (const { id } of rubric.entities.values()) {
    for (const { from, to } of mentions.get(id) ?? []) {
      for (let place = from; place <= to; place += 1) names.add(place);
    }
  }
  return names;
}

function nothingSaid(): WrittenGrade {
  return {
    outcome: 'ungradable',
    earned: 0,
    provisional: false,
    concepts: [],
    confidence: 1,
    situation: 'nothing-said',
    route: 'auto',
    feedback: [{ code: 'nothing-said', message: 'Nothing has been explained yet.' }],
    flags: [],
  };
}
