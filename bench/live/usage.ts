import type { MeasuredProcess } from './measured-process';

/** What servers used while something was done; times in milliseconds. */
export interface Usage<T> {
  result: T;
  tookMs: number;
  /** Processor time of all the servers. */
  cpuMs: number;
  statements: number;
  /** The share of the time in which the busiest server's main thread was not idle, 0…1. */
  busyShare: number;
}

/** Does something and says what the servers used meanwhile. */
export async function measureUsage<T>(
  servers: readonly MeasuredProcess[],
  act: () => Promise<T>,
): Promise<Usage<T>> {
  const countAll = () => Promise.all(servers.map((server) => server.counters()));
  const before = await countAll();
  const result = await act();
  const after = await countAll();
  const used = after.map((now, index) => {
    const then = before[index] ?? now;
    return {
      cpuMs: now.cpuMs - then.cpuMs,
      statements: now.statements - then.statements,
      tookMs: now.atMs - then.atMs,
      busyShare: (now.busyMs - then.busyMs) / (now.atMs - then.atMs),
    };
  });
  return {
    result,
    tookMs: Math.max(...used.map(({ tookMs }) => tookMs)),
    cpuMs: used.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    statements: used.reduce((sum, { statements }) => sum + statements, 0),
    busyShare: Math.max(...used.map(({ busyShare }) => busyShare)),
  };
}
