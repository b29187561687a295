import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { bundle, root } from './bundle';

/** Starts servers on one database; they end with the test that asks for them, also where it fails. */
export async function startServers(databaseUrl: string, count = 1): Promise<ApiProcess[]> {
  const servers = Array.from({ length: count }, () => new ApiProcess(databaseUrl));
  onTestFinished(async () => {
    await Promise.all(servers.map((server) => server.stop('SIGKILL')));
  });
  await Promise.all(servers.map((server) => server.start()));
  return servers;
}

/** A real server process of the JSON interface, on a port that stays the same over restarts. */
export class ApiProcess {
  private child: ChildProcess | null = null;
  port = 0;

  constructor(private readonly databaseUrl: string) {}

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Undefined while none runs. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  async start(): Promise<void> {
    const program = await bundle('tests/support/serve-api.ts');
    const child = spawn(process.execPath, [program], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        DATABASE_URL: this.databaseUrl,
        AUTH_SECRET: 'a secret that only tests know',
        PORT: String(this.port),
        LOG_LEVEL: 'silent',
      },
    });
    this.child = child;
    const [port] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        this.child = null;
        throw new Error(`The server ended with code ${code} before it listened.`);
      }),
    ]);
    this.port = Number(port);
  }

  /** Ends the process, by default as a power cut would. Resolves with its exit code; null when killed. */
  async stop(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<number | null> {
    const { child } = this;
    if (!child) return null;
    this.child = null;
    const ended = once(child, 'exit');
    child.kill(signal);
    const [code] = await ended;
    return code;
  }
}
