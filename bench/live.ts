import { pathToFileURL } from 'node:url';
import { ensureBuild } from '../scripts/build';
import { wantedDatabase } from './live/databases';
import { measureClass, measureSchool } from './live/scenarios/latency';
import { measurePresence } from './live/scenarios/presence';
import { measureProcessor } from './live/scenarios/processor';
import { measureSlowDisk } from './live/scenarios/slow-disk';
import { countStatements } from './live/scenarios/statements';
import { measureStop } from './live/scenarios/stop';
import { measureStreams } from './live/scenarios/streams';
import { measureTwoProcesses } from './live/scenarios/two-processes';
import type { Benchmark, BenchmarkRow } from './support/rows';
import { printTable } from './support/table';

interface Scenario {
  shows: string;
  play: () => Promise<BenchmarkRow[]>;
  /** Played only where it is asked for: it takes minutes. */
  isLong?: boolean;
}

const scenarios: Readonly<Record<string, Scenario>> = {
  statements: { shows: 'SQL statements of one edit, submission and presence', play: countStatements },
  processor: { shows: 'processor time of the same while the server is busy', play: measureProcessor },
  class: { shows: 'how long 60 pairs wait', play: measureClass },
  school: { shows: 'how long 500 pairs wait, and in a rush', play: measureSchool, isLong: true },
  'slow-disk': { shows: 'edits where each commit takes 50 ms longer', play: measureSlowDisk },
  streams: { shows: 'memory and events of 300 streams', play: () => measureStreams(300) },
  'many-streams': { shows: 'the same of 2,000 streams', play: () => measureStreams(2_000), isLong: true },
  presence: { shows: 'what it costs to tell the partner where one is', play: measurePresence },
  stop: { shows: 'a stopping server with 300 streams', play: measureStop },
  'two-processes': { shows: 'partners at two processes on one PostgreSQL', play: measureTwoProcesses },
};

/** The scenarios that a run without names plays. Several processes need PostgreSQL. */
function usualScenarios(): string[] {
  return Object.keys(scenarios).filter(
    (name) => !scenarios[name]?.isLong && (name !== 'two-processes' || wantedDatabase() === 'postgresql'),
  );
}

/**
 * Two partners on two devices, in many pairs at once. The server is the product as it runs in production, on the
 * database that BENCH_DATABASE names; the anchor is a bare event server under the same load in the same run. Builds the
 * pages where they are not built, because the server does not start without them.
 *
 * @param names scenarios to play; where none is given, those that together take a few minutes.
 */
export async function run(names: readonly string[] = []): Promise<Benchmark> {
  const wanted = names.length > 0 ? names : usualScenarios();
  const unknown = wanted.filter((name) => !(name in scenarios));
  if (unknown.length > 0) {
    const list = Object.entries(scenarios).map(([name, { shows }]) => `  ${name}: ${shows}`);
    throw new Error(`There is no scenario ${unknown.join(', ')}. There are:\n${list.join('\n')}`);
  }
  await ensureBuild();
  const rows: BenchmarkRow[] = [];
  for (const name of wanted) {
    process.stderr.write(`· live ${name} …\n`);
    rows.push(...((await scenarios[name]?.play()) ?? []));
  }
  return { name: `live, ${wantedDatabase()}`, rows };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    printTable([await run(process.argv.slice(2))]);
  } catch (error) {
    process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
