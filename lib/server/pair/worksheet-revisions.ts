import { loadWorksheet } from '@/lib/worksheets/load';
import type { Worksheet } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import { perProcess } from '../per-process';

/** The worksheet of a stored revision, loaded once per process: its source never changes. */
function worksheetOfRevision(revision: { slug: string; contentHash: string; source: string }): Worksheet {
  const loaded = perProcess('worksheet-revisions', () => new Map<string, Worksheet>());
  const known = loaded.get(revision.contentHash);
  if (known) return known;
  const { worksheet } = loadWorksheet(revision.source, `${revision.slug}.yaml`);
  loaded.set(revision.contentHash, worksheet);
  return worksheet;
}

/** As {@link worksheetOfRevision}, by the revision's id; its source is read from the database only the first time. */
export async function worksheetOfRevisionId(id: string): Promise<Worksheet> {
  const loaded = perProcess('worksheet-revision-ids', () => new Map<string, Worksheet>());
  const known = loaded.get(id);
  if (known) return known;
  const revision = await database().worksheetRevision.findUniqueOrThrow({
    where: { id },
    select: { slug: true, contentHash: true, source: true },
  });
  const worksheet = worksheetOfRevision(revision);
  loaded.set(id, worksheet);
  return worksheet;
}
