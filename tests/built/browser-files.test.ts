import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { listWorksheets } from '@/lib/worksheets/catalogue';

const built = join(import.meta.dirname, '../..', process.env.NEXT_DIST_DIR ?? '.next');
const folder = join(built, 'static');

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

/** Names of the scripts that some page comes with; all others are loaded when something is opened or begun. */
function scriptsOfPages(): Set<string> {
  const manifests = readdirSync(join(built, 'server', 'app'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('client-reference-manifest.js'))
    .map((name) => join(built, 'server', 'app', name));
  const texts = [join(built, 'build-manifest.json'), ...manifests].map((path) => readFileSync(path, 'utf8'));
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/static\/chunks\/([^"]+\.js)/g)].map(([, name = '']) => name)),
  );
}

describe('the files a browser can load', () => {
  it('are there to be looked at', () => {
    expect(files.filter(({ path }) => path.endsWith('.js')).length).toBeGreaterThan(5);
    // Seen by this very way of looking: a sentence of the worksheet's page.
    expect(filesWith('See the solution').length).toBeGreaterThan(0);
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

  it('are small where they come later: a widget at most 25 KB, the library for texts of two 32 KB', () => {
    const ofPages = scriptsOfPages();
    const later = files
      .filter(({ path }) => path.endsWith('.js') && !ofPages.has(basename(path)))
      .map(({ text }) => ({ text, bytes: gzipSync(text).length }));
    // The lab, which is one of them, is seen by this way of looking.
    expect(later.some(({ text }) => text.includes('Lock in my prediction'))).toBe(true);
    const isLibrary = ({ text }: { text: string }) => text.includes('encodeStateVector');
    expect(later.filter(isLibrary).map(({ bytes }) => bytes > 32 * 1024)).toEqual([false]);
    const heavy = later.filter((one) => !isLibrary(one) && one.bytes > 25 * 1024);
    expect(heavy.map(({ text, bytes }) => `${bytes}: ${text.slice(0, 200)}`)).toEqual([]);
  });
});
