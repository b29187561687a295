import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findWorksheet } from '@/lib/worksheets/catalogue';

/** A worksheet as its author wrote it. */
export interface AuthoredSource {
  slug: string;
  title: string;
  source: string;
}

/** The tests' own worksheet, worksheet.yaml, so that a change of the catalogue breaks no test. */
export const testWorksheet: AuthoredSource = {
  slug: 'two-at-one-table',
  title: 'Two at one table',
  source: readFileSync(join(import.meta.dirname, 'worksheet.yaml'), 'utf8'),
};

/** The worksheet of the catalogue that the browser journeys work on, and that tests give out by name. */
export const publishedSlug = 'text-generation-and-attention';

/** {@link publishedSlug} as its author wrote it. */
export function publishedWorksheet(): AuthoredSource {
  const entry = findWorksheet(publishedSlug);
  if (!entry) throw new Error(`There is no worksheet "${publishedSlug}".`);
  return { slug: publishedSlug, title: entry.worksheet.title, source: entry.source };
}
