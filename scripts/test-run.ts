import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild, ensureClients } from './build';
import { ensureChromium } from './chromium';
import { findPostgres } from './postgres';
import { tryStep, typescript } from './steps';

const results = 'test-results';

interface Counts {
  passed: number;
  failed: number;
}

interface Stage extends Counts {
  name: string;
  seconds: number;
}

/** The projects of vitest.config.ts. */
type VitestProject = 'pure' | 'database' | 'processes' | 'built';

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
}

/** Counts a runner's JSON report; a run that broke off before it could report counts as one failure. */
function count(code: number, report: string, read: (json: unknown) => Counts): Counts {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const counts = read(JSON.parse(readFileSync(report, 'utf8')));
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

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
    return this.stages.some(({ failed }) => failed > 0);
  }

  private async stage(name: string, run: () => Promise<Counts>): Promise<void> {
    const startedAt = Date.now();
    const counts = await run();
    this.stages.push({ name, ...counts, seconds: Math.round((Date.now() - startedAt) / 1_000) });
  }

  /** A command that counts as one check. */
  private command(name: string, ...args: string[]): Promise<void> {
    return this.stage(name, async () => {
      const code = await tryStep(name, process.execPath, args);
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
    });
  }

  private vitest(name: string, ...args: string[]): Promise<void> {
    return this.stage(name, async () => {
      const report = join(results, `vitest-${this.stages.length}.json`);
      const runner = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json'];
      const code = await tryStep(
        name,
        process.execPath,
        [...runner, `--outputFile.json=${report}`, ...args],
        {
          isLoud: true,
        },
      );
      return count(code, report, (json) => {
        const { numPassedTests, numFailedTests } = json as VitestReport;
        return { passed: numPassedTests, failed: numFailedTests };
      });
    });
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
    return this.stage('Browser journeys', async () => {
      process.env.CHROMIUM_PATH = ensureChromium();
      const report = join(results, 'browser.json');
      const code = await tryStep(
        'Browser journeys',
        process.execPath,
        ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', ...paths],
        { isLoud: true, env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report } },
      );
      return count(code, report, (json) => {
        const { stats } = json as PlaywrightReport;
        // A test that passed only when tried again is a failure: something there depends on luck.
        return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
      });
    });
  }

  /** Every attack for a moment, beside an innocent pair. */
  attacks(): Promise<void> {
    return this.stage('Attacks', async () => {
      const report = join(results, 'attacks.json');
      const code = await tryStep('Attacks', process.execPath, typescript('hostile/run.ts', '--short'), {
        isLoud: true,
        env: { HOSTILE_REPORT: report },
      });
      return count(code, report, (json) => json as Counts);
    });
  }

  /** Prints what each stage gave and, last, the sums; ends the command with 0 where nothing failed. */
  finish(remark = ''): never {
    process.stdout.write('\n');
    for (const { name, passed, failed, seconds } of this.stages) {
      process.stdout.write(
        `${name.padEnd(34)}${String(passed).padStart(5)} ok${String(failed).padStart(5)} not${String(seconds).padStart(6)} s\n`,
      );
    }
    if (this.isPostgresMissing) {
      process.stdout.write(
        '\n!!! NOTHING WAS TESTED ON POSTGRESQL: none was found and none could be started. !!!\n',
      );
    }
    if (remark !== '') process.stdout.write(`\n${remark}\n`);
    const sum = (of: keyof Counts) => this.stages.reduce((total, one) => total + one[of], 0);
    process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
    process.exit(sum('failed') === 0 ? 0 : 1);
  }
}
