import { beforeAll, describe, expect, it, vi } from 'vitest';
import { makeInstructor } from '@/lib/server/classes/make-instructor';
import { listOwnResults } from '@/lib/server/classes/own-results';
import { getPairWork } from '@/lib/server/classes/pair-work';
import { findPairsToReview } from '@/lib/server/classes/pairs-to-review';
import { getSectionResults } from '@/lib/server/classes/results';
import { getSectionHistory } from '@/lib/server/classes/section-history';
import { enrollAgain, removeStudent } from '@/lib/server/classes/section-people';
import { findManagedSection, findSection, listSections } from '@/lib/server/classes/sections';
import { newId } from '@/lib/server/database/ids';
import { submitResponse } from '@/lib/server/pair/submissions';
import { onEveryDatabase } from '../../support/databases';
import { later, now, seedPair, type TestPair, value } from '../../support/pairs';

const { recorded, sentStatements } = await vi.hoisted(() => import('../../support/recorded-statements'));

vi.mock('@/lib/generated/sqlite/client', async (importOriginal) => recorded(await importOriginal()));
vi.mock('@/lib/generated/postgresql/client', async (importOriginal) => recorded(await importOriginal()));

/** The statements that read a password's hash or the YAML of a worksheet. What they set does not count. */
async function statementsWithSecrets(run: () => Promise<unknown>): Promise<string[]> {
  sentStatements.length = 0;
  await run();
  expect(sentStatements.length).toBeGreaterThan(0);
  const read = (sql: string) => sql.replace(/\bSET\b.*?\bWHERE\b/s, '');
  return sentStatements.filter((sql) => /\b(passwordHash|source)\b/.test(read(sql)));
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  describe('the queries of the class pages', () => {
    it('read no password hash and, once a worksheet is loaded, no YAML', async () => {
      const seeded: TestPair[] = [];
      const seed = async () => seeded.push(await seedPair({ closesAt: later(10), students: 3 }));
      expect(await statementsWithSecrets(seed), 'the recording works').not.toEqual([]);
      const [pair] = seeded;
      if (!pair) throw new Error('no pair was seeded');
      const { assignmentId, pairSessionId, sectionId, instructor, ada } = pair;
      const answer = { pairSessionId, partId: '1b', response: 'high', token: newId() };
      value(await submitResponse(ada, answer, now));
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
          value(await getSectionHistory(instructor, { sectionId }));
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
