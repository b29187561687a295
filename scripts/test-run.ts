import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureBuild, ensureClients } from './build';
import { ensureChromium } from './chromium';
import { findPostgres } from './postgres';
import { tryStep, typescript } from './steps';
import { linesOfFailures, type Report, readReport } from './test-report';

const results = 'test-results';

interface Stage extends Report {
  name: string;
  seconds: number;
}

/** The projects of vitest.config.ts. */
type VitestProject = 'pure' | 'database' | 'processes' | 'built';

/** Stages of checks, one after the other, which are counted together at the end. */
export class TestRun {
  private readonly stages: Stage[] = [];
  private isPostgresMissing = false;

  /** Prepares what every stage needs. */
  static async start(): Promise<TestRun> {
    // Tests must not use the settings of an installation, least of all its database.
    for (const setting of [
      'DATABASE_URL',
      'PORT',
      'HOST',
      'APP_URL',
      'AUTH_SECRET',
      'LOG_LEVEL',
      'DEMO_PASSWORD',
      'PASSWORD_COST',
    ]) {
      delete process.env[setting];
    }
    rmSync(results, { recursive: true, force: true });
    mkdirSync(results, { recursive: true });
    await ensureClients();
    return new TestRun();
  }

  /** Finds or starts the PostgreSQL that database tests run on beside SQLite. */
  findPostgres(): void {
    const postgres = findPostgres();
    if (postgres) process.env.TEST_POSTGRES_URL = postgres;
    this.isPostgresMissing = postgres === null;
    if (process.env.CI) process.env.REQUIRE_POSTGRES = '1';
  }

  get isRed(): boolean {
    return this.stages.some(({ failures }) => failures.length > 0);
  }

  private async stage(name: string, run: () => Promise<Report>): Promise<void> {
    const startedAt = Date.now();
    const report = await run();
    this.stages.push({ name, ...report, seconds: Math.round((Date.now() - startedAt) / 1_000) });
  }

  /** A command that counts as one check. */
  private command(name: string, ...args: string[]): Promise<void> {
    return this.stage(name, async () => {
      const code = await tryStep(name, process.execPath, args);
      return code === 0
        ? { passed: 1, failures: [] }
        : { passed: 0, failures: [{ test: args.join(' '), says: `ended with code ${code}` }] };
    });
  }

  /** A command that reports many checks. */
  private checks(name: string, args: string[]): Promise<void> {
    return this.stage(name, async () => {
      const file = resolve(results, `report-${this.stages.length}.json`);
      const code = await tryStep(name, process.execPath, args, { isLoud: true, env: { TEST_REPORT: file } });
      return readReport(file, name, code);
    });
  }

  private vitest(name: string, ...args: string[]): Promise<void> {
    const reporters = ['default', './scripts/vitest-report.ts'].map((one) => `--reporter=${one}`);
    return this.checks(name, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args]);
  }

  /** Format, lint, types and unused code of everything, and the tests that need no database, process or browser. */
  async quickStages(): Promise<void> {
    await this.command(
      'Format and lint',
      'node_modules/@biomejs/biome/bin/biome',
      'check',
      '--error-on-warnings',
      '.',
    );
    await this.command('Page types', 'node_modules/next/dist/bin/next', 'typegen');
    await this.command('Types', 'node_modules/typescript/bin/tsc', '--noEmit');
    await this.command('Unused exports and packages', 'node_modules/knip/bin/knip.js');
    await this.project('Rules and contracts', 'pure');
  }

  project(name: string, project: VitestProject): Promise<void> {
    return this.vitest(name, '--project', project);
  }

  /** Vitest's tests in these files and folders. */
  tests(paths: readonly string[]): Promise<void> {
    return this.vitest('Tests', ...paths);
  }

  build(): Promise<void> {
    return ensureBuild();
  }

  /** The journeys in these files and folders, or all. */
  journeys(paths: readonly string[] = []): Promise<void> {
    process.env.CHROMIUM_PATH = ensureChromium();
    return this.checks('Browser journeys', [
      'node_modules/@playwright/test/cli.js',
      'test',
      '--reporter=list,./scripts/journeys-report.ts',
      ...paths,
    ]);
  }

  /** Every attack for a moment, beside an innocent pair. */
  attacks(): Promise<void> {
    return this.checks('Attacks', typescript('hostile/run.ts', '--short'));
  }

  /** Prints what each stage gave, what failed and, last, the sums; ends the command with 0 where nothing failed. */
  finish(remark = ''): never {
    const say = (line: string) => process.stdout.write(`${line}\n`);
    say('');
    for (const { name, passed, failures, seconds } of this.stages) {
      const failed = String(failures.length).padStart(5);
      say(`${name.padEnd(34)}${String(passed).padStart(5)} ok${failed} not${String(seconds).padStart(6)} s`);
    }
    if (this.isRed) say(['', ...linesOfFailures(this.stages)].join('\n'));
    if (this.isPostgresMissing) {
      say('\n!!! NOTHING WAS TESTED ON POSTGRESQL: none was found and none could be started. !!!');
    }
    if (remark !== '') say(`\n${remark}`);
    const sum = (of: (stage: Stage) => number) => this.stages.reduce((total, one) => total + of(one), 0);
    const failed = sum(({ failures }) => failures.length);
    say(`\n${sum(({ passed }) => passed)} passed, ${failed} failed`);
    process.exit(failed === 0 ? 0 : 1);
  }
}
