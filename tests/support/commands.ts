import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, vi } from 'vitest';
import { freePort } from './free-port';

/** The environment of an operator: a production server refuses the cheap passwords of tests. */
const { PASSWORD_COST: _cost, ...operatorsEnvironment } = process.env;
const ready = { timeout: 60_000 };
const started: ChildProcess[] = [];

export interface Run {
  child: ChildProcess;
  /** What it has written so far, on standard output and standard error. */
  output: () => string;
  code: Promise<number | null>;
}

function runNode(args: string[], env: Record<string, string>): Run {
  const child = spawn(process.execPath, args, { env: { ...operatorsEnvironment, ...env } });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return { child, output: () => output, code: once(child, 'close').then(([code]) => code) };
}

/** Runs a command as its npm script does. */
export function run(args: string[], env: Record<string, string>): Run {
  return runNode(['--import', 'tsx', ...args], env);
}

/** Runs `npm start`. */
export function start(env: Record<string, string>): Run {
  return runNode(['scripts/start.js'], { NODE_ENV: 'production', ...env });
}

/** Starts the built server on a port of its own; resolves once it serves. */
export async function serve(env: Record<string, string>): Promise<Run & { port: number }> {
  const port = await freePort();
  const server = start({ PORT: String(port), ...env });
  const isServing = vi.waitFor(() => expect(server.output()).toContain('"serving"'), ready);
  const hasEnded = server.code.then((code) => {
    throw new Error(`The server ended with code ${code}: ${server.output()}`);
  });
  hasEnded.catch(() => undefined);
  await Promise.race([isServing, hasEnded]);
  return { ...server, port };
}

/** Kills whatever a file of tests has started. */
export function killAll(): void {
  for (const child of started) child.kill('SIGKILL');
}
