import type { ConceptVerdict } from '@/lib/schemas/grading';
import { gradeWritten, type WrittenGrade } from './engine';
import type { Given } from './given';
import type { Matcher, PreparedRubric } from './rubric';

/** A response with the points that a person gave it. */
export interface MarkedText {
  text: string;
  points: number;
}

/** A response as the rubric reads it, beside its mark. */
export interface ReadText extends MarkedText {
  earned: number;
  situation: WrittenGrade['situation'];
  concepts: readonly ConceptVerdict[];
}

/** What one way to say something does for a set of responses; numbers of responses. */
export interface MatcherTrial {
  /** Where it stands in the rubric: `concepts random match 0`. */
  place: string;
  /** It finds something in so many. */
  met: number;
  /** Without it, so many would be read otherwise: nothing else finds the same there. */
  alone: number;
  /** Without it, the points of so many would be nearer to (further from) their marks. */
  nearer: number;
  further: number;
}

export interface RubricTrial {
  read: readonly ReadText[];
  matchers: readonly MatcherTrial[];
  /** Concepts of the levels that are found in none of the responses. */
  unfound: readonly string[];
  /** What the rubric's own model response earns. */
  modelEarned: number;
}

/** The same rubric with other matchers in one place. */
type Change = (matchers: readonly Matcher[]) => PreparedRubric;

interface Place {
  name: string;
  matchers: readonly Matcher[];
  change: Change;
}

function replaced<T>(list: readonly T[], at: number, item: T): T[] {
  return list.map((other, index) => (index === at ? item : other));
}

function placesOf(rubric: PreparedRubric): Place[] {
  const { concepts, misconceptions } = rubric;
  return [
    ...concepts.flatMap((concept, at) =>
      (['match', 'contradicts'] as const).map(
        (side): Place => ({
          name: `concepts ${concept.id} ${side}`,
          matchers: concept[side],
          change: (matchers) => ({
            ...rubric,
            concepts: replaced(concepts, at, { ...concept, [side]: [...matchers] }),
          }),
        }),
      ),
    ),
    ...misconceptions.map(
      (misconception, at): Place => ({
        name: `misconceptions ${misconception.id} match`,
        matchers: misconception.match,
        change: (matchers) => ({
          ...rubric,
          misconceptions: replaced(misconceptions, at, { ...misconception, match: [...matchers] }),
        }),
      }),
    ),
  ];
}

/** All that a reading says, to be compared. */
function readingOf({ earned, concepts, feedback }: WrittenGrade): string {
  return JSON.stringify([earned, concepts.map(({ id, verdict }) => [id, verdict]), feedback]);
}

/**
 * Tries a rubric on responses that a person has marked: what each of them earns, and what each way to say something does
 * for them. Reads every response three times for each of these ways, some milliseconds each.
 *
 * @param points of a response with full marks; the marks are out of them, too.
 * @param given as {@link gradeWritten} takes it.
 */
export function tryRubric(
  rubric: PreparedRubric,
  marked: readonly MarkedText[],
  points: number,
  given: Given = {},
): RubricTrial {
  const gradeAll = (by: PreparedRubric) => marked.map(({ text }) => gradeWritten(by, text, points, given));
  const grades = gradeAll(rubric);
  const read = marked.map((one, index): ReadText => {
    const { earned = 0, situation = 'nothing-said', concepts = [] } = grades[index] ?? {};
    return { ...one, earned, situation, concepts };
  });
  const distances = (all: readonly WrittenGrade[]) =>
    all.map(({ earned }, index) => Math.abs(earned - (marked[index]?.points ?? 0)));
  const now = distances(grades);
  const matchers = placesOf(rubric).flatMap(({ name, matchers: all, change }) => {
    const without = gradeAll(change([])).map(readingOf);
    return all.map((matcher, at): MatcherTrial => {
      const alone = gradeAll(change([matcher])).map(readingOf);
      const left = gradeAll(change(all.filter((other) => other !== matcher)));
      const then = distances(left);
      const count = (isCounted: (index: number) => boolean) =>
        marked.filter((_, index) => isCounted(index)).length;
      return {
        place: `${name} ${at}`,
        met: count((index) => alone[index] !== without[index]),
        alone: count((index) => {
          const [before, after] = [grades[index], left[index]];
          return before !== undefined && after !== undefined && readingOf(before) !== readingOf(after);
        }),
        nearer: count((index) => (then[index] ?? 0) < (now[index] ?? 0)),
        further: count((index) => (then[index] ?? 0) > (now[index] ?? 0)),
      };
    });
  });
  const found = new Set(
    read.flatMap(({ concepts }) => concepts.flatMap(({ id, verdict }) => (verdict === 'found' ? [id] : []))),
  );
  const wanted = new Set(rubric.levels.flatMap(({ all, anyOf }) => [...all, ...anyOf]));
  return {
    read,
    matchers,
    unfound: [...wanted].filter((id) => !found.has(id)),
    modelEarned: gradeWritten(rubric, rubric.model, points, given).earned,
  };
}
