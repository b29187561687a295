import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadWorksheet } from './load';
import type { Worksheet } from './worksheet';

/** A built-in worksheet and the file it comes from. */
export interface CatalogueEntry {
  worksheet: Worksheet;
  /** The YAML text, to be stored as a revision. */
  source: string;
  fileName: string;
}

let loaded: ReadonlyMap<string, CatalogueEntry> | null = null;

/**
 * Every built-in worksheet by slug, in the order of titles, in which instructors look for them: each YAML file of this
 * folder, read once. Throws a WorksheetError when one cannot
 * be used. Files are found from the working directory, because bundled code does not lie where its source does.
 */
export function listWorksheets(): ReadonlyMap<string, CatalogueEntry> {
  loaded ??= readCatalogue(join(process.cwd(), 'lib/worksheets'));
  return loaded;
}

/** The built-in worksheet of a slug, or null. */
export function findWorksheet(slug: string): CatalogueEntry | null {
  return listWorksheets().get(slug) ?? null;
}

function readCatalogue(folder: string): ReadonlyMap<string, CatalogueEntry> {
  const entries: CatalogueEntry[] = [];
  for (const fileName of readdirSync(folder)) {
    if (!fileName.endsWith('.yaml')) continue;
    const source = readFileSync(join(folder, fileName), 'utf8');
    const { worksheet } = loadWorksheet(source, fileName);
    if (`${worksheet.slug}.yaml` !== fileName) {
      throw new Error(`${fileName} has the slug "${worksheet.slug}": a worksheet's file is named after it.`);
    }
    entries.push({ worksheet, source, fileName });
  }
  entries.sort((left, right) => left.worksheet.title.localeCompare(right.worksheet.title, 'en'));
  return new Map(entries.map((entry) => [entry.worksheet.slug, entry]));
}
