import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { linesOfFailures, readReport } from '../../scripts/test-report';
import { root } from '../support/bundle';
import { killAll, run } from '../support/commands';

/** Two runners are started one after the other, each of which loads all it has. */
const slowestMs = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'duet-reports-'));
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
afterAll(() => {
  killAll();
  rmSync(folder, { recursive: true });
});

/** Runs files of tests with the own reporter in a project of theirs; resolves with what `npm test` reads of it. */
async function reportOf(name: string, files: Record<string, string>, args: (own: string) => string[]) {
  const own = join(folder, name);
  mkdirSync(own);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(own, file), text);
  const report = join(own, 'report.json');
  const { code } = run(args(own), { TEST_REPORT: report, NO_COLOR: '1' });
  return readReport(report, name, (await code) ?? 1);
}

it('names every test of Vitest that failed, and what else did, with the first words of its error', {
  timeout: slowestMs,
}, async () => {
  const files = {
    'one.test.js': `
      import { beforeAll, describe, expect, it } from 'vitest';
      describe('sums', () => {
        it('adds', () => expect(1 + 1).toBe(3));
        it('ends', () => new Promise(() => {}), 50);
        it('is right', () => {});
        it.skip('is left out', () => {});
      });
      describe('behind a hook', () => {
        beforeAll(() => { throw new TypeError('no database'); });
        it('never runs', () => {});
      });`,
    'two.test.js': `import './missing';`,
    'three.test.js': `
      import { it } from 'vitest';
      it('is over too soon', () => new Promise((resolve) => {
        setTimeout(() => { setTimeout(resolve, 50); throw new RangeError('after all'); });
      }));`,
  };
  const report = await reportOf('vitest', files, (own) => [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    `--root=${own}`,
    `--reporter=${join(root, 'scripts/vitest-report.ts')}`,
  ]);
  const says = expect.any(String);
  expect(report).toEqual({
    passed: 2,
    failures: expect.arrayContaining([
      {
        test: 'one.test.js > sums > adds',
        says: 'AssertionError: expected 2 to be 3 // Object.is equality',
      },
      { test: 'one.test.js > sums > ends', says: expect.stringContaining('Test timed out in 50ms') },
      { test: 'one.test.js > behind a hook', says: 'TypeError: no database' },
      { test: 'two.test.js', says: expect.stringContaining('./missing') },
      { test: 'an error that nothing caught', says: 'RangeError: after all' },
    ]),
  });
  expect(report.failures).toEqual(Array.from({ length: 5 }, () => ({ test: says, says })));
});

it('names every journey that failed or passed only when tried again', { timeout: slowestMs }, async () => {
  const files = {
    'package.json': '{"type":"module"}',
    'playwright.config.js': `export default { testMatch: '*.spec.js' };`,
    'one.spec.js': `
      import { expect, test } from '@playwright/test';
      test.describe('a pair', () => { test('types', () => { expect({ a: 1 }).toEqual({ a: 2 }); }); });
      test('waits', () => { test.setTimeout(100); return new Promise(() => {}); });
      test.describe(() => {
        test.describe.configure({ retries: 1 });
        test('has luck', ({}, { retry }) => { if (retry === 0) throw new Error('at first'); });
      });
      test('works', () => {});
      test.skip('is left out', () => {});`,
  };
  const report = await reportOf('journeys', files, (own) => [
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    `--config=${join(own, 'playwright.config.js')}`,
    `--reporter=${join(root, 'scripts/journeys-report.ts')}`,
  ]);
  expect(report.passed).toBe(1);
  expect(report.failures).toEqual([
    {
      test: expect.stringMatching(/one\.spec\.js:3 > a pair > types$/),
      says: expect.stringContaining('Error: expect(received).toEqual(expected)'),
    },
    { test: expect.stringMatching(/one\.spec\.js:4 > waits$/), says: 'Test timeout of 100ms exceeded.' },
    {
      test: expect.stringMatching(/one\.spec\.js:7 > has luck$/),
      says: 'passed only when tried again: Error: at first',
    },
  ]);
});

it('names journeys that could not begin', { timeout: slowestMs }, async () => {
  const files = { 'playwright.config.js': `module.exports = { testMatch: '*.spec.js' };` };
  const report = await reportOf('no-journeys', files, (own) => [
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    `--config=${join(own, 'playwright.config.js')}`,
    `--reporter=${join(root, 'scripts/journeys-report.ts')}`,
  ]);
  expect(report).toEqual({
    passed: 0,
    failures: [{ test: 'all journeys', says: 'Error: No tests found' }],
  });
});

it('counts a runner as a failure that broke off, or failed without saying at what', () => {
  const missing = join(folder, 'missing.json');
  expect(readReport(missing, 'Tests', 137)).toEqual({
    passed: 0,
    failures: [{ test: 'Tests', says: 'broke off with code 137' }],
  });
  const file = join(folder, 'green.json');
  writeFileSync(file, JSON.stringify({ passed: 7, failures: [] }));
  expect(readReport(file, 'Tests', 0)).toEqual({ passed: 7, failures: [] });
  expect(readReport(file, 'Tests', 1)).toEqual({
    passed: 7,
    failures: [{ test: 'Tests', says: 'ended with code 1 although nothing failed' }],
  });
});

it('writes a failure on a line with its stage, its error below, and says how many there are no lines for', () => {
  const [one, two] = [
    { test: 'a > b', says: 'Error: no\nmore' },
    { test: 'c', says: 'TypeError' },
  ];
  const stages = [
    { name: 'Tests', failures: [one] },
    { name: 'Types', failures: [] },
    { name: 'Browser', failures: Array.from({ length: 64 }, () => two) },
  ];
  const lines = linesOfFailures(stages);
  expect(lines.slice(0, 5)).toEqual([
    '✗ Tests: a > b',
    '    Error: no',
    '    more',
    '✗ Browser: c',
    '    TypeError',
  ]);
  expect(lines.filter((line) => line.startsWith('✗'))).toHaveLength(61);
  expect(lines.at(-1)).toBe('✗ and 5 more, named above');
});
