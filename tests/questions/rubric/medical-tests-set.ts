import { readFileSync } from 'node:fs';
import { gradeWritten, type WrittenGrade } from '@/lib/questions/grading/rubric/engine';
import { findText, type WrittenText } from '@/scripts/try-rubric/written-text';

/**
 * A response to a question of the second worksheet. One writer wrote and labelled all of them: no second reader has
 * looked. Those of `held-out` were written and labelled first, from their meaning, before there was a rubric; the
 * rubrics were made on the voices of `fit`, and nobody has looked at which of the others are misread. Keep it so.
 */
export interface MedicalResponse {
  part: MedicalPart;
  voice: string;
  gold: 0 | 0.5 | 1;
  text: string;
}

/** Its explanations, 3c by its two fields, and where each stands in the worksheet. */
const paths = { '1c': '1c', '2c': '2c', missed: '3c/missed', alarmed: '3c/alarmed' } as const;
type MedicalPart = keyof typeof paths;
export const medicalParts: readonly MedicalPart[] = ['1c', '2c', 'missed', 'alarmed'];

const fileName = 'medical-tests.yaml';
const source = readFileSync(`lib/worksheets/${fileName}`, 'utf8');
const texts = new Map<MedicalPart, WrittenText>(
  medicalParts.map((part) => [part, findText(source, fileName, paths[part])]),
);

function readResponses(name: string): MedicalResponse[] {
  return readFileSync(`${import.meta.dirname}/labelled/medical-tests/${name}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line): MedicalResponse => JSON.parse(line));
}

export const medicalResponses = { fit: readResponses('fit'), 'held-out': readResponses('held-out') };

/** Grades by the worksheet's own rubric, out of 1. */
export function gradeMedical({ part, text }: Pick<MedicalResponse, 'part' | 'text'>): WrittenGrade {
  const asked = texts.get(part);
  if (asked === undefined) throw new Error(`There is no rubric of ${part}.`);
  return gradeWritten(asked.rubric, text, 1, asked.given);
}
