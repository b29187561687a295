import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep, typescript } from './steps';

/** Everything the built pages are made from. */
const inputs = [
  'app',
  'lib',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
  'prisma/models.prisma',
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

/** Where Next stores what it has built. */
export function buildFolder(): string {
  return process.env.NEXT_DIST_DIR ?? '.next';
}

/** Whether the pages are built from the sources as they are now. */
export function isBuilt(): boolean {
  const stamp = join(buildFolder(), 'built-from');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfInputs();
}

/** Generates the database clients, unless they are up to date. */
export async function ensureClients(): Promise<void> {
  await runStep(
    'Preparing the database client',
    process.execPath,
    typescript('scripts/database/generate.ts'),
  );
}

/** Builds the pages, unless they are built from these very sources. */
export async function ensureBuild(): Promise<void> {
  if (isBuilt()) {
    process.stdout.write('✓ The pages are built already\n');
    return;
  }
  await runStep('Building the pages', process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  });
  writeFileSync(join(buildFolder(), 'built-from'), hashOfInputs());
}
