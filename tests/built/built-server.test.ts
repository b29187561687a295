import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { migrateDatabase } from '@/lib/server/database/migrate';
import { buildFolder } from '@/scripts/built';
import { root } from '../support/bundle';
import { killAll, run, serve, start } from '../support/commands';
import {
  canUsePostgresql,
  createPostgresql,
  dropPostgresql,
  makeSqliteFolder,
  postgresqlUrl,
} from '../support/database-servers';
import { freePort } from '../support/free-port';

afterAll(killAll);

async function emptySqlite(): Promise<string> {
  const { folder, url } = await makeSqliteFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return url;
}

async function emptyPostgresql(): Promise<string> {
  const name = `duet_test_${randomBytes(8).toString('hex')}`;
  await createPostgresql(name, 'template0');
  onTestFinished(() => dropPostgresql(name));
  return postgresqlUrl(name);
}

describe.each([
  ['sqlite', emptySqlite],
  ...((await canUsePostgresql()) ? [['postgresql', emptyPostgresql] as const] : []),
] as const)('the demo on an empty %s', (kind, makeEmpty) => {
  it('makes the class, serves its pages and its interface, and stops when it is asked to', async () => {
    const port = await freePort();
    const demo = run(['scripts/demo.ts'], { PORT: String(port), DATABASE_URL: await makeEmpty() });
    await vi.waitUntil(() => demo.output().includes('Duet is ready') || demo.child.exitCode !== null, {
      timeout: 120_000,
    });
    expect(demo.output()).toContain('Duet is ready');
    const health = await fetch(`http://127.0.0.1:${port}/api/health`);
    expect(await health.json()).toMatchObject({ status: 'ok', database: kind });
    const page = await fetch(`http://127.0.0.1:${port}/sign-in`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Sign in')]);
    demo.child.kill('SIGTERM');
    expect([await demo.code, demo.output()]).toEqual([0, expect.any(String)]);
  });
});

it('names our own files where something fails', async () => {
  const url = await emptySqlite();
  await migrateDatabase(url);
  const { port, output } = await serve({ DATABASE_URL: url });
  const client = createClient({ url });
  await client.execute('ALTER TABLE "Section" RENAME TO "Gone"');
  client.close();
  const origin = `http://127.0.0.1:${port}`;
  const eve = { code: 'ABCDEF', name: 'Eve', email: 'eve@people.test', password: 'long enough, this' };
  const answer = await fetch(`${origin}/api/accounts`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify(eve),
  });
  expect(answer.status).toBe(500);
  await expect.poll(output).toMatch(/"stack":"[^"]*\/lib\/server\/people\/[\w-]+\.ts:\d+:\d+/);
});

describe('another build folder', () => {
  // Below the project, so that the packages which a server imports are found.
  const parent = join(root, 'node_modules/.cache');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'duet-built-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const refusal = async () => {
    const refused = start({ NEXT_DIST_DIR: folder, PORT: '0' });
    return [await refused.code, refused.output()];
  };

  it('is refused where nothing is built in it, or something else than these sources', async () => {
    expect(await refusal()).toEqual([1, 'Nothing is built yet: run "npm run build" first.\n']);
    cpSync(join(root, buildFolder(), 'duet'), join(folder, 'duet'), { recursive: true });
    writeFileSync(join(folder, 'built-from'), 'other sources');
    expect(await refusal()).toEqual([
      1,
      'The pages and the server are not built from these sources: run "npm run build" first.\n',
    ]);
  });
});
