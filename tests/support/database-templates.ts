import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from '@/lib/server/database/migrate';
import {
  canUsePostgresql,
  createPostgresql,
  dropPostgresql,
  makeSqliteFolder,
  postgresqlUrl,
} from './database-servers';

declare module 'vitest' {
  interface ProvidedContext {
    /** Addresses of migrated databases that nobody writes to; null where there is no PostgreSQL. */
    databaseTemplates: { sqlite: string; postgresql: string | null };
  }
}

/** Makes one migrated database of each kind before all tests, which copy it: migrating takes much longer. */
export default async function makeTemplates(project: TestProject): Promise<() => Promise<void>> {
  const sqlite = await makeSqliteFolder();
  await migrateDatabase(sqlite.url);
  const name = (await canUsePostgresql()) ? `duet_template_${randomBytes(8).toString('hex')}` : null;
  if (name !== null) {
    await createPostgresql(name, 'template0');
    await migrateDatabase(postgresqlUrl(name));
  }
  project.provide('databaseTemplates', {
    sqlite: sqlite.url,
    postgresql: name === null ? null : postgresqlUrl(name),
  });
  return async () => {
    await rm(sqlite.folder, { recursive: true });
    if (name !== null) await dropPostgresql(name);
  };
}
