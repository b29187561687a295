import { z } from 'zod';
import { modelBeside } from '@/lib/explorations/trained-attention/settings';
import { readCell } from '@/lib/questions/grading/cells';
import { roundPoints } from '@/lib/results/class-table';
import { hasCells, isWrongCell } from '@/lib/results/packed-cells';
import { countingPoints, isCounted } from '@/lib/results/part-figures';
import { isUnread } from '@/lib/results/part-review';
import { shortened } from '@/lib/results/text-set';
import type { CardFigure, PartCard, PartCards } from '@/lib/schemas/class-page';
import type { Json } from '@/lib/schemas/json';
import type { Block, LoadedPart, LoadedQuestion } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import { contentHash } from '../pair/content-hash';
import { worksheetOfRevisionId } from '../pair/worksheet-revisions';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { commonAnswers, commonIdeas, countAnswer } from './card-answers';
import { medianOf } from './class-figures';
import { type PartRow, readPartRows } from './part-rows';
import { staffedBy } from './sections';

/** Pairs whose predicted weights are shown. */
const mostLines = 200;

const choiceSpec = z.object({
  options: z.array(z.object({ id: z.string(), label: z.string() })),
  several: z.literal(false),
});
const rightOptions = z.object({ correct: z.array(z.string()) });
const gridSpec = z.object({ rows: z.number().int(), columns: z.number().int() });
const weightsSpec = z.object({ words: z.array(z.string()) });
const weightsResponse = z.object({
  weights: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
});

/**
 * What a class did on each part of an assignment, for those who teach or assist the section: a scan of the summaries of
 * one part after the other, and of responses only the few that are shown.
 */
export async function getPartCards(
  viewer: Viewer,
  input: { sectionId: string; assignmentId: string },
): Promise<Result<PartCards>> {
  const { sectionId, assignmentId } = input;
  const assignment = await database().assignment.findFirst({
    where: { id: assignmentId, sectionId, section: staffedBy(viewer) },
    select: { worksheetRevisionId: true },
  });
  if (!assignment) return notFound;
  const worksheet = await worksheetOfRevisionId(assignment.worksheetRevisionId);
  const cards: PartCard[] = [];
  for (const question of worksheet.questions) {
    for (const part of question.parts) {
      if (!part.isPrediction) cards.push(await toCard(assignmentId, question, part));
    }
  }
  return ok({ cards });
}

async function toCard(
  assignmentId: string,
  { title: questionTitle, body }: LoadedQuestion,
  part: LoadedPart,
): Promise<PartCard> {
  const rows = await readPartRows(assignmentId, part.id);
  const count = (isOf: (row: PartRow) => boolean) => rows.filter(isOf).length;
  const counted = (figure: CardFigure) => count((row) => isCounted(figure, row, part.points));
  const read = rows.filter((row) => isCounted('read', row, part.points));
  const median = medianOf(read.map((row) => ({ earned: countingPoints(row), pairs: 1 })));
  return {
    partId: part.id,
    questionTitle,
    kind: part.kind,
    points: part.points,
    isScored: part.isScored,
    begun: count((row) => row.filledFields > 0 || row.review !== 'none'),
    done: counted('done'),
    rightFirst: counted('right-first'),
    rightNow: counted('right-now'),
    median: median === null ? null : roundPoints(median),
    read: read.length,
    unread: count(({ review }) => isUnread(review)),
    ideas: await commonIdeas(part, rows),
    answers: await commonAnswers(part, rows),
    heat: toHeat(part, rows),
    options: toOptions(part, rows),
    weights: await toWeights(assignmentId, part, body),
  };
}

function toHeat({ prepared }: LoadedPart, rows: readonly PartRow[]): PartCard['heat'] {
  if (!hasCells(prepared)) return null;
  const { length } = prepared.fieldPaths;
  const grid = gridSpec.safeParse(prepared.spec);
  const shape = grid.success && grid.data.rows * grid.data.columns === length ? grid.data : null;
  const first = Array.from({ length }, () => 0);
  const now = Array.from({ length }, () => 0);
  const addWrong = (counts: number[], packed: string | null) => {
    for (let at = 0; at < length; at += 1) if (isWrongCell(packed?.[at])) counts[at] = (counts[at] ?? 0) + 1;
  };
  for (const { cellsFirst, cellsNow } of rows) {
    addWrong(first, cellsFirst);
    addWrong(now, cellsNow);
  }
  return { ...(shape ?? { rows: 1, columns: length }), first, now };
}

function toOptions({ id: partId, prepared }: LoadedPart, rows: readonly PartRow[]): PartCard['options'] {
  const spec = choiceSpec.safeParse(prepared.spec);
  if (!spec.success) return null;
  const key = rightOptions.safeParse(prepared.toRevealedKey());
  return spec.data.options.map(({ id, label }) => {
    const hash = contentHash([partId, prepared.canonical(id)]);
    const isRight = key.success && key.data.correct.includes(id);
    return { id, answer: shortened(hash), label, isRight, ...countAnswer(rows, hash) };
  });
}

/** The last row that each pair predicted, where the part asks for weights by words. */
async function toWeights(
  assignmentId: string,
  part: LoadedPart,
  blocks: readonly Block[],
): Promise<PartCard['weights']> {
  const spec = weightsSpec.safeParse(part.prepared.spec);
  if (!spec.success) return null;
  const counting = await database().partSummary.findMany({
    where: { assignmentId, partId: part.id, countingSubmissionId: { not: null } },
    orderBy: { pairSessionId: 'asc' },
    take: mostLines,
    select: {
      pairSessionId: true,
      countingSubmissionId: true,
      pairSession: {
        select: {
          seats: {
            where: { activeUserId: { not: null } },
            orderBy: { place: 'asc' },
            select: { user: { select: { name: true } } },
          },
        },
      },
    },
  });
  const submissions = await database().submission.findMany({
    where: { id: { in: counting.flatMap(({ countingSubmissionId }) => countingSubmissionId ?? []) } },
    select: { id: true, response: true },
  });
  // The column is only ever written from a graded submission, as JSON.
  const responses = new Map(submissions.map(({ id, response }) => [id, response as Json]));
  const lines = counting.flatMap(({ pairSessionId, countingSubmissionId, pairSession }) => {
    const response = weightsResponse.safeParse(responses.get(countingSubmissionId ?? ''));
    const row = response.success ? response.data.weights.at(-1) : undefined;
    if (!row || row.length === 0) return [];
    const weights = row.map((cell) => {
      const read = readCell(cell, {});
      return read.ok && Number.isFinite(read.value) ? read.value : null;
    });
    return [{ pairSessionId, names: pairSession.seats.map(({ user }) => user.name), weights }];
  });
  const { words } = spec.data;
  return { words, model: modelBeside(blocks, part.id, words), lines };
}
