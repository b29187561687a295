import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';

export const root = join(import.meta.dirname, '../..');

const bundles = new Map<string, Promise<string>>();

/**
 * Bundles a program for Node once, because one file starts several times faster than hundreds of sources do.
 *
 * @param source its path below the root of the project.
 * @returns the path of the bundle.
 */
export function bundle(source: string): Promise<string> {
  const known = bundles.get(source);
  if (known) return known;
  const made = make(source);
  bundles.set(source, made);
  return made;
}

async function make(source: string): Promise<string> {
  // Inside the project, so that packages left out of the bundle are found.
  const path = join(root, 'node_modules/.cache/duet', `${basename(source, '.ts')}.mjs`);
  const { outputFiles } = await build({
    entryPoints: [join(root, source)],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    // Native code stays outside.
    external: ['@libsql/client', '@node-rs/argon2'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    alias: { '@': root },
    logLevel: 'error',
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`${source} made no bundle`);
  await mkdir(dirname(path), { recursive: true });
  // Renamed into place: another test file may start the same bundle while this one writes it.
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, file.contents);
  await rename(unfinished, path);
  return path;
}
