import { beforeAll, expect, it } from 'vitest';
import { removeStudent } from '@/lib/server/classes/section-people';
import { database } from '@/lib/server/database/db';
import { revealPart } from '@/lib/server/pair/agreements';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { createPairSession } from '@/lib/server/pair/seating';
import { verifyPassword } from '@/lib/server/people/verify-password';
import type { Viewer } from '@/lib/server/people/viewer';
import { seedDemo } from '@/prisma/seed';
import { onEveryDatabase } from '../support/databases';
import { value } from '../support/pairs';
import { stranger } from '../support/people';

const password = 'demo password';

async function viewerOf(name: string): Promise<Viewer> {
  const email = `${name}@demo.test`;
  const user = await database().user.findUniqueOrThrow({ where: { email } });
  return { userId: user.id, name: user.name, email, signInId: '', seats: [] };
}

async function pairOf(name: string) {
  const viewer = await viewerOf(name);
  const seat = await database().seat.findFirstOrThrow({ where: { activeUserId: viewer.userId } });
  return value(await getPairView(viewer, seat.pairSessionId, new Date()));
}

async function countRows() {
  const db = database();
  return {
    users: await db.user.count(),
    sections: await db.section.count(),
    assignments: await db.assignment.count(),
    revisions: await db.worksheetRevision.count(),
    enrollments: await db.enrollment.count(),
    pairSessions: await db.pairSession.count(),
    seats: await db.seat.count(),
    ops: await db.op.count(),
    submissions: await db.submission.count(),
    handIns: await db.handIn.count(),
    reveals: await db.reveal.count(),
  };
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(async () => {
    await makeDatabase();
    await seedDemo(password);
  });

  it('lets every demo account in with the password that is printed', async () => {
    for (const name of ['grace', 'ada', 'alan', 'edith', 'kurt', 'barbara', 'john']) {
      expect(await verifyPassword(`${name}@demo.test`, password, stranger)).toMatchObject({ ok: true });
    }
  });

  it('has four students with nothing done and four pairs, from finished to just begun', async () => {
    for (const name of ['ada', 'alan', 'edith', 'kurt']) {
      const { userId } = await viewerOf(name);
      expect(await database().seat.count({ where: { userId } })).toBe(0);
    }
    const finished = await pairOf('barbara');
    expect(finished.handedIn.toSorted()).toEqual(['1a', '1b', '1c', '1d', '2a', '2b']);
    for (const part of finished.parts.filter(({ isScored }) => isScored)) {
      expect(finished.submissions[part.id], part.id).toMatchObject({ earned: part.points });
    }
    const mistaken = await pairOf('margaret');
    expect(mistaken.submissions['2a']).toMatchObject({ signature: 'mask-ignored', outcome: 'partial' });
    expect((await pairOf('frances')).revealed).toEqual(['2a']);
    const begun = await pairOf('sophie');
    expect(begun.submissions).toEqual({});
    expect(begun.proposals).toMatchObject([{ purpose: 'hand-in', partId: '1b' }]);
  });

  it('changes nothing when it is run again, whatever people did in between', async () => {
    const [john, sophie] = [await viewerOf('john'), await viewerOf('sophie')];
    const { id: pairSessionId, assignmentId } = await pairOf('sophie');
    value(await revealPart(john, { pairSessionId, partId: '1b' }, new Date()));
    value(await revealPart(sophie, { pairSessionId, partId: '1b' }, new Date()));
    value(await createPairSession(await viewerOf('ada'), { assignmentId }, new Date()));
    const section = await database().section.findFirstOrThrow();
    const kurt = await viewerOf('kurt');
    const grace = await viewerOf('grace');
    value(await removeStudent(grace, { sectionId: section.id, userId: kurt.userId }, new Date()));
    const before = await countRows();
    await seedDemo(password);
    expect(await countRows()).toEqual(before);
  });

  it('gives every account the new password when the printed one has changed', async () => {
    await seedDemo('another password');
    expect(await verifyPassword('ada@demo.test', 'another password', stranger)).toMatchObject({ ok: true });
    expect(await verifyPassword('ada@demo.test', password, stranger)).toMatchObject({ ok: false });
  });
});
