import { buildServer } from './build-server';
import { isBuilt, stampBuild } from './built';
import { runStep, typescript } from './steps';

/** Generates the database clients, unless they are up to date. */
export async function ensureClients(): Promise<void> {
  await runStep(
    'Preparing the database client',
    process.execPath,
    typescript('scripts/database/generate.ts'),
  );
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
  await buildServer();
  stampBuild();
}
