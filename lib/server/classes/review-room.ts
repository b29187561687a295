import type { RubricLine } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';
import type { QueuePage, QueueQuery, SavedComment } from '@/lib/schemas/review-queue';
import type { Block, Worksheet } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import { worksheetOfRevisionId } from '../pair/worksheet-revisions';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { getReviewQueue } from './review-queue';
import { findReviewedPart } from './reviewed-part';
import { listSavedComments } from './saved-comments';
import { staffedBy } from './sections';

/** How far the reading of a part has come; numbers of pairs. */
export interface PartToReview {
  id: string;
  isScored: boolean;
  points: number;
  question: string;
  waiting: number;
  changed: number;
  settled: number;
  decided: number;
}

export interface ReviewIndex {
  sectionTitle: string;
  /** Null while the section has no assignment. */
  assignmentId: string | null;
  title: string;
  parts: PartToReview[];
}

/** Everything that the room of one part begins with. */
export interface ReviewRoom {
  assignmentId: string;
  sectionTitle: string;
  title: string;
  partId: string;
  kind: string;
  spec: Json;
  points: number;
  prompt: string;
  /** Of the question, before its parts. */
  blocks: Block[];
  spoken: Worksheet['spoken'];
  /** What a good response contains; empty where there is no rubric. */
  rubric: RubricLine[];
  /** What the solution shows. With numbers of their own, pairs have others. */
  revealedKey: Json;
  first: QueuePage;
  comments: SavedComment[];
  parts: PartToReview[];
}

/** The parts of a worksheet that people may read, with how far each has come. */
async function listParts(worksheet: Worksheet, assignmentId: string): Promise<PartToReview[]> {
  const counts = await database().partSummary.groupBy({
    by: ['partId', 'review'],
    where: { assignmentId },
    _count: { _all: true },
  });
  const titles = new Map(worksheet.questions.map(({ id, title }) => [id, title]));
  return [...worksheet.parts.values()]
    .filter(({ isPrediction }) => !isPrediction)
    .map(({ id, isScored, points, questionId }) => {
      const countOf = (...reviews: string[]) =>
        counts
          .filter((row) => row.partId === id && reviews.includes(row.review))
          .reduce((sum, { _count }) => sum + _count._all, 0);
      return {
        id,
        isScored,
        points,
        question: titles.get(questionId) ?? '',
        waiting: countOf('waiting', 'stands'),
        changed: countOf('changed'),
        settled: countOf('settled'),
        decided: countOf('decided'),
      };
    });
}

/** The parts of one assignment (the newest, unless named) that wait to be read; for those who teach or assist. */
export async function getReviewIndex(
  viewer: Viewer,
  input: { sectionId: string; assignmentId?: string | undefined },
): Promise<Result<ReviewIndex>> {
  const section = await database().section.findFirst({
    where: { id: input.sectionId, ...staffedBy(viewer) },
    select: {
      title: true,
      assignments: {
        orderBy: { createdAt: 'desc' },
        select: { id: true, worksheetRevisionId: true },
      },
    },
  });
  if (!section) return notFound;
  const { assignments, title: sectionTitle } = section;
  const assignment = input.assignmentId
    ? assignments.find(({ id }) => id === input.assignmentId)
    : assignments[0];
  if (input.assignmentId && !assignment) return notFound;
  if (!assignment) return ok({ sectionTitle, assignmentId: null, title: '', parts: [] });
  const worksheet = await worksheetOfRevisionId(assignment.worksheetRevisionId);
  const parts = await listParts(worksheet, assignment.id);
  return ok({ sectionTitle, assignmentId: assignment.id, title: worksheet.title, parts });
}

/** The newest assignment of a section that the viewer teaches or assists; '' where there is none. */
async function newestAssignment(viewer: Viewer, sectionId: string): Promise<string> {
  const newest = await database().assignment.findFirst({
    where: { sectionId, section: staffedBy(viewer) },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  });
  return newest?.id ?? '';
}

/**
 * The room in which one part of an assignment (the newest, unless named) is read, with its first responses; for those
 * who teach or assist.
 */
export async function getReviewRoom(
  viewer: Viewer,
  asked: Omit<QueueQuery, 'assignmentId'> & { sectionId: string; assignmentId?: string | undefined },
  now: Date,
): Promise<Result<ReviewRoom>> {
  const assignmentId = asked.assignmentId ?? (await newestAssignment(viewer, asked.sectionId));
  const input = { ...asked, assignmentId };
  const reviewed = await findReviewedPart(viewer, input);
  if (!reviewed) return notFound;
  const first = await getReviewQueue(viewer, input, now);
  if (!first.ok) return first;
  const { worksheet, question, part, sectionTitle } = reviewed;
  return ok({
    assignmentId,
    sectionTitle,
    title: worksheet.title,
    partId: part.id,
    kind: part.kind,
    spec: part.prepared.spec,
    points: part.points,
    prompt: part.prompt,
    blocks: question.body,
    spoken: worksheet.spoken,
    rubric: part.prepared.toRubric(),
    revealedKey: part.prepared.toRevealedKey(),
    first: first.value,
    comments: await listSavedComments(viewer, input.sectionId),
    parts: await listParts(worksheet, assignmentId),
  });
}
