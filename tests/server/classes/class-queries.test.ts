import { beforeAll, describe, expect, it, vi } from 'vitest';
import { makeInstructor } from '@/lib/server/classes/make-instructor';
import { listOwnResults } from '@/lib/server/classes/own-results';
import { getPairWork } from '@/lib/server/classes/pair-work';
import { findPairsToReview } from '@/lib/server/classes/pairs-to-review';
import { getSectionResults } from '@/lib/server/classes/results';
import { enrollAgain, removeStudent } from '@/lib/server/classes/section-people';
import { findManagedSection, findSection, listSections } from '@/lib/server/classes/sections';
import { newId } from '@/lib/server/database/ids';
import { submitResponse } from '@/lib/server/pair/submissions';
import { onEveryDatabase } from '../../support/databases';
import { later, now, seedPair, value } from '../../support/pairs';

/** Every SQL statement that both clients have sent. */
const sent = vi.hoisted((): string[] => []);

/** Makes a client's class write down the SQL that it sends. */
const recorded = vi.hoisted(
  () =>
    <Client extends new (options: never) => object>(Original: Client): Client => {
      const construct = (target: Client, [options]: [object]) => {
        const log = [{ emit: 'event', level: 'query' }];
        const client = Reflect.construct(target, [{ ...options, log }]);
        client.$on('query', ({ query }: { query: string }) => sent.push(query));
        return client;
      };
      return new Proxy(Original, { construct: (target, args) => construct(target, args as [object]) });
    },
);

vi.mock('@/lib/generated/sqlite/client', async (importOriginal) => {
  const original = await importOriginal<typeof import('@/lib/generated/sqlite/client')>();
  return { ...original, PrismaClient: recorded(original.PrismaClient) };
});
vi.mock('@/lib/generated/postgresql/client', async (importOriginal) => {
  const original = await importOriginal<typeof import('@/lib/generated/postgresql/client')>();
  return { ...original, PrismaClient: recorded(original.PrismaClient) };
});

/** The statements that name a password's hash or the YAML of a worksheet. */
async function statementsWithSecrets(run: () => Promise<unknown>): Promise<string[]> {
  sent.length = 0;
  await run();
  expect(sent.length).toBeGreaterThan(0);
  return sent.filter((sql) => /\b(passwordHash|source)\b/.test(sql));
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  describe('the queries of the class pages', () => {
    it('read no password hash and, once a worksheet is loaded, no YAML', async () => {
      const pair = await seedPair({ closesAt: later(10), students: 3 });
      const { assignmentId, pairSessionId, sectionId, instructor, ada } = pair;
      const answer = { pairSessionId, partId: '1b', response: 'high', token: newId() };
      const warmUp = async () => value(await submitResponse(ada, answer, now));
      expect(await statementsWithSecrets(warmUp), 'the recording works').not.toEqual([]);
      // Grades what the fields hold at closing time, which is no query of a class page.
      value(await getSectionResults(instructor, { sectionId }, later(10)));

      const found = await statementsWithSecrets(async () => {
        for (const at of [now, later(11)]) {
          value(await getSectionResults(instructor, { sectionId }, at));
          value(await getPairWork(instructor, { sectionId, pairSessionId }, at));
          await findPairsToReview(instructor, { assignmentId, pairSessionId });
          value(await listOwnResults(ada, sectionId, at));
          await listSections(ada, at);
          await findSection(ada, sectionId, at);
          await findManagedSection(instructor, sectionId, at);
        }
        value(await removeStudent(instructor, { sectionId, userId: ada.userId }, now));
        value(await enrollAgain(instructor, { sectionId, userId: ada.userId }, now));
        const person = { email: `${newId()}@example.test`, name: 'Grace', course: 'C', section: 'S' };
        value(await makeInstructor(person, now));
        value(await makeInstructor(person, now));
      });
      expect(found).toEqual([]);
    });
  });
});
