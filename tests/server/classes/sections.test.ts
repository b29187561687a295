import { beforeAll, describe, expect, it } from 'vitest';
import type { PairEvent } from '@/lib/schemas/pair-events';
import { policySchema } from '@/lib/schemas/policy';
import { createAssignment, rescheduleAssignment } from '@/lib/server/classes/assignments';
import { enrollAgain, removeStudent } from '@/lib/server/classes/section-people';
import {
  createSection,
  findManagedSection,
  findSection,
  listSections,
  teachesSomewhere,
} from '@/lib/server/classes/sections';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { feedPairEvents } from '@/lib/server/pair/feed-pair-events';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { createPairSession, joinPairSession } from '@/lib/server/pair/seating';
import { settleIfClosed } from '@/lib/server/pair/settling';
import type { Viewer } from '@/lib/server/people/viewer';
import { listWorksheets } from '@/lib/worksheets/catalogue';
import { onEveryDatabase } from '../../support/databases';
import { later, now, value } from '../../support/pairs';
import { listRemoved, seedAssignment, seedPerson, seedSection, seedStudent } from '../../support/people';

/** A pair's page as the server sees it: resolves once the page has got its first event. */
async function openPage(viewer: Viewer, pairSessionId: string) {
  const heard: PairEvent[] = [];
  const waiting: (() => void)[] = [];
  const feed = await feedPairEvents(viewer, pairSessionId, null, async (event) => {
    heard.push(event);
    for (const wake of waiting.splice(0)) wake();
  });
  if (!feed) throw new Error('the page has no pair session');
  const next = async (name: PairEvent['event']): Promise<unknown> => {
    for (;;) {
      for (let event = heard.shift(); event; event = heard.shift()) {
        if (event.event === name) return event.data;
      }
      await new Promise<void>((wake) => waiting.push(wake));
    }
  };
  await next('snapshot');
  const close = async () => {
    feed.stop();
    await feed.done;
  };
  return { next, close };
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('shows a person their own sections with their role in each, and no other', async () => {
    const [mine, other] = [await seedSection(), await seedSection()];
    const ada = await seedStudent(mine.id, 'Ada');
    expect((await listSections(ada, now)).map(({ id, role }) => ({ id, role }))).toEqual([
      { id: mine.id, role: 'STUDENT' },
    ]);
    expect(await findSection(ada, other.id, now)).toBeNull();
    expect(await findSection(ada, 'missing', now)).toBeNull();
    expect((await findSection(mine.instructor, mine.id, now))?.role).toBe('INSTRUCTOR');
  });

  it('opens and closes an assignment at its times exactly', async () => {
    const section = await seedSection();
    const ada = await seedStudent(section.id, 'Ada');
    await seedAssignment(section.instructor, section.id, { opensAt: later(10), closesAt: later(20) });
    const phaseAt = async (minutes: number, milliseconds = 0) => {
      const at = new Date(later(minutes).getTime() + milliseconds);
      return (await findSection(ada, section.id, at))?.assignments[0]?.phase;
    };
    expect([await phaseAt(10, -1), await phaseAt(10), await phaseAt(20, -1), await phaseAt(20)]).toEqual([
      'not-open',
      'open',
      'open',
      'closed',
    ]);
  });

  it('shows a student their own pair session with the partner in it', async () => {
    const section = await seedSection();
    const [ada, alan] = [await seedStudent(section.id, 'Ada'), await seedStudent(section.id, 'Alan')];
    const assignmentId = await seedAssignment(section.instructor, section.id);
    const mine = async () => (await findSection(ada, section.id, now))?.assignments[0];
    expect(await mine()).toMatchObject({ pairSessionId: null, partners: [] });
    const { id, code } = value(await createPairSession(ada, { assignmentId }, now));
    expect(await mine()).toMatchObject({ pairSessionId: id, partners: [] });
    value(await joinPairSession(alan, { code }, now));
    expect(await mine()).toMatchObject({ pairSessionId: id, partners: ['Alan'] });
  });

  it('lets those who teach make further sections, and nobody else', async () => {
    const section = await seedSection();
    const ada = await seedStudent(section.id, 'Ada');
    const wanted = { course: ' Language models ', title: ' Tuesday ' };
    expect(await teachesSomewhere(ada)).toBe(false);
    expect(await createSection(ada, wanted, now)).toMatchObject({ ok: false, code: 'not-found' });
    const { id } = value(await createSection(section.instructor, wanted, now));
    expect(await findManagedSection(section.instructor, id, now)).toMatchObject({
      title: 'Tuesday',
      course: 'Language models',
      joinCode: expect.stringMatching(/^[ABCDEFGHJKMNPQRSTUVWXYZ23456789]{6}$/),
    });
    for (const odd of [' ', 'x'.repeat(121), 'Lan\u202eguage', '\u200b', 'a\0b', '!?']) {
      for (const input of [
        { course: odd, title: 'x' },
        { course: 'x', title: odd },
      ]) {
        expect(await createSection(section.instructor, input, now)).toMatchObject({ code: 'bad-request' });
      }
    }
  });

  it('is made once by a form that is sent twice', async () => {
    const [section, other] = [await seedSection(), await seedSection()];
    const form = { id: newId(), course: 'Language models', title: 'Friday' };
    const twice = [form, form].map((input) => createSection(section.instructor, input, now));
    expect((await Promise.all(twice)).map((result) => value(result).id)).toEqual([form.id, form.id]);
    expect(await database().section.count({ where: { title: 'Friday' } })).toBe(1);
    for (const [viewer, changed] of [
      [section.instructor, { ...form, title: 'Sunday' }],
      [other.instructor, form],
    ] as const) {
      expect(await createSection(viewer, changed, now)).toMatchObject({ code: 'token-reused' });
    }
    expect(await createSection(section.instructor, { ...form, id: 'x' }, now)).toMatchObject({
      code: 'bad-request',
    });
  });

  it('shows what only instructors manage to nobody but them: it is missing', async () => {
    const [section, other] = [await seedSection(), await seedSection()];
    const ada = await seedStudent(section.id, 'Ada');
    for (const viewer of [ada, other.instructor, await seedPerson('Eve')]) {
      expect(await findManagedSection(viewer, section.id, now)).toBeNull();
    }
    expect(await findManagedSection(section.instructor, section.id, now)).toMatchObject({
      role: 'INSTRUCTOR',
    });
  });

  describe('an assignment', () => {
    const policy = policySchema.parse({
      partners: 'solo',
      attempts: 3,
      counting: 'best',
      agreement: 'either',
    });
    const times = { opensAt: null, closesAt: null };
    const worksheetSlug = 'text-generation-and-attention';

    it('keeps its policy, and the worksheet as it is published, once for all sections', async () => {
      const [first, second] = [await seedSection(), await seedSection()];
      const made = [first, second].map(({ id, instructor }) =>
        createAssignment(instructor, { sectionId: id, worksheetSlug, policy, ...times }, now),
      );
      const ids = (await Promise.all(made)).map((result) => value(result).id);
      const rows = await database().assignment.findMany({
        where: { id: { in: ids } },
        include: { worksheetRevision: true },
      });
      expect(new Set(rows.map((row) => row.worksheetRevisionId)).size).toBe(1);
      expect(rows[0]?.policy).toEqual(policy);
      expect(rows[0]?.worksheetRevision).toMatchObject({
        slug: worksheetSlug,
        revision: listWorksheets().get(worksheetSlug)?.worksheet.revision,
      });
    });

    it('is given out and rescheduled by instructors of its section only', async () => {
      const [section, other] = [await seedSection(), await seedSection()];
      const ada = await seedStudent(section.id, 'Ada');
      const assignmentId = await seedAssignment(section.instructor, section.id);
      for (const viewer of [ada, other.instructor]) {
        const input = { sectionId: section.id, worksheetSlug, policy, ...times };
        expect(await createAssignment(viewer, input, now)).toMatchObject({ ok: false, code: 'not-found' });
        const moved = await rescheduleAssignment(viewer, { assignmentId, ...times }, now);
        expect(moved).toMatchObject({ ok: false, code: 'not-found' });
      }
      expect(await database().assignment.count({ where: { sectionId: section.id } })).toBe(1);
    });

    it('is made once by a form that is sent twice, and not again by one with other entries', async () => {
      const [{ id: sectionId, instructor }, other] = [await seedSection(), await seedSection()];
      const form = { id: newId(), sectionId, worksheetSlug, policy, opensAt: later(1), closesAt: later(9) };
      const twice = [form, form].map((input) => createAssignment(instructor, input, now));
      expect((await Promise.all(twice)).map((result) => value(result).id)).toEqual([form.id, form.id]);
      for (const [viewer, changed] of [
        [instructor, { ...form, closesAt: later(10) }],
        [instructor, { ...form, policy: { ...policy, attempts: 4 } }],
        [other.instructor, { ...form, sectionId: other.id }],
      ] as const) {
        expect(await createAssignment(viewer, changed, now)).toMatchObject({ code: 'token-reused' });
      }
      const odd = await createAssignment(instructor, { ...form, id: 'my own' }, now);
      expect(odd).toMatchObject({ code: 'bad-request' });
      expect(
        await database().assignment.count({ where: { section: { id: { in: [sectionId, other.id] } } } }),
      ).toBe(1);
      const events = { sectionId, kind: 'assignment-made' };
      expect(await database().auditRecord.count({ where: events })).toBe(1);
    });

    it('cannot close before it opens, nor be of a worksheet that is none', async () => {
      const { id: sectionId, instructor } = await seedSection();
      const input = { sectionId, worksheetSlug, policy, opensAt: later(1), closesAt: later(1) };
      expect(await createAssignment(instructor, input, now)).toMatchObject({ code: 'bad-request' });
      const unknown = { ...input, ...times, worksheetSlug: '../secrets' };
      expect(await createAssignment(instructor, unknown, now)).toMatchObject({ code: 'bad-request' });
    });

    it.each([
      ['the year −1', new Date(Date.UTC(-1, 0, 1))],
      ['1999', new Date('1999-12-31T23:59:59.999Z')],
      ['10000', new Date(Date.UTC(10_000, 0, 1))],
      ['no date', new Date(Number.NaN)],
    ])('opens and closes in the years 2000 to 9999 alone, and not in %s', async (_year, time) => {
      const { id: sectionId, instructor } = await seedSection();
      const assignmentId = await seedAssignment(instructor, sectionId);
      const refused = { code: 'bad-request', message: expect.stringContaining('2000 to 9999') };
      for (const wrong of [
        { opensAt: time, closesAt: null },
        { opensAt: null, closesAt: time },
      ]) {
        const input = { sectionId, worksheetSlug, policy, ...wrong };
        expect(await createAssignment(instructor, input, now)).toMatchObject(refused);
        expect(await rescheduleAssignment(instructor, { assignmentId, ...wrong }, now)).toMatchObject(
          refused,
        );
      }
      const widest = { opensAt: new Date('2000-01-01'), closesAt: new Date('9999-12-31T23:59:59.999Z') };
      value(await rescheduleAssignment(instructor, { assignmentId, ...widest }, now));
      const stored = await database().assignment.findUniqueOrThrow({ where: { id: assignmentId } });
      expect(stored).toMatchObject(widest);
    });

    it('tells the open pages of all its pairs at once when its times change', async () => {
      const { id: sectionId, instructor } = await seedSection();
      const assignmentId = await seedAssignment(instructor, sectionId);
      const closesAt = new Date(Date.now() - 60_000);
      const pages = await Promise.all(
        ['Ada', 'Alan'].map(async (name) => {
          const student = await seedStudent(sectionId, name);
          const { id } = value(await createPairSession(student, { assignmentId }, now));
          return await openPage(student, id);
        }),
      );
      value(await rescheduleAssignment(instructor, { assignmentId, opensAt: null, closesAt }, now));
      for (const { next, close } of pages) {
        expect(await next('class')).toEqual({ status: 'closed', closesAt: closesAt.toISOString() });
        expect(await next('state')).toMatchObject({ status: 'closed', closesAt: closesAt.toISOString() });
        await close();
      }
    });

    it('that is opened again takes work again and is settled again when it closes', async () => {
      const { id: sectionId, instructor } = await seedSection();
      const assignmentId = await seedAssignment(instructor, sectionId, { closesAt: later(-1) });
      await settleIfClosed(assignmentId, now);
      const settledAt = async () =>
        (await database().assignment.findUniqueOrThrow({ where: { id: assignmentId } })).settledAt;
      expect(await settledAt()).toEqual(now);
      value(
        await rescheduleAssignment(instructor, { assignmentId, opensAt: null, closesAt: later(60) }, now),
      );
      expect(await settledAt()).toBeNull();
      expect((await findSection(instructor, sectionId, now))?.assignments[0]?.phase).toBe('open');
    });
  });

  describe('a student taken out', () => {
    async function pairInClass() {
      const section = await seedSection();
      const [ada, alan] = [await seedStudent(section.id, 'Ada'), await seedStudent(section.id, 'Alan')];
      const assignmentId = await seedAssignment(section.instructor, section.id);
      const { id, code } = value(await createPairSession(ada, { assignmentId }, now));
      value(await joinPairSession(alan, { code }, now));
      const input = { sectionId: section.id, userId: ada.userId };
      return { section, ada, alan, assignmentId, pairSessionId: id, input };
    }

    it('sees nothing of the section any more, while the partner works on', async () => {
      const { section, ada, alan, pairSessionId, input } = await pairInClass();
      value(await removeStudent(section.instructor, input, now));
      expect(await findSection(ada, section.id, now)).toBeNull();
      expect(await getPairView(ada, pairSessionId, now)).toMatchObject({ ok: false, code: 'not-found' });
      expect(value(await getPairView(alan, pairSessionId, now)).seats.map(({ name }) => name)).toEqual([
        'Alan',
      ]);
      expect(await listRemoved(section.instructor, section.id)).toEqual([
        { userId: ada.userId, name: 'Ada', email: ada.email, role: null },
      ]);
    });

    it('sits where they sat once enrolled again', async () => {
      const { section, ada, pairSessionId, input } = await pairInClass();
      value(await removeStudent(section.instructor, input, now));
      value(await enrollAgain(section.instructor, input, now));
      const view = value(await getPairView(ada, pairSessionId, now));
      expect(view.seats.map(({ name, isYours }) => `${name} ${isYours}`)).toEqual(['Ada true', 'Alan false']);
      value(await enrollAgain(section.instructor, input, now));
      expect(await database().enrollment.count({ where: input })).toBe(1);
    });

    it('comes back without a seat when somebody else has taken it', async () => {
      const { section, ada, alan, pairSessionId, input } = await pairInClass();
      const edith = await seedStudent(section.id, 'Edith');
      value(await removeStudent(section.instructor, input, now));
      const { code } = value(await getPairView(alan, pairSessionId, now));
      value(await joinPairSession(edith, { code: code ?? '' }, now));
      value(await enrollAgain(section.instructor, input, now));
      expect((await findSection(ada, section.id, now))?.assignments[0]?.pairSessionId).toBeNull();
    });

    it('is taken out and brought back by instructors of that section only', async () => {
      const { section, ada, alan, input } = await pairInClass();
      const other = await seedSection();
      for (const viewer of [alan, other.instructor]) {
        expect(await removeStudent(viewer, input, now)).toMatchObject({ ok: false, code: 'not-found' });
        expect(await enrollAgain(viewer, input, now)).toMatchObject({ ok: false, code: 'not-found' });
      }
      expect(await findSection(ada, section.id, now)).not.toBeNull();
      const self = { sectionId: section.id, userId: section.instructor.userId };
      expect(await removeStudent(section.instructor, self, now)).toMatchObject({ code: 'not-found' });
    });

    it('must have been there: nobody else can be drawn into a section', async () => {
      const { section } = await pairInClass();
      const stranger = await seedPerson('Eve');
      const input = { sectionId: section.id, userId: stranger.userId };
      expect(await enrollAgain(section.instructor, input, now)).toMatchObject({ code: 'not-found' });
      expect(await findSection(stranger, section.id, now)).toBeNull();
    });
  });
});
