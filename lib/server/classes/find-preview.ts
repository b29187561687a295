import { findWorksheet } from '@/lib/worksheets/catalogue';
import { previewSeed } from '@/lib/worksheets/preview-view';
import { type PublicWorksheet, toPublicWorksheet, type Worksheet } from '@/lib/worksheets/worksheet';
import { worksheetFor } from '@/lib/worksheets/worksheet-for';
import { database } from '../database/db';
import { worksheetOfRevisionId } from '../pair/worksheet-revisions';
import type { Viewer } from '../people/viewer';
import { staffedBy } from './sections';

async function findSource(sectionId: string, of: string): Promise<Worksheet | null> {
  const assignment = await database().assignment.findFirst({
    where: { id: of, sectionId },
    select: { worksheetRevisionId: true },
  });
  if (assignment) return worksheetOfRevisionId(assignment.worksheetRevisionId);
  return findWorksheet(of)?.worksheet ?? null;
}

/**
 * A worksheet as its students see it, without keys, for those who teach or assist the section; null for everybody else.
 *
 * @param of an assignment of the section, by its id: as it was given out; or a worksheet of the catalogue, by its slug.
 */
export async function findPreview(
  viewer: Viewer,
  { sectionId, of }: { sectionId: string; of: string },
): Promise<{ section: { id: string; title: string }; worksheet: PublicWorksheet } | null> {
  const section = await database().section.findFirst({
    where: { id: sectionId, ...staffedBy(viewer) },
    select: { id: true, title: true },
  });
  if (!section) return null;
  const source = await findSource(sectionId, of);
  return source && { section, worksheet: toPublicWorksheet(worksheetFor(source, previewSeed)) };
}
