import { beforeAll, describe, expect, it } from 'vitest';
import { policySchema } from '@/lib/schemas/policy';
import { createAssignment } from '@/lib/server/classes/assignments';
import { setJoining } from '@/lib/server/classes/joining';
import { findSectionBar } from '@/lib/server/classes/section-bar';
import { newId } from '@/lib/server/database/ids';
import { write } from '@/lib/server/database/writer';
import { submitResponse } from '@/lib/server/pair/submissions';
import { onEveryDatabase } from '../../support/databases';
import { now, seedClass, seedPair, value } from '../../support/pairs';
import { publishedSlug } from '../../support/worksheet';

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  describe('the bar of a section', () => {
    it('counts what waits for a person, by assignment, the newest first', async () => {
      const { instructor, ada, sectionId, pairSessionId, assignmentId } = await seedPair();
      const explained = { pairSessionId, partId: '1a', response: 'something to read', token: newId() };
      value(await submitResponse(ada, explained, now));
      value(await submitResponse(ada, { ...explained, partId: '1b', response: 'low', token: newId() }, now));
      const times = { opensAt: null, closesAt: null };
      const policy = policySchema.parse({});
      const second = value(
        await createAssignment(
          instructor,
          { sectionId, worksheetSlug: publishedSlug, policy, ...times },
          new Date(),
        ),
      );
      const bar = await findSectionBar(instructor, sectionId, now);
      expect(bar?.assignments.map(({ id, unread, phase }) => ({ id, unread, phase }))).toEqual([
        { id: second.id, unread: 0, phase: 'open' },
        { id: assignmentId, unread: 1, phase: 'open' },
      ]);
    });

    it('shows the code to instructors while people can join, and to nobody else', async () => {
      const { instructor, students, sectionId, joinCode } = await seedClass();
      const elsewhere = await seedClass();
      const [student] = students;
      if (!student) throw new Error('a class has students');
      expect(await findSectionBar(instructor, sectionId, now)).toMatchObject({
        role: 'INSTRUCTOR',
        joinCode,
      });
      expect(await findSectionBar(student, sectionId, now)).toBeNull();
      expect(await findSectionBar(elsewhere.instructor, sectionId, now)).toBeNull();
      const helper = elsewhere.instructor;
      await write((tx) =>
        tx.enrollment.create({ data: { id: newId(), userId: helper.userId, sectionId, role: 'ASSISTANT' } }),
      );
      expect(await findSectionBar(helper, sectionId, now)).toMatchObject({
        role: 'ASSISTANT',
        joinCode: null,
      });
      value(await setJoining(instructor, { sectionId, isOpen: false, endsAt: null }, now));
      expect(await findSectionBar(instructor, sectionId, now)).toMatchObject({ joinCode: null });
    });
  });
});
