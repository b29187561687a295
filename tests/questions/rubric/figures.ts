import { gradeWritten, type WrittenGrade } from '@/lib/questions/grading/rubric/engine';
import { type AuthoredRubric, prepareRubric } from '@/lib/questions/grading/rubric/rubric';
import type { Agreement } from '@/lib/questions/grading/rubric/settling';
import type { Labelled } from './labelled-set';
import { authoredRubric, givenTo, gradePart, type WrittenPart, writtenParts } from './worksheet-rubrics';

type Grade = (part: WrittenPart, text: string, chips?: readonly number[]) => WrittenGrade;

const marks = [0, 0.5, 1];

/** How often each mark (a row) was given as each other (a column): 0, half, full. */
export function confusionOf(responses: readonly Labelled[], grade: Grade = gradePart): number[][] {
  return countMarks(
    responses.map(({ part, text, chips, gold }) => ({ gold, earned: grade(part, text, chips).earned })),
  );
}

/** The same of responses that have been read. */
export function countMarks(read: readonly { gold: number; earned: number }[]): number[][] {
  const counts = marks.map(() => marks.map(() => 0));
  for (const { gold, earned } of read) {
    const row = counts[marks.indexOf(gold)];
    const column = marks.indexOf(earned);
    if (row?.[column] === undefined) throw new Error(`There is no mark ${gold} or ${earned}`);
    row[column] += 1;
  }
  return counts;
}

export function accuracyOf(confusion: readonly (readonly number[])[]): number {
  const all = confusion.flat().reduce((sum, count) => sum + count, 0);
  return confusion.reduce((sum, row, index) => sum + (row[index] ?? 0), 0) / all;
}

/** Cohen's kappa with quadratic weights. */
export function weightedKappa(confusion: readonly (readonly number[])[]): number {
  const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  const rows = confusion.map(sumOf);
  const columns = confusion.map((_, column) => sumOf(confusion.map((row) => row[column] ?? 0)));
  const all = sumOf(rows);
  let seen = 0;
  let expected = 0;
  for (const [row, counts] of confusion.entries()) {
    for (const [column, count] of counts.entries()) {
      const weight = (row - column) ** 2;
      seen += weight * count;
      expected += (weight * (rows[row] ?? 0) * (columns[column] ?? 0)) / all;
    }
  }
  return 1 - seen / expected;
}

interface ConceptFigures {
  /** Of those found, those that are there; of those that are there, those found. */
  precision: number;
  recall: number;
  found: number;
  there: number;
}

/** By part and concept ("1a log"), on responses whose concepts were labelled. */
export function conceptFigures(responses: readonly Labelled[]): Map<string, ConceptFigures> {
  const counts = new Map<string, { both: number; found: number; there: number }>();
  for (const { part, text, chips, concepts } of responses) {
    if (concepts === undefined) continue;
    for (const { id, verdict } of gradePart(part, text, chips).concepts) {
      const name = `${part} ${id}`;
      const count = counts.get(name) ?? { both: 0, found: 0, there: 0 };
      counts.set(name, count);
      const [isFound, isThere] = [verdict === 'found', concepts.includes(id)];
      if (isFound) count.found += 1;
      if (isThere) count.there += 1;
      if (isFound && isThere) count.both += 1;
    }
  }
  return new Map(
    [...counts].map(([name, { both, found, there }]) => [
      name,
      { precision: found === 0 ? 1 : both / found, recall: there === 0 ? 1 : both / there, found, there },
    ]),
  );
}

/** How far confidence is from being right, over tenths of confidence. */
export function calibrationError(responses: readonly Labelled[]): number {
  const bins = new Map<number, { sure: number; right: number; count: number }>();
  for (const { part, text, chips, gold } of responses) {
    const { confidence, earned } = gradePart(part, text, chips);
    const place = Math.min(9, Math.floor(confidence * 10));
    const bin = bins.get(place) ?? { sure: 0, right: 0, count: 0 };
    bins.set(place, bin);
    bin.count += 1;
    bin.sure += confidence;
    if (earned === gold) bin.right += 1;
  }
  return (
    [...bins.values()].reduce((sum, { sure, right }) => sum + Math.abs(sure - right), 0) / responses.length
  );
}

/** How often the reader's score was the label, by part and situation. */
export function agreements(responses: readonly Labelled[]): Map<string, Agreement> {
  const counts = new Map<string, Agreement>();
  for (const { part, text, chips, gold } of responses) {
    const { situation, earned } = gradePart(part, text, chips);
    const name = `${part} ${situation}`;
    const count = counts.get(name) ?? { agreed: 0, tooGenerous: 0, tooStrict: 0 };
    counts.set(name, count);
    if (earned === gold) count.agreed += 1;
    else if (earned > gold) count.tooGenerous += 1;
    else count.tooStrict += 1;
  }
  return counts;
}

/** Every list of terms that a rubric holds itself, cut to its first few: about what an instructor would write. */
function cutTerms<Value>(value: Value, most: number): Value {
  const cut = (inner: unknown): unknown => {
    if (Array.isArray(inner)) {
      const isTerms = inner.length > 0 && inner.every((item) => typeof item === 'string');
      return isTerms ? inner.slice(0, most) : inner.map(cut);
    }
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(
      Object.entries(inner).map(([name, item]) => [name, name === 'levels' ? item : cut(item)]),
    );
  };
  return cut(value) as Value;
}

/** Grades by rubrics whose own lists of terms are cut to the first `most`; the shared vocabulary stays. */
export function gradeAblated(most: number): Grade {
  const rubrics = new Map(
    writtenParts.map((part) => {
      const cut: AuthoredRubric = cutTerms(authoredRubric(part), most);
      return [part, prepareRubric(cut)];
    }),
  );
  return (part, text, chips = []) => {
    const rubric = rubrics.get(part);
    if (rubric === undefined) throw new Error(`There is no rubric of ${part}.`);
    return gradeWritten(rubric, text, 1, givenTo(part, chips));
  };
}
