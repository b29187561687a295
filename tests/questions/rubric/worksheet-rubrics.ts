import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { gradeWritten, type WrittenGrade } from '@/lib/questions/grading/rubric/engine';
import { type PreparedRubric, prepareRubric, rubricSchema } from '@/lib/questions/grading/rubric/rubric';

/** A part of the first worksheet that is answered in writing; of 2b the reason. */
export type WrittenPart = '1a' | '1d' | '2b';

interface AuthoredPart {
  id: string;
  key: { reason?: object; fields?: unknown };
}

const worksheet: { questions: { parts: AuthoredPart[] }[] } = parse(
  readFileSync('lib/worksheets/text-generation-and-attention.yaml', 'utf8'),
);

function load(id: WrittenPart): PreparedRubric {
  const part = worksheet.questions.flatMap(({ parts }) => parts).find((candidate) => candidate.id === id);
  // What only the part itself knows: rubrics of its fields, and concepts that other fields say.
  const {
    fields: _fields,
    from: _from,
    ...rubric
  }: Record<string, unknown> = {
    ...(part?.key.reason ?? part?.key),
  };
  return prepareRubric(rubricSchema.parse(rubric));
}

const rubrics: Record<WrittenPart, PreparedRubric> = {
  '1a': load('1a'),
  '1d': load('1d'),
  '2b': load('2b'),
};

/** Grades by the worksheet's own rubric, out of 1. */
export function gradePart(part: WrittenPart, text: string): WrittenGrade {
  return gradeWritten(rubrics[part], text, 1);
}
