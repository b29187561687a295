import { expect, it } from 'vitest';
import { checkPassword, hashNewPassword } from '@/lib/server/people/passwords';
import { ok } from '@/lib/server/result';
import { hashFor } from '../../support/people';

const password = 'a long enough password';

it('are counted in characters, not in bytes or halves of them', async () => {
  const ada = { name: 'Ada', email: 'ada@people.test' };
  const turn = { account: ada.email, source: 'tests', isKnown: false };
  const chosen = (text: string) => hashNewPassword(text, ada, turn);
  expect(await chosen('🦊🐢🌵🎻🧭🍋🚲🪁')).toMatchObject({ ok: true });
  expect(await chosen('🦊🐢🌵🎻🧭🍋🚲')).toMatchObject({ code: 'bad-request' });
  const long = 'Füße tragen schöne grüne Bären? '.repeat(7);
  expect(await chosen(long.slice(0, 200))).toMatchObject({ ok: true });
  expect(await chosen(long.slice(0, 201))).toMatchObject({ code: 'bad-request' });
});

it('cost an unknown person the same work as a known one', async () => {
  const kept = await hashFor('ada@people.test', password);
  const turn = { account: 'ada@people.test', source: 'tests', isKnown: false };
  const spent = { known: 0, unknown: 0 };
  // The first one loads what all of them need.
  await checkPassword('something else', turn, async () => ok(kept));
  // Processor time of this process, taken in turns: a busy machine does not change it.
  for (let round = 0; round < 60; round += 1) {
    for (const [who, hash] of [['known', kept] as const, ['unknown', null] as const]) {
      const before = process.cpuUsage();
      await checkPassword('something else', turn, async () => ok(hash));
      const { user, system } = process.cpuUsage(before);
      spent[who] += user + system;
    }
  }
  expect(spent.unknown / spent.known).toBeGreaterThan(0.6);
  expect(spent.unknown / spent.known).toBeLessThan(1.7);
});

it('are compared for all of a class that come at once, two at a time', async () => {
  let running = 0;
  let most = 0;
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, at) => {
      const turn = { account: `student-${at}@people.test`, source: 'school', isKnown: false };
      const answer = await checkPassword('x', turn, async () => {
        running += 1;
        most = Math.max(most, running);
        return ok(null);
      });
      running -= 1;
      return answer;
    }),
  );
  expect(answers).toEqual(Array(200).fill({ ok: true, value: false }));
  expect(most).toBeLessThanOrEqual(3);
});
