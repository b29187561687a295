import { proseOf } from '@/lib/reading/evidence';
import type { Feedback, Graded, Grading } from '@/lib/schemas/grading';
import { ungradable } from '../../define-kind';
import { plainQuestion } from '../../fields/subject';
import { addPoints, pointsFor } from '../../grading/credit';
import { gradeWritten, type WrittenGrade } from '../../grading/rubric/engine';
import type { ShortAnswerKey } from './key';
import { textIn } from './response';
import type { ShortAnswerField } from './spec';

/** What a reading says of itself; said once for all fields, by what becomes of the whole response. */
const closing: ReadonlySet<string> = new Set(['provisional', 'waits-for-review']);

interface ReadField {
  field: ShortAnswerField;
  isBlank: boolean;
  grade: WrittenGrade;
}

/**
 * Grades a response of several fields: each by its own rubric, for its share of the points. A field that is empty earns
 * nothing and holds up nothing; one that waits for a person lets the whole response wait.
 */
export function gradeFields(
  fields: readonly ShortAnswerField[],
  key: ShortAnswerKey,
  response: { [fieldId: string]: string },
  points: number,
): Grading {
  const read = fields.flatMap((field): ReadField[] => {
    const fieldKey = key.fields.get(field.id);
    if (fieldKey === undefined) return [];
    const text = textIn(response, field.id);
    const grade = gradeWritten(fieldKey.rubric, text, pointsFor(points, fieldKey.share), fieldKey.given);
    return [{ field, isBlank: proseOf(text).trim() === '', grade }];
  });
  const said = read.filter(({ grade }) => grade.outcome !== 'ungradable');
  const remarks = read.flatMap(remarksOn);
  if (said.length === 0) {
    const isBlank = read.every((one) => one.isBlank);
    return isBlank
      ? ungradable(points, 'blank', 'Nothing has been entered yet.')
      : { outcome: 'ungradable', earned: 0, total: points, feedback: remarks };
  }
  const outcome = outcomeOf(read);
  const grades = said.map(({ grade }) => grade);
  const [last] = grades
    .flatMap(({ outcome: own, feedback }) => (outcome !== 'needs-review' || own === outcome ? feedback : []))
    .filter(({ code }) => closing.has(code));
  return {
    outcome,
    earned: outcome === 'correct' ? points : Math.min(points, addPoints(grades.map(({ earned }) => earned))),
    total: points,
    provisional: grades.some(({ provisional }) => provisional),
    feedback: last === undefined ? remarks : [...remarks, last],
    concepts: said.flatMap(({ field, grade }) =>
      grade.concepts.map((concept) => ({ ...concept, field: field.id })),
    ),
    ...leastSure(grades),
    route: grades.every(({ route }) => route === 'auto') ? 'auto' : 'review',
  };
}

/** The confidence and the situation of the field that is least sure: a person starts there. */
function leastSure(grades: readonly WrittenGrade[]): Pick<Graded, 'confidence' | 'situation'> {
  const [least] = [...grades].sort((left, right) => left.confidence - right.confidence);
  return { confidence: least?.confidence, situation: least?.situation };
}

/** Remarks on one field, each of which names the field. */
function remarksOn({ field, isBlank, grade }: ReadField): Feedback[] {
  const name = `“${plainQuestion(field.label)}”`;
  if (isBlank) return [{ code: 'field-missing', message: `${name} has no answer yet.` }];
  return grade.feedback
    .filter(({ code }) => !closing.has(code))
    .map(({ code, message }) => ({ code, message: `${name} ${message}` }));
}

function outcomeOf(read: readonly ReadField[]): Graded['outcome'] {
  const outcomes = read.map(({ grade }) => grade.outcome);
  if (outcomes.includes('needs-review')) return 'needs-review';
  if (outcomes.every((outcome) => outcome === 'correct')) return 'correct';
  return read.some(({ grade }) => grade.earned > 0) ? 'partial' : 'incorrect';
}
