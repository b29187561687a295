import type { ConceptVerdict, Feedback } from '@/lib/schemas/grading';
import type { Flag } from './gates';
import type { PreparedMisconception, PreparedRubric } from './rubric';
import { isUnscoredFlag, type WrittenOutcome } from './situations';

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
