import { explorationOfPath, splitFieldPath } from '@/lib/pairing/field-path';
import type { LoadedPart, Worksheet } from '@/lib/worksheets/worksheet';

/** The part a field's path belongs to, and the rest of the path; null when the worksheet has no such part. */
export function partOfPath(worksheet: Worksheet, path: string): { part: LoadedPart; within: string } | null {
  const { partId, within } = splitFieldPath(path);
  const part = worksheet.parts.get(partId);
  return part ? { part, within } : null;
}

/**
 * Whether a path is a field of an exploration of this worksheet. It is stored for the instructor and never graded.
 */
export function isExplorationPath(worksheet: Worksheet, path: string): boolean {
  const found = explorationOfPath(path);
  const question = worksheet.questions.find(({ id }) => id === found?.questionId);
  return (
    question?.body.some((block) => block.type === 'exploration' && block.name === found?.exploration) ?? false
  );
}
