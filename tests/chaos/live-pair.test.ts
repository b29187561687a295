import { beforeAll, expect, it } from 'vitest';
import { seededRandom } from '@/lib/reference/sampling';
import { startServers } from '../support/api-process';
import { onEveryDatabase } from '../support/databases';
import { checkAllWork } from './check-work';
import { seatClass } from './classroom';
import { amount, killWhileTheyWork, seed, Work } from './work';

const kills = amount('CHAOS_KILLS', 2);
const commands = amount('CHAOS_EDITS', 60);
const timeoutMs = 120_000 + kills * 10_000 + commands * 100;

onEveryDatabase((kind, makeDatabase) => {
  let databaseUrl = '';
  beforeAll(async () => {
    databaseUrl = await makeDatabase();
  });

  it(
    'keeps each acknowledged command of a pair once, and both devices alike, on a network at its worst',
    async () => {
      const random = seededRandom(seed);
      const servers = await startServers(databaseUrl);
      const classroom = await seatClass({ pairs: 1, policy: {}, servers, random });
      const work = new Work(classroom.devices, commands, random);
      const fates = await killWhileTheyWork(work, servers, kills, random);
      await work.finish();
      const counts = await checkAllWork(work, [classroom], servers);
      for (const { swaps, network } of classroom.devices)
        expect(swaps + network.lateCopies).toBeGreaterThan(0);
      process.stdout.write(`  one pair on ${kind}: ${JSON.stringify({ commands, ...counts, ...fates })}\n`);
    },
    timeoutMs,
  );
});
