import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { stopWith } from './steps';
import { TestRun } from './test-run';

/**
 * Everything CI runs, in one go, the quickest first: while format, lint, types or rules are red, the long stages are not
 * run. Later ones run even when an earlier one failed. With PATHS it runs only the tests in these files and folders.
 */

const isJourney = (path: string) => /^e2e(\/|$)/.test(path);
const isTest = (path: string) => /^tests(\/|$)/.test(path);

/** The paths that were asked for, from the root of the project. */
function readPaths(): string[] {
  return process.argv.slice(2).map((given) => {
    const path = relative('.', resolve(given));
    if (!existsSync(path)) stopWith(`There is no test at ${given}.`);
    if (!isTest(path) && !isJourney(path)) {
      stopWith(`${given} is not a test: name a file or a folder in tests/ or e2e/.`);
    }
    return path;
  });
}

const paths = readPaths();
const run = await TestRun.start();
run.findPostgres();

if (paths.length > 0) {
  if (paths.some((path) => isJourney(path) || path.startsWith('tests/built') || path === 'tests')) {
    await run.build();
  }
  const [tests, journeys] = [paths.filter(isTest), paths.filter(isJourney)];
  if (tests.length > 0) await run.tests(tests);
  if (journeys.length > 0) await run.journeys(journeys);
  run.finish();
}

await run.quickStages();
if (run.isRed)
  run.finish('STOPPED HERE: databases, processes and browsers are not tested until this is mended.');
await run.project('Databases and commands', 'database');
await run.project('Processes that are killed', 'processes');
await run.build();
await run.project('Built browser files', 'built');
await run.attacks();
await run.journeys();
run.finish();
