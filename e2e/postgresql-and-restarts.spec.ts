import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { findPostgres } from '../scripts/postgres';
import { expect, test } from './fixtures';
import { OwnServer } from './own-server';
import { WorksheetPage } from './pages/worksheet.page';

const server = process.env.TEST_POSTGRES_URL ?? findPostgres();

async function ask(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server ?? '' });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

test('on PostgreSQL a pair goes on after the server was killed, and after it was stopped and started', async ({
  signIn,
  baseURL,
}) => {
  test.setTimeout(180_000);
  if (!server)
    throw new Error('PostgreSQL is needed for this journey: none answers and none could be started.');
  const name = `duet_e2e_${randomBytes(6).toString('hex')}`;
  await ask(`CREATE DATABASE "${name}"`);
  const address = new URL(server);
  address.pathname = name;
  const own = new OwnServer(address.href, Number(new URL(baseURL ?? '').port) + 1);
  const isUp = () => expect.poll(() => own.isUp(), { timeout: 60_000 }).toBe(true);
  try {
    await own.start(true);
    await isUp();
    const { room, origin } = own;
    const [first, second] = room.students;
    if (!first || !second) throw new Error('a class has four students');
    const ada = new WorksheetPage(await signIn(first, { baseURL: origin }), first.name);
    const alan = new WorksheetPage(await signIn(second, { baseURL: origin }), second.name);
    await ada.start(room);
    await alan.join(room, await ada.pairCode());
    await ada.typeCell(1, 1, '1');
    await alan.expectCell(1, 1, /: 1, correct/);

    await own.stop('SIGKILL');
    await alan.typeCell(2, 1, '1/2');
    await expect(alan.page.getByText(/^Offline: /)).toBeVisible();
    await own.start(false);
    await isUp();
    await ada.expectCell(2, 1, /1\/2, correct/);
    await ada.page.reload();
    await ada.expectCell(1, 1, /: 1, correct/);

    const { code, tookMs } = await own.stop('SIGTERM');
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(5_000);
    await ada.typeCell(2, 2, '.5');
    await own.start(false);
    await isUp();
    await alan.expectCell(2, 2, /\.5, correct/);
    const grace = await signIn(room.instructor, { baseURL: origin });
    await grace.goto(`/sections/${room.sectionId}/results`);
    await expect(grace.getByRole('row', { name: /Ada & Alan/ })).toContainText('in progress');
  } finally {
    await own.stop('SIGKILL');
    await ask(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  }
});
