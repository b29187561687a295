import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { bundle, root } from '../../tests/support/bundle';

/** What a process holds once all garbage is collected, in bytes. */
export interface Memory {
  /** Resident in memory, as the system counts it. */
  rss: number;
  /** JavaScript's heap in use, and what it holds outside of it. */
  held: number;
}

/** What a process has used since it started. */
export interface Counters {
  /** Processor time of all its threads, in milliseconds. */
  cpuMs: number;
  /** How long the event loop of its main thread was not idle, in milliseconds. */
  busyMs: number;
  /** SQL statements sent, BEGIN and COMMIT too. */
  statements: number;
  /** The process's own clock, in milliseconds. */
  atMs: number;
}

/** A server in a process of its own that can be asked what it uses. Ask one thing at a time. */
export interface MeasuredProcess {
  origin: string;
  memory(): Promise<Memory>;
  counters(): Promise<Counters>;
  /** Asks it to end; resolves with how long that took. */
  stop(): Promise<{ code: number | null; tookMs: number }>;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port is free');
  return address.port;
}

async function untilSaid(child: ChildProcess, isIt: (message: unknown) => boolean): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const hear = (message: unknown) => {
      if (!isIt(message)) return;
      child.off('message', hear);
      child.off('exit', fail);
      resolve(message);
    };
    const fail = (code: number | null) => reject(new Error(`The server ended with code ${code}.`));
    child.on('message', hear);
    child.once('exit', fail);
  });
}

/** Asks the probe in a process; its answers are the only objects that come. */
function askProbe(child: ChildProcess, question: 'memory' | 'counters'): Promise<unknown> {
  const answer = untilSaid(child, (message) => typeof message === 'object');
  child.send(question);
  return answer;
}

/** Starts a file of JavaScript that serves on PORT and sends `listening`. */
export async function startMeasured(
  file: string,
  env: Readonly<Record<string, string>> = {},
): Promise<MeasuredProcess> {
  const port = await freePort();
  const probe = await bundle('bench/live/probe.ts');
  // Without flushing: forced collections would drop compiled code, and compiling it again would count as memory.
  const child = spawn(process.execPath, ['--expose-gc', '--no-flush-bytecode', '--import', probe, file], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env, PORT: String(port) },
  });
  await untilSaid(child, (message) => message === 'listening');
  return {
    origin: `http://127.0.0.1:${port}`,
    // The probe sends just these shapes.
    memory: async () => (await askProbe(child, 'memory')) as Memory,
    counters: async () => (await askProbe(child, 'counters')) as Counters,
    async stop() {
      if (child.exitCode !== null) return { code: child.exitCode, tookMs: 0 };
      const startedAt = performance.now();
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = await ended;
      return { code, tookMs: performance.now() - startedAt };
    },
  };
}
