import type { SubmissionView } from '@/lib/schemas/submission';
import type { SubmissionFacts } from './pair-state';

/** A stored submission as an instructor sees it. */
export function toSubmissionView(row: SubmissionFacts): SubmissionView {
  // The JSON columns below are only ever written by newSubmission, from a Grading.
  return {
    id: row.id,
    partId: row.partId,
    attempt: row.attempt,
    outcome: row.outcome as SubmissionView['outcome'],
    earned: row.earned,
    total: row.total,
    feedback: row.feedback as unknown as SubmissionView['feedback'],
    ...(row.cells !== null && { cells: row.cells as NonNullable<SubmissionView['cells']> }),
    ...(row.signature !== null && { signature: row.signature }),
    ...(row.provisional && { provisional: true }),
    ...(row.concepts !== null && {
      concepts: row.concepts as unknown as NonNullable<SubmissionView['concepts']>,
    }),
    ...(row.origin === 'automatic' && { automatic: true }),
  };
}

/**
 * What the pair may see of a submission: of the concepts only those that were found, with their quotes. What was not
 * found would tell what to write.
 */
export function toPairSubmission(row: SubmissionFacts): SubmissionView {
  const { concepts, ...view } = toSubmissionView(row);
  return concepts ? { ...view, concepts: concepts.filter(({ verdict }) => verdict === 'found') } : view;
}
