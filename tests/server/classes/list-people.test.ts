import { beforeAll, describe, expect, it } from 'vitest';
import { findSectionPeople, type PeopleQuery } from '@/lib/server/classes/list-people';
import { removeStudent } from '@/lib/server/classes/section-people';
import { newId } from '@/lib/server/database/ids';
import { write } from '@/lib/server/database/writer';
import type { Viewer } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../../support/databases';
import { now, value } from '../../support/pairs';
import { seedPerson, seedSection, seedStudent } from '../../support/people';

const english = new Intl.Collator('en', { numeric: true });

function list(viewer: Viewer, sectionId: string, query: Partial<PeopleQuery> = {}) {
  return findSectionPeople(viewer, { sectionId, group: 'students', find: '', page: 1, ...query }, english);
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  describe('the people of a section', () => {
    it('are listed in three groups, by name', async () => {
      const { id, instructor } = await seedSection();
      for (const name of ['Zoe', 'Ada', 'Gödel']) await seedStudent(id, name);
      const eve = await seedStudent(id, 'Eve');
      const helper = await seedPerson('Helper');
      await write((tx) =>
        tx.enrollment.create({
          data: { id: newId(), userId: helper.userId, sectionId: id, role: 'ASSISTANT' },
        }),
      );
      value(await removeStudent(instructor, { sectionId: id, userId: eve.userId }, now));
      const students = await list(instructor, id);
      expect(students).toMatchObject({
        counts: { students: 3, staff: 2, removed: 1 },
        found: 3,
        page: 1,
        pages: 1,
      });
      expect(students?.people.map(({ name, role }) => [name, role])).toEqual([
        ['Ada', 'STUDENT'],
        ['Gödel', 'STUDENT'],
        ['Zoe', 'STUDENT'],
      ]);
      const staff = await list(instructor, id, { group: 'staff' });
      expect(staff?.people.map(({ name, role }) => [name, role])).toEqual([
        ['Grace', 'INSTRUCTOR'],
        ['Helper', 'ASSISTANT'],
      ]);
      const removed = await list(instructor, id, { group: 'removed' });
      expect(removed?.people).toEqual([{ userId: eve.userId, name: 'Eve', email: eve.email, role: null }]);
      const found = await list(instructor, id, { find: 'godel' });
      expect(found).toMatchObject({ found: 1, counts: { students: 3 }, people: [{ name: 'Gödel' }] });
    });

    it('are missing for everybody who does not teach it', async () => {
      const [{ id }, other] = [await seedSection(), await seedSection()];
      const ada = await seedStudent(id, 'Ada');
      for (const viewer of [ada, other.instructor, await seedPerson('Eve')]) {
        expect(await list(viewer, id)).toBeNull();
      }
      await write((tx) =>
        tx.enrollment.updateMany({ where: { userId: ada.userId }, data: { role: 'ASSISTANT' } }),
      );
      expect(await list(ada, id)).toBeNull();
    });

    it('are 50 a page, of 8,000', { timeout: 60_000 }, async () => {
      const { id, instructor } = await seedSection();
      const people = Array.from({ length: 8_000 }, (_, at) => ({
        id: newId(),
        name: `Student ${at + 1}`,
        email: `${newId()}@crowd.test`,
      }));
      for (let from = 0; from < people.length; from += 1_000) {
        const some = people.slice(from, from + 1_000);
        await write(async (tx) => {
          await tx.user.createMany({ data: some });
          await tx.enrollment.createMany({
            data: some.map(({ id: userId }) => ({
              id: newId(),
              userId,
              sectionId: id,
              role: 'STUDENT' as const,
            })),
          });
        });
      }
      const last = await list(instructor, id, { page: 160 });
      expect(last).toMatchObject({ found: 8_000, page: 160, pages: 160 });
      expect(last?.people).toHaveLength(50);
      expect(last?.people.at(-1)?.name).toBe('Student 8000');
      expect((await list(instructor, id, { find: 'student 7999' }))?.people).toHaveLength(1);
    });
  });
});
