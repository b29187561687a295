import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { migrateDatabase } from '@/lib/server/database/migrate';
import { makeSqliteFolder } from '../support/database-servers';
import { freePort } from '../support/free-port';

/** The environment of an operator: a production server refuses the cheap passwords of tests. */
const { PASSWORD_COST: _cost, ...operatorsEnvironment } = process.env;
const ready = { timeout: 60_000 };

let folder = '';
let databaseUrl = '';
const started: ChildProcess[] = [];

interface Run {
  child: ChildProcess;
  output: () => string;
  code: Promise<number | null>;
}

/** Runs a command as its npm script does. */
function run(args: string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    env: { ...operatorsEnvironment, DATABASE_URL: databaseUrl, ...env },
  });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return { child, output: () => output, code: once(child, 'close').then(([code]) => code) };
}

async function serve(): Promise<Run> {
  const server = run(['scripts/start.ts'], { NODE_ENV: 'production', PORT: String(await freePort()) });
  const isServing = vi.waitFor(() => expect(server.output()).toContain('"serving"'), ready);
  const hasEnded = server.code.then((code) => {
    throw new Error(`The server ended with code ${code}: ${server.output()}`);
  });
  hasEnded.catch(() => undefined);
  await Promise.race([isServing, hasEnded]);
  return server;
}

beforeAll(async () => {
  ({ folder, url: databaseUrl } = await makeSqliteFolder());
  await migrateDatabase(databaseUrl);
});
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

it('serves a file once, backs it up meanwhile, restores nothing into it, and begins again after it was killed', async () => {
  const first = await serve();
  const backup = join(folder, 'backup');
  const another = run(['scripts/start.ts'], { NODE_ENV: 'production', PORT: '0' });
  const development = run(
    ['-e', "import('./instrumentation').then(({ register }) => register()).then(() => process.exit(0))"],
    { NODE_ENV: 'development' },
  );
  const backing = run(['scripts/database/backup.ts', backup]);
  const migrating = run(['scripts/database/migrate.ts']);
  const inviting = run(['scripts/instructor.ts', '--email', 'grace@example.test', '--name', 'Grace']);
  for (const refused of [another, development]) {
    expect(await refused.code).toBe(1);
    expect(refused.output()).toBe(
      `${join(folder, 'duet.db')} has a server already, or is being restored or migrated: stop that first, or use PostgreSQL, which several servers can share.\n`,
    );
  }
  expect([await backing.code, await migrating.code, await inviting.code]).toEqual([0, 0, 0]);
  expect(existsSync(backup)).toBe(true);
  expect(migrating.output()).toBe('The database is up to date.\n');

  const restoring = run(['scripts/database/restore.ts', backup]);
  expect(await restoring.code).toBe(1);
  expect(restoring.output()).toContain('has a running server, or is being restored or migrated');

  first.child.kill('SIGKILL');
  await first.code;
  const second = await serve();
  second.child.kill('SIGTERM');
  // It lets go of the lock last, and the next one waits for that.
  const third = await serve();
  expect(await second.code).toBe(0);
  third.child.kill('SIGTERM');
  expect(await third.code).toBe(0);
}, 180_000);
