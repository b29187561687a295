import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Benchmark } from './support/rows';
import { printTable } from './support/table';

interface BenchmarkModule {
  run?: () => Promise<Benchmark>;
}

const folder = import.meta.dirname;
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'run.ts')
  .filter((name) => wanted.length === 0 || wanted.some((one) => name.startsWith(one)))
  .sort();
const done: Benchmark[] = [];
for (const file of files) {
  process.stderr.write(`· ${file} …\n`);
  try {
    const { run } = (await import(pathToFileURL(join(folder, file)).href)) as BenchmarkModule;
    if (run) done.push(await run());
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`✗ ${file}: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
printTable(done);
