import { pathWithin } from '@/lib/pairing/field-path';

/** How many edits the draft of a part has: it grows with each, and says whether a draft is still the one that was read. */
export function countDraftEdits(
  partId: string,
  fields: readonly { path: string; version: number }[],
): number {
  return fields
    .filter(({ path }) => pathWithin(partId, path) !== null)
    .reduce((sum, { version }) => sum + version, 0);
}
