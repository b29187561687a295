import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestClass } from './classes';

/** A production server of one test's own, which it may kill and start again. */
export class OwnServer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'duet-e2e-'));
  private child: ChildProcess | null = null;

  constructor(
    private readonly databaseUrl: string,
    private readonly port: number,
  ) {}

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it: the first time with a new class in an empty database, later with the same database. */
  async start(isFirst: boolean): Promise<void> {
    const program = isFirst ? ['--import', 'tsx', 'e2e/serve.ts'] : ['scripts/start.js'];
    this.child = spawn(process.execPath, program, {
      stdio: 'inherit',
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DATABASE_URL: this.databaseUrl,
        PORT: String(this.port),
        E2E_FOLDER: this.folder,
        E2E_CLASSES: '1',
        AUTH_SECRET: 'a secret that only browser tests know',
        LOG_LEVEL: 'error',
      },
    });
  }

  get room(): TestClass {
    const [room] = JSON.parse(readFileSync(join(this.folder, 'classes.json'), 'utf8')) as TestClass[];
    if (!room) throw new Error('no class was made');
    return room;
  }

  /** Whether it answers yet. */
  async isUp(): Promise<boolean> {
    return fetch(`${this.origin}/api/health`).then(
      (answer) => answer.ok,
      () => false,
    );
  }

  /** Ends it; resolves with how long that took and how it ended. */
  async stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<{ code: number | null; tookMs: number }> {
    const { child } = this;
    if (!child) return { code: null, tookMs: 0 };
    this.child = null;
    const startedAt = Date.now();
    const ended = once(child, 'exit');
    child.kill(signal);
    const [code] = await ended;
    return { code, tookMs: Date.now() - startedAt };
  }
}
