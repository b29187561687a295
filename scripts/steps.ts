import { spawn } from 'node:child_process';

const heartbeatMs = 5_000;

export interface StepOptions {
  env?: Record<string, string>;
  /** Shows the command's own output as it comes; otherwise it is shown only when the step fails. */
  isLoud?: boolean;
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1_000).toFixed(1)} s`;
}

/**
 * Runs one command as a named step, with a sign of life every five seconds, and tells how long it took.
 *
 * @returns the exit code; the caller decides what a failure means.
 */
export function tryStep(
  label: string,
  command: string,
  args: string[],
  options: StepOptions = {},
): Promise<number> {
  const startedAt = Date.now();
  process.stdout.write(`· ${label} …\n`);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...options.env },
      stdio: options.isLoud ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
    const heartbeat = setInterval(
      () => process.stdout.write(`  … ${label.toLowerCase()}, ${seconds(startedAt)} so far\n`),
      heartbeatMs,
    );
    const finish = (code: number) => {
      clearInterval(heartbeat);
      if (code !== 0) process.stdout.write(Buffer.concat(output));
      process.stdout.write(`${code === 0 ? '✓' : '✗'} ${label} (${seconds(startedAt)})\n`);
      resolve(code);
    };
    child.on('error', (error) => {
      output.push(Buffer.from(`${error.message}\n`));
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

/** As {@link tryStep}; a failing step ends the whole command. */
export async function runStep(
  label: string,
  command: string,
  args: string[],
  options: StepOptions = {},
): Promise<void> {
  const code = await tryStep(label, command, args, options);
  if (code !== 0) process.exit(code);
}

/** Arguments that make Node run a TypeScript file of ours. */
export function typescript(file: string, ...args: string[]): string[] {
  return ['--import', 'tsx', file, ...args];
}

/** One clear sentence, and the end. */
export function stopWith(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
