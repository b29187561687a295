import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const withDatabase = ['tests/server/**', 'tests/api/**', 'tests/prisma/**'];
const withProcesses = ['tests/chaos/**'];
const withCommands = ['tests/scripts/**', 'tests/bench/**'];
const withBuild = ['tests/built/**'];

function testsIn(folders: readonly string[]): string[] {
  return folders.map((folder) => `${folder}/*.test.{ts,tsx}`);
}

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    env: { AUTH_SECRET: 'a secret that only tests know', PASSWORD_COST: 'low' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          // They keep nothing between tests, so they may share what is loaded: that halves their time.
          pool: 'threads',
          isolate: false,
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [
            ...configDefaults.exclude,
            ...withDatabase,
            ...withProcesses,
            ...withCommands,
            ...withBuild,
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: testsIn([...withDatabase, ...withCommands]),
          globalSetup: 'tests/support/database-templates.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          include: testsIn(withProcesses),
          globalSetup: 'tests/support/database-templates.ts',
        },
      },
      { extends: true, test: { name: 'built', include: testsIn(withBuild) } },
    ],
  },
});
