import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateDatabase } from '@/lib/server/database/migrate';
import { killAll, type Run, run, serve, start } from '../support/commands';
import { makeSqliteFolder } from '../support/database-servers';

let folder = '';
let databaseUrl = '';

function runHere(args: string[], env: Record<string, string> = {}): Run {
  return run(args, { DATABASE_URL: databaseUrl, ...env });
}

function serveHere(): Promise<Run> {
  return serve({ DATABASE_URL: databaseUrl });
}

beforeAll(async () => {
  ({ folder, url: databaseUrl } = await makeSqliteFolder());
  await migrateDatabase(databaseUrl);
});
afterAll(() => {
  killAll();
  rmSync(folder, { recursive: true });
});

it('serves a file once, backs it up meanwhile, restores nothing into it, and begins again after it was killed', async () => {
  const first = await serveHere();
  const backup = join(folder, 'backup');
  const another = start({ DATABASE_URL: databaseUrl, PORT: '0' });
  const development = runHere(
    ['-e', "import('./instrumentation').then(({ register }) => register()).then(() => process.exit(0))"],
    { NODE_ENV: 'development' },
  );
  const backing = runHere(['scripts/database/backup.ts', backup]);
  const migrating = runHere(['scripts/database/migrate.ts']);
  const inviting = runHere(['scripts/instructor.ts', '--email', 'grace@example.test', '--name', 'Grace']);
  for (const refused of [another, development]) {
    expect(await refused.code).toBe(1);
    expect(refused.output()).toBe(
      `${join(folder, 'duet.db')} has a server already, or is being restored or migrated: stop that first, or use PostgreSQL, which several servers can share.\n`,
    );
  }
  expect([await backing.code, await migrating.code, await inviting.code]).toEqual([0, 0, 0]);
  expect(existsSync(backup)).toBe(true);
  expect(migrating.output()).toBe('The database is up to date.\n');

  const restoring = runHere(['scripts/database/restore.ts', backup]);
  expect(await restoring.code).toBe(1);
  expect(restoring.output()).toContain('has a running server, or is being restored or migrated');

  first.child.kill('SIGKILL');
  await first.code;
  const second = await serveHere();
  second.child.kill('SIGTERM');
  // It lets go of the lock last, and the next one waits for that.
  const third = await serveHere();
  expect(await second.code).toBe(0);
  third.child.kill('SIGTERM');
  expect(await third.code).toBe(0);
}, 180_000);
