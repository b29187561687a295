import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listWorksheets } from '@/lib/worksheets/catalogue';

const folder = join(import.meta.dirname, '..', process.env.NEXT_DIST_DIR ?? '.next', 'static');

function listFiles(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|css|map|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

const files = listFiles(folder).map((path) => ({ path, text: readFileSync(path, 'utf8') }));

function filesWith(text: string): string[] {
  return files.filter((file) => file.text.includes(text)).map(({ path }) => path);
}

/** Every longer text of a key, as its author wrote it: rubric words, hints, model responses, formulas. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= 24 ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf);
  return [];
}

describe('the files a browser can load', () => {
  it('are there to be looked at', () => {
    expect(files.filter(({ path }) => path.endsWith('.js')).length).toBeGreaterThan(5);
    // Seen by this very way of looking: a sentence of the worksheet's page.
    expect(filesWith('Turn the page').length).toBeGreaterThan(0);
  });

  it('hold nothing of any key, model response or rubric', () => {
    for (const { worksheet } of listWorksheets().values()) {
      for (const part of worksheet.parts.values()) {
        const secrets = [...textsOf(part.modelResponse), ...textsOf(part.prepared.toRevealedKey())];
        for (const secret of secrets) expect(filesWith(secret.slice(0, 60)), `part ${part.id}`).toEqual([]);
      }
    }
  });

  it('hold no grader, no formula language and no schema library', () => {
    for (const mark of [
      'softmaxRows(causalMask',
      'exp-not-normalised',
      'mask-inverted',
      'createUnit',
      'ZodError',
      'PrismaClient',
    ]) {
      expect(filesWith(mark), mark).toEqual([]);
    }
  });

  it('come without source maps, which would hold what the bundler left out', () => {
    expect(files.filter(({ path }) => path.endsWith('.map'))).toEqual([]);
  });
});
