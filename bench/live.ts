import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild } from '../scripts/build';
import { seedStudents, signInPair } from './live/class-of-pairs';
import type { Device } from './live/client';
import { type MeasuredProcess, type Memory, startMeasured } from './live/measured-process';
import { closePairs, forEachFew, openPairs, percentile, type Typed, typeInPairs } from './live/typing';

interface Row {
  what: string;
  value: number;
  unit: string;
  ratio?: number;
}

/** Open streams of each measurement: 30, 60 and 150 pairs on two devices each. */
const streamCounts = [60, 120, 300];
/** Each pair enters a value this often; the partners take turns. */
const everyMs = 1_000;
const turns = Number(process.env.BENCH_LIVE_TURNS ?? 15);
/** Not measured: code is compiled and caches fill. */
const warmUpTurns = 4;
const mostPairs = Math.max(...streamCounts) / 2;

type Pairs = readonly (readonly [Device, Device])[];

interface Measured {
  typed: Typed;
  /** Bytes a stream costs while it is open, and how long the server's CPU worked for one op. */
  held: number;
  rss: number;
  cpuMsPerOp: number;
}

/**
 * Opens the streams, types, and closes them. What a stream costs in memory is the difference, after collecting all
 * garbage, between the server with all of them open and idle and the same server when they are closed again: what was
 * loaded or cached on the way is in both.
 */
async function measure(server: MeasuredProcess, pairs: Pairs): Promise<Measured> {
  const open = await openPairs(pairs);
  await typeInPairs(open, everyMs / 4, warmUpTurns);
  const before = await server.memory();
  const typed = await typeInPairs(open, everyMs, turns);
  const during = await server.memory();
  closePairs(open);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const after = await server.memory();
  const perStream = (of: (memory: Memory) => number) => (of(during) - of(after)) / (pairs.length * 2);
  return {
    typed,
    held: perStream(({ held }) => held),
    rss: perStream(({ rss }) => rss),
    cpuMsPerOp: (during.cpuMs - before.cpuMs) / typed.sent,
  };
}

/** Stops the server with all streams open: how long it takes, and over what time it calls its clients back. */
async function stopUnder(server: MeasuredProcess, pairs: Pairs): Promise<Row[]> {
  const open = await openPairs(pairs);
  const { code, tookMs } = await server.stop();
  if (code !== 0) throw new Error(`The server ended with code ${code}.`);
  const streams = open.flatMap((pair) => pair.streams);
  const returns = streams.flatMap((stream) => stream.comeBackInMs() ?? []);
  closePairs(open);
  const what = `${streams.length} streams: SIGTERM`;
  return [
    { what: `${what} → the process has ended`, value: tookMs, unit: 'ms' },
    {
      what: `${what}: streams that were not told to come back`,
      value: streams.length - returns.length,
      unit: '',
    },
    { what: `${what}: first client told to come back after`, value: Math.min(...returns), unit: 'ms' },
    { what: `${what}: last client told to come back after`, value: Math.max(...returns), unit: 'ms' },
  ];
}

function echoPairs(origin: string, count: number): Pairs {
  return Array.from({ length: count }, (_, index) => {
    const device = { eventsUrl: `${origin}/${index}`, opsUrl: `${origin}/${index}`, headers: {} };
    return [device, device] as const;
  });
}

function rowsOf(streams: number, product: Measured, echo: Measured): Row[] {
  const atShare = (share: number): Row => {
    const value = percentile(product.typed.latencies, share);
    const what = `${streams} streams: POST of an op → event at the partner, p${share * 100}`;
    return { what, value, unit: 'ms', ratio: value / percentile(echo.typed.latencies, share) };
  };
  const { lost, doubled, sent } = product.typed;
  return [
    ...[0.5, 0.95, 0.99].map(atShare),
    { what: `${streams} streams: lost, of ${sent} ops`, value: lost, unit: 'ops' },
    { what: `${streams} streams: doubled`, value: doubled, unit: 'ops' },
    {
      what: `${streams} streams: memory held by one stream`,
      value: product.held / 1_024,
      unit: 'KB',
      ratio: product.held / echo.held,
    },
    { what: `${streams} streams: resident memory a stream`, value: product.rss / 1_024, unit: 'KB' },
    {
      what: `${streams} streams: processor time of the server for one op`,
      value: product.cpuMsPerOp,
      unit: 'ms',
      ratio: product.cpuMsPerOp / echo.cpuMsPerOp,
    },
  ];
}

/**
 * Two partners on two devices, in many pairs at once: how long an op takes from its POST to the partner's event stream,
 * what a stream costs in memory, and whether anything is lost or doubled. The server is the product as it runs in
 * production, on SQLite, with everybody signed in by password; the anchor is a bare event server under the same load in
 * the same run. Builds the pages where they are not built, because signing in lives there.
 */
export async function run(): Promise<{ name: string; rows: Row[] }> {
  await ensureBuild();
  const folder = await mkdtemp(join(tmpdir(), 'duet-bench-live-'));
  const { databaseUrl, assignmentId, emails } = await seedStudents(folder, mostPairs * 2);
  const echo = await startMeasured('bench/live/echo-server.ts');
  const product = await startMeasured('server.ts', {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: 'a secret that only benchmarks know',
    LOG_LEVEL: 'warn',
  });
  try {
    const couples = Array.from({ length: mostPairs }, (_, index): [string, string] => [
      emails[2 * index] ?? '',
      emails[2 * index + 1] ?? '',
    ]);
    const pairs: Pairs = await forEachFew(couples, 4, (couple) =>
      signInPair(product.origin, assignmentId, couple),
    );
    // A new database's journal grows for its first few hundred edits, which has each commit wait for more of the disk.
    const all = await openPairs(pairs);
    await typeInPairs(all, everyMs * 4, warmUpTurns);
    closePairs(all);
    const rows: Row[] = [];
    for (const streams of streamCounts) {
      const echoed = await measure(echo, echoPairs(echo.origin, streams / 2));
      rows.push(...rowsOf(streams, await measure(product, pairs.slice(0, streams / 2)), echoed));
    }
    rows.push(...(await stopUnder(product, pairs)));
    const [load = 0] = loadavg();
    rows.push({
      what: `the machine: ${cpus().length} processors, load over the last minute`,
      value: load,
      unit: '',
    });
    return { name: 'live', rows };
  } finally {
    await Promise.all([product.stop(), echo.stop()]);
    await rm(folder, { recursive: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { rows } = await run();
  for (const { what, value, unit, ratio } of rows) {
    const beside = ratio === undefined ? '' : ` (${ratio.toFixed(1)} times the bare event server's)`;
    process.stdout.write(
      `${what}: ${value.toLocaleString('en', { maximumSignificantDigits: 3 })} ${unit}${beside}\n`,
    );
  }
}
