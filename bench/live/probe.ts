import { performance } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';
import type { Counters, Memory } from './measured-process';
import { statementsSent, watchDrivers } from './sql-counter';

/**
 * Loaded before a server that is measured, in every thread of it: counts its SQL statements, reports what it has used,
 * and makes SQLite's disk as slow as COMMIT_DELAY_MS says.
 */

const commitDelayMs = Number(process.env.COMMIT_DELAY_MS ?? 0);
const never = new Int32Array(new SharedArrayBuffer(4));

// libSQL commits synchronously, in the thread that asks: a slow disk stops that thread, and so does this wait.
watchDrivers(() => {
  if (commitDelayMs > 0) Atomics.wait(never, 0, 0, commitDelayMs);
});

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

async function readMemory(): Promise<Memory> {
  // Several times, because what a finaliser releases is collected only by the next collection.
  for (let turn = 0; turn < 4; turn += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, held: heapUsed + external };
}

function readCounters(): Counters {
  const { active } = performance.eventLoopUtilization();
  return { cpuMs: cpuMs(), busyMs: active, statements: statementsSent(), atMs: performance.now() };
}

if (isMainThread) {
  process.on('message', async (message) => {
    if (message === 'memory') process.send?.(await readMemory());
    if (message === 'counters') process.send?.(readCounters());
  });
}
