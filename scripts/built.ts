import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that pages and server are built from. */
const inputs = [
  'app',
  'lib',
  'proxy.ts',
  'server.ts',
  'instrumentation.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
  'prisma/models.prisma',
  'scripts/build.ts',
  'scripts/built.ts',
  'scripts/build-server.ts',
  'scripts/serve.ts',
  'scripts/steps.ts',
];

function listFiles(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .filter((name) => name !== 'generated')
    .flatMap((name) => listFiles(join(path, name)));
}

function hashOfInputs(): string {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(listFiles)) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

/** Where Next stores what it has built; the server lies below it, so that both are of one build. */
export function buildFolder(): string {
  return process.env.NEXT_DIST_DIR ?? '.next';
}

function stampFile(): string {
  return join(buildFolder(), 'built-from');
}

/** Whether pages and server are built from the sources as they are now. */
export function isBuilt(): boolean {
  return existsSync(stampFile()) && readFileSync(stampFile(), 'utf8') === hashOfInputs();
}

/** Notes that pages and server are built from the sources as they are now. */
export function stampBuild(): void {
  writeFileSync(stampFile(), hashOfInputs());
}
