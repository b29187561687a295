import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildServer } from './build-server';
import { buildFolder, isBuilt, stampBuild } from './built';
import { runStep, typescript } from './steps';

/** Generates the database clients, unless they are up to date. */
export async function ensureClients(): Promise<void> {
  await runStep(
    'Preparing the database client',
    process.execPath,
    typescript('scripts/database/generate.ts'),
  );
}

/** The bundler leaves a source map of nothing beside a worker, although none are asked for. */
function removeEmptyMaps(): void {
  const folder = join(buildFolder(), 'static');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.map')) continue;
    const map = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { sources: unknown[] };
    if (map.sources.length === 0) rmSync(join(folder, name));
  }
}

/** Builds the pages and the server, unless they are built from these very sources. */
export async function ensureBuild(): Promise<void> {
  if (isBuilt()) {
    process.stdout.write('✓ The pages are built already\n');
    return;
  }
  await runStep('Building the pages', process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  });
  removeEmptyMaps();
  await buildServer();
  stampBuild();
}
