import type { LoadedPart, LoadedQuestion, Worksheet } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import { worksheetOfRevisionId } from '../pair/worksheet-revisions';
import type { Viewer } from '../people/viewer';
import { staffedBy } from './sections';

/** A part of an assignment that somebody may review. */
export interface ReviewedPart {
  sectionId: string;
  sectionTitle: string;
  assignmentId: string;
  worksheet: Worksheet;
  question: LoadedQuestion;
  part: LoadedPart;
}

/** A part of an assignment of a section that the viewer teaches or assists; null to everybody else. */
export async function findReviewedPart(
  viewer: Viewer,
  input: { sectionId: string; assignmentId: string; partId: string },
): Promise<ReviewedPart | null> {
  const { sectionId, assignmentId, partId } = input;
  const assignment = await database().assignment.findFirst({
    where: { id: assignmentId, sectionId, section: staffedBy(viewer) },
    select: { worksheetRevisionId: true, section: { select: { title: true } } },
  });
  if (!assignment) return null;
  const worksheet = await worksheetOfRevisionId(assignment.worksheetRevisionId);
  const part = worksheet.parts.get(partId);
  const question = worksheet.questions.find(({ id }) => id === part?.questionId);
  if (!part || !question || part.isPrediction) return null;
  return { sectionId, sectionTitle: assignment.section.title, assignmentId, worksheet, question, part };
}
