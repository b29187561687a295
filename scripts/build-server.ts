import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildFolder } from './built';

/**
 * Makes plain JavaScript of the server and all of ours that it imports; packages stay where they are. Run from its
 * sources it would carry the compiler, and a name of its own for every small function that a stream or a request makes.
 *
 * @throws Error where a source cannot be read, after printing why.
 */
export async function buildServer(): Promise<void> {
  const outdir = join(buildFolder(), 'duet');
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: ['scripts/serve.ts'],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    // What is imported later is run later: settings are read, and a database's client is loaded, once it is needed.
    splitting: true,
    // So that the log names our files.
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
}
