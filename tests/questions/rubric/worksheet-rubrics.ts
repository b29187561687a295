import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { gradeWritten, type WrittenGrade } from '@/lib/questions/grading/rubric/engine';
import type { Given } from '@/lib/questions/grading/rubric/given';
import {
  type AuthoredRubric,
  type PreparedRubric,
  prepareRubric,
  rubricSchema,
} from '@/lib/questions/grading/rubric/rubric';

/** A text of the first worksheet: a part, a field of 1d (which asks about one observation), of 2b the reason. */
export const writtenParts = ['1a', '1d', 'always', 'equal', '2b'] as const;
export type WrittenPart = (typeof writtenParts)[number];

interface AuthoredField {
  share?: number;
  direction?: 'low' | 'high';
}

interface AuthoredPart {
  id: string;
  key: { reason?: object; fields?: Record<string, AuthoredField> };
}

const worksheet: { questions: { parts: AuthoredPart[] }[] } = parse(
  readFileSync('lib/worksheets/text-generation-and-attention.yaml', 'utf8'),
);

function keyOf(id: string): AuthoredPart['key'] {
  const part = worksheet.questions.flatMap(({ parts }) => parts).find((candidate) => candidate.id === id);
  if (part === undefined) throw new Error(`The worksheet has no part ${id}.`);
  return part.key;
}

function fieldOf(part: WrittenPart): AuthoredField | undefined {
  return keyOf('1d').fields?.[part];
}

/** The rubric of a text, as its author wrote it. */
export function authoredRubric(part: WrittenPart): AuthoredRubric {
  const field = fieldOf(part);
  if (field !== undefined) {
    const { share: _share, direction: _direction, ...rubric } = field;
    return rubricSchema.parse(rubric);
  }
  // What only the part itself knows: rubrics of its fields, and concepts that other fields say.
  const key = keyOf(part);
  const { fields: _fields, from: _from, ...whole }: Record<string, unknown> = { ...(key.reason ?? key) };
  return rubricSchema.parse(whole);
}

/** What the form says beside the text: the field's direction, the focus words that were chosen in 2b. */
export function givenTo(part: WrittenPart, chips: readonly number[]): Given {
  const direction = fieldOf(part)?.direction;
  if (direction !== undefined) return { direction };
  if (part !== '2b' || chips.length === 0) return {};
  const chosen: [string, boolean][] = [
    ['spring', chips.includes(1)],
    ['planning', chips.includes(5)],
    ['local', chips.includes(6) || chips.includes(7)],
  ];
  return { concepts: Object.fromEntries(chosen) };
}

const rubrics = new Map<WrittenPart, PreparedRubric>(
  writtenParts.map((part) => [part, prepareRubric(authoredRubric(part))]),
);

/** Grades by the worksheet's own rubric, out of 1. */
export function gradePart(part: WrittenPart, text: string, chips: readonly number[] = []): WrittenGrade {
  const rubric = rubrics.get(part);
  if (rubric === undefined) throw new Error(`There is no rubric of ${part}.`);
  return gradeWritten(rubric, text, 1, givenTo(part, chips));
}
