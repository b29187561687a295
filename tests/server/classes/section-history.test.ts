import { beforeAll, expect, it } from 'vitest';
import { sentenceOf } from '@/app/sections/[id]/history/messages';
import { addressOf, readAddress } from '@/app/sections/[id]/history/read-address';
import { rescheduleAssignment } from '@/lib/server/classes/assignments';
import { exportResults } from '@/lib/server/classes/export-results';
import { overrideSubmission } from '@/lib/server/classes/overrides';
import { getSectionHistory, type HistoryFilter } from '@/lib/server/classes/section-history';
import { enrollAgain, removeStudent } from '@/lib/server/classes/section-people';
import { recordEvent } from '@/lib/server/database/record-event';
import { write } from '@/lib/server/database/writer';
import { submitResponse } from '@/lib/server/pair/submissions';
import { joinSection } from '@/lib/server/people/join-section';
import { makeOneTimeCode, setPasswordByCode } from '@/lib/server/people/one-time-codes';
import { startSignIn } from '@/lib/server/people/sign-ins';
import { onEveryDatabase } from '../../support/databases';
import { later, now, seedPair, value } from '../../support/pairs';
import { seedPerson, seedSection, seedStudent, stranger } from '../../support/people';

/** A class in which something of most kinds was done, an hour apart. */
async function seedBusyClass() {
  const pair = await seedPair({ students: 3 });
  const { sectionId, instructor, ada, pairSessionId, assignmentId } = pair;
  const person = { sectionId, userId: ada.userId };
  const submitted = value(
    await submitResponse(ada, { pairSessionId, partId: '1b', response: 'low', token: 'once' }, now),
  );
  value(await joinSection(await seedPerson('Joan'), { code: pair.joinCode }, later(60)));
  value(await removeStudent(instructor, person, later(120)));
  value(await enrollAgain(instructor, person, later(180)));
  const decision = { submissionId: submitted.id ?? '', earned: 1, reason: 'Seen.' };
  value(await overrideSubmission(instructor, decision, later(240)));
  const { code } = value(await makeOneTimeCode(instructor, person, later(300)));
  value(await setPasswordByCode({ code, password: 'a long enough password' }, stranger, later(301)));
  value(
    await rescheduleAssignment(
      instructor,
      { assignmentId, opensAt: null, closesAt: later(9_000) },
      later(360),
    ),
  );
  value(await exportResults(instructor, { sectionId }, later(420)));
  return pair;
}

const kinds = [
  'results-exported',
  'assignment-rescheduled',
  'password-link-used',
  'password-link-made',
  'points-decided',
  'enrolled-again',
  'removed',
  'joined',
];

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('shows what was done in a section, newest first, and no sign-ins', async () => {
    const { sectionId, instructor, ada, assignmentId, pairSessionId } = await seedBusyClass();
    await startSignIn(ada.userId, 'password', later(500));
    const history = value(await getSectionHistory(instructor, { sectionId }));
    expect(history.entries.map(({ kind }) => kind)).toEqual(kinds);
    expect(history.next).toBeNull();
    expect(history.people.map(({ name }) => name)).toEqual(['Ada', 'Grace', 'Joan']);
    const [exported, , used, , decided] = history.entries;
    expect(exported).toMatchObject({ details: { assignmentId }, worksheet: expect.any(String) });
    expect(used).toMatchObject({ at: later(301), actor: { name: 'Ada', email: null }, subject: null });
    expect(decided).toMatchObject({ pairSessionId, details: { partId: '1b', earned: 1 } });
  });

  it('is missing to everybody but those who teach the section', async () => {
    const { sectionId, ada } = await seedBusyClass();
    for (const viewer of [ada, (await seedSection()).instructor, await seedPerson('Eve')]) {
      const missing = await getSectionHistory(viewer, { sectionId: 'never-was' });
      expect(await getSectionHistory(viewer, { sectionId })).toEqual(missing);
      expect(missing).toMatchObject({ ok: false, code: 'not-found' });
    }
  });

  it('shows what fits a kind, a person and times', async () => {
    const { sectionId, instructor, ada } = await seedBusyClass();
    const kindsOf = async (filter: HistoryFilter) =>
      value(await getSectionHistory(instructor, { sectionId, ...filter })).entries.map(({ kind }) => kind);
    expect(await kindsOf({ kind: 'removed' })).toEqual(['removed']);
    expect(await kindsOf({ personId: ada.userId })).toEqual([
      'password-link-used',
      'password-link-made',
      'enrolled-again',
      'removed',
    ]);
    expect(await kindsOf({ from: later(120), until: later(240) })).toEqual(['enrolled-again', 'removed']);
    expect(await kindsOf({ personId: ada.userId, kind: 'joined' })).toEqual([]);
    expect(await kindsOf({ personId: 'nobody' })).toEqual([]);
  });

  it('goes on page by page without gap or repetition, also among entries of one moment and while more come', async () => {
    const { id: sectionId, instructor } = await seedSection();
    const record = (at: Date) =>
      write((tx) =>
        recordEvent(tx, { kind: 'joined', actorId: instructor.userId, sectionId, details: {} }, at),
      );
    for (let made = 0; made < 120; made += 1) await record(later(Math.floor(made / 40)));
    const seen: string[] = [];
    let after: HistoryFilter['after'];
    do {
      const page = value(await getSectionHistory(instructor, { sectionId, after }));
      expect(page.entries.length).toBeLessThanOrEqual(50);
      seen.push(...page.entries.map(({ id }) => id));
      after = page.next ?? undefined;
      await record(later(100));
    } while (after);
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  it('tells two people of one name apart by their e-mails', async () => {
    const { id: sectionId, instructor } = await seedSection();
    const [first, second] = [await seedStudent(sectionId, 'Ada'), await seedStudent(sectionId, 'Ada')];
    for (const { userId } of [first, second])
      value(await removeStudent(instructor, { sectionId, userId }, now));
    const { entries, people } = value(await getSectionHistory(instructor, { sectionId }));
    expect(entries.map(({ subject }) => subject?.email).sort()).toEqual([first.email, second.email].sort());
    expect(people.map(({ email }) => email)).toEqual([...[first.email, second.email].sort(), null]);
  });
});

it('keeps the filter of a page in its address', () => {
  const filter: HistoryFilter = {
    kind: 'removed',
    personId: 'ada',
    from: now,
    until: later(1),
    after: { at: later(2), id: 'abc' },
  };
  const { searchParams } = new URL(addressOf('monday', filter), 'http://duet.test');
  expect(readAddress(Object.fromEntries(searchParams))).toEqual(filter);
  expect(addressOf('monday', {})).toBe('/sections/monday/history');
});

it.each([
  { kind: 'signed-in' },
  { kind: ['removed', 'joined'] },
  { from: 'yesterday' },
  { until: '2026-13-01T00:00:00.000Z' },
  { after: 'abc' },
  { after: `${now.toISOString()}_a_b` },
  { person: '' },
  { person: 'x'.repeat(65) },
])('leaves out what cannot be read of the address: %j', (search) => {
  expect(Object.values(readAddress(search)).filter((one) => one !== undefined)).toEqual([]);
});

it('says whom points were given', () => {
  const who = { actor: 'Grace', subject: '', worksheet: '' };
  const details = { partId: '1b', earned: 1, total: 2 };
  expect(sentenceOf('points-decided', who, details)).toBe('Grace gave a pair 1 of 2 points for part 1b.');
});
