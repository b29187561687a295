import { loadWorksheet } from '../worksheets/load';
import type { Worksheet } from '../worksheets/worksheet';
import { perProcess } from './per-process';

/** The worksheet of a stored revision, loaded once per process: its source never changes. */
export function worksheetOfRevision(revision: {
  slug: string;
  contentHash: string;
  source: string;
}): Worksheet {
  const loaded = perProcess('worksheet-revisions', () => new Map<string, Worksheet>());
  const known = loaded.get(revision.contentHash);
  if (known) return known;
  const { worksheet } = loadWorksheet(revision.source, `${revision.slug}.yaml`);
  loaded.set(revision.contentHash, worksheet);
  return worksheet;
}
