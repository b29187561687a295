import { beforeAll, describe, expect, it } from 'vitest';
import { pairView } from '@/lib/schemas/pair-view';
import { findPreview } from '@/lib/server/classes/find-preview';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { write } from '@/lib/server/database/writer';
import { toPreviewView } from '@/lib/worksheets/preview-view';
import { canaryWorksheet, hiddenCanaries, revealedCanaries } from '../../support/canaries';
import { onEveryDatabase } from '../../support/databases';
import { seedClass } from '../../support/pairs';
import { seedPerson } from '../../support/people';
import { publishedSlug } from '../../support/worksheet';

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  describe('the preview of a worksheet', () => {
    it('shows the staff what students see, untouched and without a key, and stores nothing', async () => {
      const { sectionId, assignmentId, instructor } = await seedClass({ worksheet: canaryWorksheet });
      const helper = await seedPerson('Helper');
      await write((tx) =>
        tx.enrollment.create({ data: { id: newId(), userId: helper.userId, sectionId, role: 'ASSISTANT' } }),
      );
      for (const viewer of [instructor, helper]) {
        const found = await findPreview(viewer, { sectionId, of: assignmentId });
        if (!found) throw new Error('the staff may see a preview');
        const view = toPreviewView(found.worksheet, viewer.name);
        expect(pairView.parse(view)).toMatchObject({ readOnly: 'preview', fields: {}, keys: {}, code: null });
        expect(view.parts.length).toBeGreaterThan(0);
        const shown = JSON.stringify([found, view]);
        const secret = [...hiddenCanaries, ...Object.values(revealedCanaries).flat()];
        expect(secret.filter((canary) => shown.includes(canary))).toEqual([]);
      }
      expect(await database().pairSession.count({ where: { assignmentId } })).toBe(0);
      const unassigned = await findPreview(instructor, { sectionId, of: publishedSlug });
      expect(unassigned?.worksheet.slug).toBe(publishedSlug);
    });

    it('is missing for everybody else, and for what is no worksheet of theirs', async () => {
      const [one, other] = [await seedClass(), await seedClass()];
      const [student] = one.students;
      if (!student) throw new Error('a class has students');
      for (const viewer of [student, other.instructor, await seedPerson('Eve')]) {
        for (const of of [one.assignmentId, publishedSlug]) {
          expect(await findPreview(viewer, { sectionId: one.sectionId, of })).toBeNull();
        }
      }
      for (const of of ['nothing', other.assignmentId, '../secrets']) {
        expect(await findPreview(one.instructor, { sectionId: one.sectionId, of })).toBeNull();
      }
    });
  });
});
