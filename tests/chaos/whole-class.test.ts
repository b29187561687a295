import { beforeAll, expect, it } from 'vitest';
import { seededRandom } from '@/lib/reference/sampling';
import { rescheduleAssignment } from '@/lib/server/classes/assignments';
import { splitPairSession } from '@/lib/server/pair/split-pair-session';
import { startServers } from '../support/api-process';
import { onEveryDatabase } from '../support/databases';
import { nextMoment } from '../support/device';
import { value } from '../support/pairs';
import { checkAllWork } from './check-work';
import { type Classroom, seatClass } from './classroom';
import { readStored } from './stored';
import { amount, killWhileTheyWork, seed, Work } from './work';

/** At least two: before one the instructor splits, before the last one a class closes. */
const kills = Math.max(2, amount('CHAOS_KILLS', 2));
const commands = amount('CHAOS_EDITS', 108);
const timeoutMs = 240_000 + kills * 10_000 + commands * 100;

/** An instructor splits the busiest pair, in another process than the one that serves its devices. */
async function split(work: Work, { instructor, devices }: Classroom): Promise<void> {
  const [busiest] = devices.toSorted((a, b) => b.answered.length - a.answered.length);
  const { pairSessionId = '' } = busiest ?? {};
  work.splits.set(pairSessionId, nextMoment());
  value(await splitPairSession(instructor, { pairSessionId }, new Date()));
}

/** An instructor has an assignment close in a moment. */
async function closeSoon({ instructor, assignmentId }: Classroom): Promise<void> {
  const closesAt = new Date(Date.now() + 300);
  value(await rescheduleAssignment(instructor, { assignmentId, opensAt: null, closesAt }, new Date()));
}

onEveryDatabase((kind, makeDatabase) => {
  let databaseUrl = '';
  beforeAll(async () => {
    databaseUrl = await makeDatabase();
  });

  it(
    'keeps each acknowledged command of twelve pairs once while two are split, half of them are closed and the server is killed',
    async () => {
      const random = seededRandom(seed);
      const servers = await startServers(databaseUrl);
      const shared = { pairs: 6, servers, random };
      const open = await seatClass({ ...shared, policy: { agreement: 'either', counting: 'best' } });
      const closing = await seatClass({ ...shared, policy: { agreement: 'both' } });
      const work = new Work([...open.devices, ...closing.devices], commands, random);
      const fates = await killWhileTheyWork(work, servers, kills, random, {
        [Math.floor(kills / 2)]: async () => {
          await split(work, open);
          await split(work, closing);
        },
        [kills]: () => closeSoon(closing),
      });
      await work.finish();
      const counts = await checkAllWork(work, [open, closing], servers);
      expect(counts.stored).toBe(counts.acknowledged);
      process.stdout.write(
        `  twelve pairs on ${kind}: ${JSON.stringify({ commands, ...counts, ...fates })}\n`,
      );
    },
    timeoutMs,
  );

  if (kind === 'postgresql') {
    it(
      'lets partners on two servers work in the same cells, check and hand in as if they were on one',
      async () => {
        const random = seededRandom(seed);
        const servers = await startServers(databaseUrl, 2);
        const classroom = await seatClass({ pairs: 2, policy: { agreement: 'either' }, servers, random });
        const work = new Work(classroom.devices, commands / 3, random);
        const fates = await killWhileTheyWork(work, servers, Math.ceil(kills / 4), random);
        await work.finish();
        const counts = await checkAllWork(work, [classroom], servers);
        expect(counts.stored).toBe(counts.acknowledged);
        for (const id of classroom.pairSessionIds) {
          const { ops, seats } = await readStored(id);
          expect(new Set(ops.map(({ seatId }) => seatId)).size).toBe(seats.length);
        }
        process.stdout.write(`  two servers: ${JSON.stringify({ commands, ...counts, ...fates })}\n`);
      },
      timeoutMs,
    );
  }
});
