import { everydayVerbs, ownThings, people } from '../vocabulary/subjects';
import type { Passage } from './clauses';
import type { Token } from './read-words';

/** Which words of a passage its writers state of the subject themselves. */
export interface Speech {
  /** For each token: whether it belongs to a statement about the subject. */
  isStated: readonly boolean[];
  /** Some sentences speak of people, report what others say, or tell of the writers' lives. */
  hasOtherSubject: boolean;
  /** Something that was said is taken back. */
  isTakenBack: boolean;
}

const openersOfQuestions =
  /^(is|are|was|were|am|do|does|did|would|will|could|can|should|has|have|why|how|what|which|who|when|where)$/;
const likenesses = /^(like|as|imagine|picture|think|suppose|analogy)$/;
const reporters = /^(some|somebody|someone|others|many|people)$/;
const reporting =
  /^(say|says|said|claim|claims|claimed|think|thinks|believe|believes|told|tell|tells|argue)$/;
const contrasting = /^(but|however|yet|though|although)$/;
/** "That is wrong", "they are mistaken", "we doubt it": what came before is not meant. */
const takingBack =
  /^(?:(?:this|that|it|they|these|both|which) (?:is|are) (?:all |quite |simply |just )?(?:wrong|false|mistaken|incorrect|untrue|nonsense|not (?:true|correct|right|the case))(?! (?:to|that)\b)|(?:we|i) (?:do not believe|doubt) (?:it|this|that|them))/;

/**
 * Finds what a passage states. Credit and wrong ideas are read there only: a question, a report of what others say, a
 * remark about the writers or about people in general says nothing of the subject, whatever words it uses. `isOwn`
 * knows the words that the part uses itself: a part about farmers may be answered with farmers.
 */
export function readSpeech(passage: Passage, text: string, isOwn: (token: Token) => boolean): Speech {
  const { tokens } = passage;
  const isStated = tokens.map(() => true);
  const drop = (from: number, to: number) => isStated.fill(false, from, to);
  let hasOtherSubject = false;
  let isTakenBack = false;
  let before = 0;
  for (let from = 0; from < tokens.length; ) {
    let to = from + 1;
    while (to < tokens.length && passage.sentences[to] === passage.sentences[from]) to += 1;
    const sentence = tokens.slice(from, to);
    if (isQuestion(sentence, text.slice(tokens[to - 1]?.end, tokens[to]?.start))) drop(from, to);
    const report = reportAt(sentence);
    if (report !== null) drop(from + report.from, from + report.to);
    const isForeign = hasForeignSubject(sentence, isOwn);
    if (isForeign) drop(from, to);
    hasOtherSubject ||= isForeign || report !== null;
    const retraction = retractionAt(sentence);
    if (retraction !== null) {
      drop(retraction === 0 ? before : from, to);
      isTakenBack = true;
    }
    before = from;
    from = to;
  }
  return { isStated, hasOtherSubject, isTakenBack };
}

function isQuestion(sentence: readonly Token[], ending: string): boolean {
  return ending.includes('?') && openersOfQuestions.test(sentence[0]?.word ?? '');
}

/** Where the sentence only reports: from "some say" to the end, or to the contrast that follows. */
function reportAt(sentence: readonly Token[]): { from: number; to: number } | null {
  const from = sentence.findIndex(
    ({ word }, index) => reporters.test(word) && reporting.test(sentence[index + 1]?.word ?? ''),
  );
  if (from < 0) return null;
  const contrast = sentence.findIndex(({ word }, index) => index > from && contrasting.test(word));
  return { from, to: contrast < 0 ? sentence.length : contrast };
}

/** The word at which the sentence takes back what came before; null where it does not. */
function retractionAt(sentence: readonly Token[]): number | null {
  for (let index = 0; index < sentence.length; index += 1) {
    const ahead = sentence
      .slice(index, index + 6)
      .map(({ word }) => word)
      .join(' ');
    if (takingBack.test(ahead)) return index;
  }
  return null;
}

function hasForeignSubject(sentence: readonly Token[], isOwn: (token: Token) => boolean): boolean {
  return sentence.some((token, index) => {
    const previous = sentence[index - 1]?.word ?? '';
    const earlier = sentence[index - 2]?.word ?? '';
    if (people.has(token.word)) {
      const isCompared = sentence.slice(0, index).some(({ word }) => likenesses.test(word));
      const isTheirs = previous === 'my' || previous === 'our';
      return (isTheirs || !isOwn(token)) && !isCompared && previous !== 'its' && earlier !== 'its';
    }
    if (previous === 'my' || previous === 'our') return !ownThings.has(token.word) && !isOwn(token);
    return (previous === 'i' || previous === 'we') && everydayVerbs.has(token.word);
  });
}
