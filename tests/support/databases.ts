import { randomBytes } from 'node:crypto';
import { copyFile, rm } from 'node:fs/promises';
import { afterAll, describe, inject } from 'vitest';
import { closeDatabase, useDatabase } from '@/lib/server/database/db';
import { sqlitePath } from '@/lib/server/database/sqlite-adapter';
import type { DatabaseKind } from '@/lib/server/env';
import { closeBus } from '@/lib/server/live/shared-bus';
import { createPostgresql, dropPostgresql, makeSqliteFolder, postgresqlUrl } from './database-servers';

/** Makes a database of its own, points lib/server at it and returns its address. It is gone after the describe block. */
export type MakeDatabase = () => Promise<string>;

/** Makes and removes databases of one kind. */
interface Maker {
  readonly makeEmpty: () => Promise<string>;
  readonly makeMigrated: () => Promise<string>;
  readonly remove: () => Promise<void>;
}

function sqliteMaker(template: string): Maker {
  const folders: string[] = [];
  const makeEmpty = async () => {
    const { folder, url } = await makeSqliteFolder();
    folders.push(folder);
    return url;
  };
  return {
    makeEmpty,
    makeMigrated: async () => {
      const url = await makeEmpty();
      await copyFile(sqlitePath(template), sqlitePath(url));
      return url;
    },
    remove: async () => {
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
    },
  };
}

function postgresqlMaker(template: string): Maker {
  const names: string[] = [];
  const makeFrom = async (original: string) => {
    const name = `duet_test_${randomBytes(8).toString('hex')}`;
    await createPostgresql(name, original);
    names.push(name);
    return postgresqlUrl(name);
  };
  return {
    makeEmpty: () => makeFrom('template0'),
    makeMigrated: () => makeFrom(new URL(template).pathname.slice(1)),
    remove: async () => {
      for (const name of names) await dropPostgresql(name);
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
  const { sqlite, postgresql } = inject('databaseTemplates');
  const makers: [DatabaseKind, Maker][] = [['sqlite', sqliteMaker(sqlite)]];
  if (postgresql !== null) makers.push(['postgresql', postgresqlMaker(postgresql)]);
  for (const [kind, maker] of makers) {
    describe(`on ${kind}`, () => {
      afterAll(async () => {
        await closeBus();
        await closeDatabase();
        await maker.remove();
      });
      const turnTo = (make: () => Promise<string>) => async () => {
        const url = await make();
        await useDatabase(url);
        return url;
      };
      define(kind, turnTo(maker.makeMigrated), turnTo(maker.makeEmpty));
    });
  }
}
