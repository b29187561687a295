import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild, ensureClients } from './build';
import { ensureChromium } from './chromium';
import { findPostgres } from './postgres';
import { tryStep } from './steps';

/** Everything CI runs, in one go: every stage runs even when an earlier one failed, and all are counted at the end. */

const results = 'test-results';

interface Stage {
  name: string;
  passed: number;
  failed: number;
  seconds: number;
}

const stages: Stage[] = [];

async function stage(name: string, run: () => Promise<{ passed: number; failed: number }>): Promise<void> {
  const startedAt = Date.now();
  const counts = await run();
  stages.push({ name, ...counts, seconds: Math.round((Date.now() - startedAt) / 1_000) });
}

/** A command that counts as one check. */
function check(name: string, args: string[]): Promise<void> {
  return stage(name, async () => {
    const code = await tryStep(name, process.execPath, args);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  });
}

/** Counts a runner's JSON report; a run that broke off before it could report counts as one failure. */
function count(code: number, report: string, read: (json: unknown) => { passed: number; failed: number }) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const counts = read(JSON.parse(readFileSync(report, 'utf8')));
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
}

function vitest(name: string, folder: string, ...more: string[]): Promise<void> {
  return stage(name, async () => {
    const report = join(results, `${folder.replaceAll('/', '')}.json`);
    const args = ['node_modules/vitest/vitest.mjs', 'run', folder, '--reporter=default', '--reporter=json'];
    const code = await tryStep(name, process.execPath, [...args, ...more, `--outputFile.json=${report}`], {
      isLoud: true,
    });
    return count(code, report, (json) => {
      const { numPassedTests, numFailedTests } = json as VitestReport;
      return { passed: numPassedTests, failed: numFailedTests };
    });
  });
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
}

// An installation's own settings are none of the tests' business, its database least of all.
for (const setting of [
  'DATABASE_URL',
  'PORT',
  'HOST',
  'APP_URL',
  'AUTH_SECRET',
  'LOG_LEVEL',
  'DEMO_PASSWORD',
]) {
  delete process.env[setting];
}
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const postgres = findPostgres();
if (postgres) process.env.TEST_POSTGRES_URL = postgres;
if (process.env.CI) process.env.REQUIRE_POSTGRES = '1';

await ensureClients();
await check('Format and lint', [
  'node_modules/@biomejs/biome/bin/biome',
  'check',
  '--error-on-warnings',
  '.',
]);
await check('Page types', ['node_modules/next/dist/bin/next', 'typegen']);
await check('Types', ['node_modules/typescript/bin/tsc', '--noEmit']);
await vitest('Rules, contracts and databases', 'tests/', '--exclude', 'tests/built/**');
await ensureBuild();
await vitest('Built browser files', 'tests/built/');
await stage('Browser journeys', async () => {
  process.env.CHROMIUM_PATH = ensureChromium();
  const report = join(results, 'browser.json');
  const code = await tryStep(
    'Browser journeys',
    process.execPath,
    ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
    { isLoud: true, env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report } },
  );
  return count(code, report, (json) => {
    const { stats } = json as PlaywrightReport;
    // A test that passed only when tried again is a failure: something there depends on luck.
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
  });
});

process.stdout.write('\n');
for (const { name, passed, failed, seconds } of stages) {
  process.stdout.write(
    `${name.padEnd(34)}${String(passed).padStart(5)} ok${String(failed).padStart(5)} not${String(seconds).padStart(6)} s\n`,
  );
}
if (!postgres) {
  process.stdout.write(
    '\n!!! NOTHING WAS TESTED ON POSTGRESQL: none was found and none could be started. !!!\n',
  );
}
const sum = (of: 'passed' | 'failed') => stages.reduce((total, one) => total + one[of], 0);
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exit(sum('failed') === 0 ? 0 : 1);
