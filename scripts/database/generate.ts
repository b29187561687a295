import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');
const MODELS = join(ROOT, 'prisma/models.prisma');
const GENERATED = join(ROOT, 'lib/generated');
const STAMP = join(GENERATED, 'generated-from');
const KINDS = ['sqlite', 'postgresql'] as const;

const { resolve } = createRequire(import.meta.url);

/** SHA-256, in hex, of everything the clients are made from. */
function stampOfInputs(): string {
  const inputs = [
    MODELS,
    import.meta.filename,
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

/** The models as one kind of database takes them, with the place of its client. */
function schemaOf(kind: (typeof KINDS)[number]): string {
  return `generator client {
  provider = "prisma-client"
  output   = "../${kind}"
}

datasource db {
  provider = "${kind}"
}

${readFileSync(MODELS, 'utf8')}`;
}

/** Generates the client of each kind of database, unless they were made from the same models and tools. */
async function generateClients(): Promise<void> {
  const stamp = stampOfInputs();
  if (isUpToDate(stamp)) return;
  const command = [resolve('prisma/build/index.js'), 'generate', '--config', 'prisma.config.ts', '--schema'];
  for (const kind of KINDS) {
    const schema = join(GENERATED, 'schemas', `${kind}.prisma`);
    mkdirSync(dirname(schema), { recursive: true });
    writeFileSync(schema, schemaOf(kind));
    await promisify(execFile)(process.execPath, [...command, schema], { cwd: ROOT });
  }
  writeFileSync(STAMP, stamp);
}

await generateClients();
