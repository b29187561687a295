import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, it, vi } from 'vitest';
import { seededRandom } from '@/lib/reference/sampling';
import { database } from '@/lib/server/database/db';
import { ApiProcess } from '../support/api-process';
import { onEveryDatabase } from '../support/databases';
import { cookieOf, Device } from '../support/device';
import { seedPair } from '../support/pairs';

/** More of it: CHAOS_KILLS=200 CHAOS_EDITS=4000 npx vitest run tests/chaos */
const kills = Number(process.env.CHAOS_KILLS ?? 6);
const edits = Number(process.env.CHAOS_EDITS ?? 240);
const timeoutMs = 120_000 + kills * 10_000;
const seed = process.env.CHAOS_SEED ?? 'two at one table';

/** Few cells, so that the partners meet often. */
const paths = Array.from({ length: 12 }, (_, index) => `2a/${Math.floor(index / 4)}/${index % 4}`);

const until = (isTrue: () => boolean) => vi.waitUntil(isTrue, { interval: 2, timeout: timeoutMs });

onEveryDatabase((_kind, makeDatabase) => {
  let databaseUrl = '';
  beforeAll(async () => {
    databaseUrl = await makeDatabase();
  });

  it(
    'keeps each acknowledged edit once, and both devices alike, on a network at its worst',
    async () => {
      const random = seededRandom(seed);
      const { ada, alan, pairSessionId } = await seedPair();
      const cookies = [await cookieOf(ada), await cookieOf(alan)];
      const server = new ApiProcess(databaseUrl);
      await server.start();
      const faults = { lostAnswer: 0.1, doubled: 0.15, swapped: 0.2, late: 0.1 };
      const devices = cookies.map(
        (cookie) => new Device(() => server.origin, cookie, pairSessionId, faults, random),
      );
      const listening = devices.map((device) => device.listen());

      let typed = 0;
      let midWrite = 0;
      let isDone = false;
      const working = devices.map(async (device) => {
        while (!isDone || device.waiting > 0) {
          const inOneGo = 1 + Math.floor(random() * 5);
          for (let edit = 0; edit < inOneGo && typed < edits && device.waiting < 8; edit += 1) {
            const path = paths[Math.floor(random() * paths.length)] ?? '2a/0/0';
            device.type(path, String(Math.floor(random() * 1_000)));
            typed += 1;
          }
          if (random() < 0.03) device.dropStream();
          if (!(await device.flushOnce())) await pause(30);
          if (device.waiting === 0) await pause(3);
        }
      });
      for (let kill = 1; kill <= kills; kill += 1) {
        const goal = (edits * kill) / (kills + 1);
        await until(() => typed >= goal);
        await pause(random() * 15);
        if (devices.some(({ underWay }) => underWay > 0)) midWrite += 1;
        await server.stop('SIGKILL');
        await server.start();
      }
      await until(() => typed >= edits);
      isDone = true;
      await Promise.all(working);

      const { seq } = await database().pairSession.findUniqueOrThrow({ where: { id: pairSessionId } });
      await expect.poll(() => devices.map((device) => device.seq), { timeout: 15_000 }).toEqual([seq, seq]);
      for (const device of devices) device.stop();
      await Promise.all(listening);
      expect(await server.stop('SIGTERM')).toBe(0);

      const ops = await database().op.findMany({ where: { pairSessionId }, orderBy: { seq: 'asc' } });
      const acknowledged = devices.flatMap((device) => [...device.acknowledged]);
      const stored = ops.map(({ opId }) => opId);
      expect(acknowledged.length).toBeGreaterThan(edits / 4);
      expect(acknowledged.filter((opId) => !stored.includes(opId))).toEqual([]);
      expect(new Set(stored).size).toBe(stored.length);
      expect(ops.map((op) => op.seq)).toEqual(ops.map((_, index) => index + 1));

      const replayed = new Map(ops.map((op) => [op.path, { value: op.value, version: op.version }]));
      const fields = await database().field.findMany({ where: { pairSessionId } });
      expect(new Map(fields.map(({ path, value, version }) => [path, { value, version }]))).toEqual(replayed);
      for (const device of devices) {
        expect(
          new Map([...device.fields].map(([path, { value, version }]) => [path, { value, version }])),
        ).toEqual(replayed);
        expect(device.gaps).toEqual([]);
        expect(device.swaps + device.lateCopies).toBeGreaterThan(0);
      }
      const sumOf = (of: 'answered' | 'swaps' | 'lateCopies') =>
        devices.reduce((sum, device) => sum + device[of], 0);
      process.stdout.write(
        `  ${typed} edits, ${sumOf('answered')} answered, ${sumOf('swaps')} times in the wrong order, ${sumOf('lateCopies')} late copies, ` +
          `${acknowledged.length} acknowledged, ${stored.length} stored, ${kills} kills, ${midWrite} of them with a request under way\n`,
      );
    },
    timeoutMs,
  );
});
