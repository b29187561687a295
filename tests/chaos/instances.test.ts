import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { closeBus } from '@/lib/server/live/shared-bus';
import { ApiProcess } from '../support/api-process';
import { onEveryDatabase } from '../support/databases';
import { Device } from '../support/device';
import { seedPair } from '../support/pairs';

/** Well below the 15 seconds after which a stream reads by itself what no notice told it of. */
const soon = { timeout: 6_000 };
const cells = Array.from({ length: 8 }, (_, column) => column);

/** Two partners on one process, where there can be one only, or each on a process of their own. */
onEveryDatabase((kind, makeDatabase) => {
  const names = kind === 'postgresql' ? ['first', 'second'] : ['only'];
  let databaseUrl = '';
  let servers: ApiProcess[] = [];
  let ada: Device;
  let alan: Device;
  let adaSeatId = '';

  beforeAll(async () => {
    databaseUrl = await makeDatabase();
    servers = names.map(() => new ApiProcess(databaseUrl));
    await Promise.all(servers.map((server) => server.start()));
    return async () => {
      await Promise.all(servers.map((server) => server.stop('SIGKILL')));
    };
  });

  beforeEach(async () => {
    const pair = await seedPair({ policy: { agreement: 'both' } });
    const deviceOn = (server: ApiProcess | undefined, viewer: typeof pair.ada) =>
      Device.open(() => server?.origin ?? '', viewer, pair.pairSessionId);
    ada = await deviceOn(servers[0], pair.ada);
    alan = await deviceOn(servers.at(-1), pair.alan);
    void alan.listen();
    await expect.poll(() => alan.page.view, soon).not.toBeNull();
    void ada.listen();
    await expect.poll(() => ada.page.view, soon).not.toBeNull();
    adaSeatId = ada.page.seatId;
  });
  afterEach(() => {
    ada.stop();
    alan.stop();
  });

  async function typeRow(device: Device, row: number): Promise<void> {
    for (const column of cells) {
      const op = { opId: randomUUID(), path: `2a/${row}/${column}`, base: 0, value: `1/${column + 1}` };
      device.give({ kind: 'edit', resource: 'ops', body: { ops: [op] } });
    }
    while (device.waiting > 0) await device.flushOnce();
  }
  const eventsOf = (device: Device, name: string) =>
    device.page.heard.filter(({ event }) => event === name).map(({ data }) => data);

  it(`carries edits both ways between partners (${names.join(', ')}), in order and exactly once`, async () => {
    await Promise.all([typeRow(ada, 0), typeRow(alan, 1), typeRow(ada, 2), typeRow(alan, 3)]);
    await expect.poll(() => [ada.page.seq, alan.page.seq], soon).toEqual([32, 32]);
    for (const device of [ada, alan]) {
      expect(device.page.gaps).toEqual([]);
      expect(device.page.fields.size).toBe(32);
      expect(device.page.fields.get('2a/3/7')).toMatchObject({ value: '1/8', version: 1 });
    }
  });

  it('tells that a partner is here, where they are, and that they have gone', async () => {
    const presence = () => eventsOf(alan, 'presence').at(-1);
    await expect.poll(presence, soon).toMatchObject({ seatId: adaSeatId, path: null, present: true });
    await ada.call('presence', { path: '2a/0/0', typing: true });
    await expect.poll(presence, soon).toMatchObject({ path: '2a/0/0', typing: true, present: true });
    ada.stop();
    await expect.poll(presence, soon).toMatchObject({ path: null, present: false });
  });

  it('tells once of a check, of handing in and of a turned page', async () => {
    const choice = { partId: '1b', response: 'high', token: 'a check of the first one' };
    await ada.call('submissions', choice);
    await expect.poll(() => eventsOf(alan, 'submitted'), soon).toMatchObject([{ partId: '1b', attempt: 1 }]);

    await alan.call('hand-ins', { partId: '1b' });
    await expect
      .poll(() => eventsOf(ada, 'hand-in'), soon)
      .toMatchObject([{ partId: '1b', state: 'proposed' }]);
    await ada.call('hand-ins', { partId: '1b' });
    await expect
      .poll(() => eventsOf(alan, 'hand-in').map(({ state }) => state), soon)
      .toEqual(['proposed', 'handed-in']);

    await ada.call('reveals', { partId: '2a' });
    await expect
      .poll(() => eventsOf(alan, 'state').at(-1)?.proposals, soon)
      .toMatchObject([{ partId: '2a' }]);
    expect(eventsOf(alan, 'revealed')).toEqual([]);
    await alan.call('reveals', { partId: '2a' });
    await expect.poll(() => eventsOf(ada, 'revealed'), soon).toMatchObject([{ partId: '2a' }]);
    expect(eventsOf(alan, 'submitted').filter(({ partId }) => partId === '1b')).toHaveLength(1);
  });

  if (kind === 'postgresql') {
    it('reads what was not heard when the connection between the processes was lost', async () => {
      await typeRow(ada, 0);
      await expect.poll(() => alan.page.seq, soon).toBe(8);
      // Making the pair opened a bus in this process, too; what is left below are the two servers'.
      await closeBus();
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      const cut = await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND query LIKE 'LISTEN %'`,
      );
      await client.end();
      expect(cut.rowCount).toBe(2);
      await ada.call('submissions', { partId: '1b', response: 'high', token: 'while nobody listens' });
      await typeRow(ada, 1);
      await expect.poll(() => alan.page.seq, soon).toBe(16);
      await expect
        .poll(() => eventsOf(alan, 'state').at(-1)?.submissions, soon)
        .toMatchObject({ '1b': { attempt: 1 } });
      await typeRow(alan, 2);
      await expect.poll(() => ada.page.seq, soon).toBe(24);
      expect([...ada.page.gaps, ...alan.page.gaps]).toEqual([]);
    });
  }

  it('says when to come back before it stops, and stops within five seconds', async () => {
    const startedAt = performance.now();
    const codes = await Promise.all(servers.map((server) => server.stop('SIGTERM')));
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(codes).toEqual(servers.map(() => 0));
    for (const device of [ada, alan]) {
      const byes = eventsOf(device, 'bye').map(({ retryMs }) => Number(retryMs));
      expect(byes).toHaveLength(1);
      expect(byes[0]).toBeGreaterThanOrEqual(500);
      expect(byes[0]).toBeLessThanOrEqual(5_500);
    }
  });
});
