import { type ChildProcess, spawn } from 'node:child_process';

const heartbeatMs = 5_000;
const parentWatchMs = 500;
const endings = ['SIGTERM', 'SIGINT'] as const;

export interface StepOptions {
  env?: Record<string, string>;
  /** Shows the command's own output as it comes; otherwise it is shown only when the step fails. */
  isLoud?: boolean;
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1_000).toFixed(1)} s`;
}

/**
 * Runs one command as a named step, with a sign of life every five seconds, and says how long it took.
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
    const stopListening = endTogether(child);
    const finish = (code: number) => {
      stopListening();
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

/**
 * Acts once npm, which started us, has been ended: its shell keeps signals to itself, so all we see is that our parent
 * has gone. Started in another way, we may outlive our parent.
 */
export function onceNpmHasGone(act: () => void): NodeJS.Timeout {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (!process.env.npm_lifecycle_event || process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, parentWatchMs);
  return watch.unref();
}

/**
 * Forwards the signals that end this process to a child; when the child ends, this process ends with the same code.
 *
 * @returns a function that stops forwarding.
 */
export function endTogether(child: ChildProcess): () => void {
  let isEnding = false;
  const pass = (signal: NodeJS.Signals) => {
    isEnding = true;
    child.kill(signal);
  };
  const onExit = (code: number | null) => {
    if (isEnding) process.exit(code ?? 1);
  };
  const watch = onceNpmHasGone(() => pass('SIGTERM'));
  for (const signal of endings) process.on(signal, pass);
  child.once('exit', onExit);
  return () => {
    clearInterval(watch);
    for (const signal of endings) process.off(signal, pass);
    child.off('exit', onExit);
  };
}

/** Arguments that make Node run a TypeScript file of ours. */
export function typescript(file: string, ...args: string[]): string[] {
  return ['--import', 'tsx', file, ...args];
}

/** Prints one sentence and ends the command. */
export function stopWith(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** The message of whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Loads a module of the product. Settings are read when it loads; wrong ones end the command, saying which. */
export async function loadOrStop<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    return stopWith(sentenceOf(error));
  }
}

/**
 * Reads the arguments of a command.
 *
 * @throws Error with the message of whatever was thrown, and how to use the command.
 */
export function withUsage<T>(usage: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Error(`${sentenceOf(error)}\n${usage}`);
  }
}
