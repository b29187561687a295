import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe } from 'vitest';
import { closeDatabase, useDatabase } from '@/lib/server/database/db';
import { migrateDatabase } from '@/lib/server/database/migrate';
import { sqlitePath } from '@/lib/server/database/sqlite-adapter';
import type { DatabaseKind } from '@/lib/server/env';
import { closeBus } from '@/lib/server/live/shared-bus';

/** Makes a database of its own, turns lib/server to it and returns its address. It is gone after the describe block. */
export type MakeDatabase = () => Promise<string>;

/** Makes and removes empty databases of one kind. */
interface Maker {
  readonly make: () => Promise<string>;
  /** As the database at this address, which nobody is connected to. */
  readonly copy: (url: string) => Promise<string>;
  readonly remove: () => Promise<void>;
}

const SERVER_URL = process.env.TEST_POSTGRES_URL || 'postgresql://postgres@127.0.0.1:5432/postgres';
const CONNECT_TIMEOUT_IN_MS = 3_000;
const LOCAL_HOSTS = new Set(['', 'localhost', '127.0.0.1', '[::1]']);

async function askServer(sql: string): Promise<void> {
  const client = new pg.Client({
    connectionString: SERVER_URL,
    connectionTimeoutMillis: CONNECT_TIMEOUT_IN_MS,
  });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function canUsePostgresql(): Promise<boolean> {
  if (!LOCAL_HOSTS.has(new URL(SERVER_URL).hostname)) {
    throw new Error(
      'TEST_POSTGRES_URL names another machine. Tests make and drop databases: only on this one.',
    );
  }
  try {
    await askServer('SELECT 1');
    return true;
  } catch (error) {
    if (process.env.REQUIRE_POSTGRES) throw error;
    process.stderr.write('\n*** NO POSTGRESQL ANSWERS: THE DATABASE TESTS RUN ON SQLITE ONLY ***\n\n');
    return false;
  }
}

const kinds: readonly DatabaseKind[] = (await canUsePostgresql()) ? ['sqlite', 'postgresql'] : ['sqlite'];

function sqliteMaker(): Maker {
  const folders: string[] = [];
  const make = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'duet-test-'));
    folders.push(folder);
    return `file:${join(folder, 'duet.db')}`;
  };
  return {
    make,
    copy: async (url) => {
      const copied = await make();
      await copyFile(sqlitePath(url), sqlitePath(copied));
      return copied;
    },
    remove: async () => {
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
    },
  };
}

function postgresqlMaker(): Maker {
  const names: string[] = [];
  const makeFrom = async (template: string) => {
    const name = `duet_test_${randomBytes(8).toString('hex')}`;
    await askServer(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
    names.push(name);
    const url = new URL(SERVER_URL);
    url.pathname = name;
    return url.href;
  };
  return {
    make: () => makeFrom('template0'),
    copy: (url) => makeFrom(new URL(url).pathname.slice(1)),
    remove: async () => {
      for (const name of names) await askServer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    },
  };
}

/**
 * Registers the same tests on a real SQLite file and on a real PostgreSQL database (on TEST_POSTGRES_URL or this
 * machine's; where none answers, and REQUIRE_POSTGRES is not set, on SQLite only, which a loud line says).
 *
 * @param define registers the tests of one kind. `makeDatabase` gives a migrated database, `makeEmptyDatabase` one
 *   without any table: `beforeAll(makeDatabase)`, or `beforeEach` where tests must not meet each other's rows.
 */
export function onEveryDatabase(
  define: (kind: DatabaseKind, makeDatabase: MakeDatabase, makeEmptyDatabase: MakeDatabase) => void,
): void {
  for (const kind of kinds) {
    describe(`on ${kind}`, () => {
      const maker = kind === 'sqlite' ? sqliteMaker() : postgresqlMaker();
      let template: Promise<string> | undefined;
      const makeTemplate = async () => {
        const url = await maker.make();
        await migrateDatabase(url);
        return url;
      };
      afterAll(async () => {
        await closeBus();
        await closeDatabase();
        await maker.remove();
      });
      define(
        kind,
        async () => {
          template ??= makeTemplate();
          const url = await maker.copy(await template);
          await useDatabase(url);
          return url;
        },
        async () => {
          const url = await maker.make();
          await useDatabase(url);
          return url;
        },
      );
    });
  }
}
