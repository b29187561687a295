import { exportResults } from '@/lib/server/classes/export-results';
import type { Viewer } from '@/lib/server/people/viewer';
import { value } from './pairs';

/** The whole file of results of a section's newest assignment. */
export async function readResultsCsv(
  { instructor, sectionId }: { instructor: Viewer; sectionId: string },
  at: Date,
): Promise<string> {
  let file = '';
  for await (const piece of value(await exportResults(instructor, { sectionId }, at))) file += piece;
  return file;
}
