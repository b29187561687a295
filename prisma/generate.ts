import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..');
const GENERATED = join(ROOT, 'lib/generated');
const STAMP = join(GENERATED, 'generated-from');
const KINDS = ['sqlite', 'postgresql'] as const;

const { resolve } = createRequire(import.meta.url);

/** SHA-256, in hex, of everything the clients are made from. */
function stampOfInputs(): string {
  const inputs = [
    join(import.meta.dirname, 'models.prisma'),
    ...KINDS.map((kind) => join(import.meta.dirname, kind, 'schema.prisma')),
    resolve('prisma/package.json'),
    resolve('@prisma/client/package.json'),
  ];
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(readFileSync(input)).update('\0');
  return hash.digest('hex');
}

function isUpToDate(stamp: string): boolean {
  const clients = KINDS.map((kind) => join(GENERATED, kind, 'client.ts'));
  return [STAMP, ...clients].every((path) => existsSync(path)) && readFileSync(STAMP, 'utf8') === stamp;
}

/** Generates the client of each kind of database, unless they were made from the same models and tools. */
async function generateClients(): Promise<void> {
  const stamp = stampOfInputs();
  if (isUpToDate(stamp)) return;
  const command = [resolve('prisma/build/index.js'), 'generate', '--config', 'prisma.config.ts', '--schema'];
  for (const kind of KINDS) {
    await promisify(execFile)(process.execPath, [...command, `prisma/${kind}`], { cwd: ROOT });
  }
  writeFileSync(STAMP, stamp);
}

await generateClients();
