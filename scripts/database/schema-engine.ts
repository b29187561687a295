import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import type { DatabaseKind } from '@/lib/server/env';

interface EngineModule {
  readonly SchemaEngine: typeof SchemaEngine;
  readonly __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
}

let loading: Promise<EngineModule> | undefined;

/** Loads the engine by hand: the package imports its .wasm file as a module, which Node does not do. */
async function loadEngine(): Promise<EngineModule> {
  const engine: EngineModule = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const folder = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(folder.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...engine } });
  engine.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start !== 'function') throw new Error('The schema engine has no start function.');
  start();
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (message: string) => {
        throw new Error(message);
      },
    },
  });
  return engine;
}

/** What PostgreSQL 14 says of itself, in the shape of Prisma's adapters; 5, 7 and 0 are their boolean, text, integer. */
const POSTGRESQL_VERSION = {
  columnNames: ['exists', 'version', 'numeric_version'],
  columnTypes: [5, 7, 0],
  rows: [[true, 'PostgreSQL 14.0', 140_000]],
};

/**
 * Stands in for a database. The engine wants a connection even where it only compares models with models; all it asks
 * through it is PostgreSQL's version.
 */
function absentDatabase(kind: DatabaseKind): object {
  const nothing = async () => ({ ok: true, value: undefined });
  const refuse = async () => {
    throw new Error('Drafting a migration must not touch a database.');
  };
  const identity = { provider: kind === 'postgresql' ? 'postgres' : kind, adapterName: 'none' };
  const connection = {
    ...identity,
    queryRaw: async ({ sql }: { sql: string }) =>
      sql.includes('version()') ? { ok: true, value: POSTGRESQL_VERSION } : await refuse(),
    executeRaw: refuse,
    executeScript: nothing,
    startTransaction: refuse,
    dispose: nothing,
    getConnectionInfo: () => ({ ok: true, value: { supportsRelationJoins: false } }),
  };
  return { ...identity, connect: async () => ({ ok: true, value: connection }), connectToShadowDb: refuse };
}

/**
 * The SQL that turns a database of one state of the models into one of another, without a database. Data that the
 * change loses is not warned of: read what comes out.
 *
 * @param from the models as they were, or null for an empty database.
 */
export async function draftSql(kind: DatabaseKind, from: string | null, to: string): Promise<string> {
  loading ??= loadEngine();
  const { SchemaEngine } = await loading;
  const schema = (models: string) => [
    { path: 'schema.prisma', content: `datasource db {\n  provider = "${kind}"\n}\n\n${models}` },
  ];
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => undefined, absentDatabase(kind));
  try {
    const { stdout } = await engine.diff({
      from: from === null ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: schema(from) },
      to: { tag: 'schemaDatamodel', files: schema(to) },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    // The schema is there in every database, and who may not create one would be refused even so.
    return (stdout ?? '').replace(/^-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n\n/, '');
  } finally {
    engine.free();
  }
}
