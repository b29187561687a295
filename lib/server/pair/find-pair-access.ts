import { explorationOfPath, splitFieldPath } from '@/lib/pairing/field-path';
import type { LoadedPart, Worksheet } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import type { Viewer } from '../people/viewer';
import type { PairAccess } from './pair-access';
import { readPairState } from './read-pair-state';

/**
 * Finds a pair session through the viewer: null when it does not exist, when the viewer has no present seat in it, or
 * when `seatId` is not one that this browser has proved.
 */
export function findPairAccess(
  viewer: Viewer,
  pairSessionId: string,
  now: Date,
  seatId?: string | undefined,
): Promise<PairAccess | null> {
  return readPairState(database(), viewer, { pairSessionId, seatId }, null, now);
}

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
