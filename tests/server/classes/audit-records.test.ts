import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Prisma } from '@/lib/generated/sqlite/client';
import { type AuditKind, auditDetails } from '@/lib/schemas/audit-record';
import { policySchema } from '@/lib/schemas/policy';
import { createAssignment, rescheduleAssignment } from '@/lib/server/classes/assignments';
import { exportResults } from '@/lib/server/classes/export-results';
import { renewJoinCode, setJoining } from '@/lib/server/classes/joining';
import { makeInstructor } from '@/lib/server/classes/make-instructor';
import { overrideSubmission } from '@/lib/server/classes/overrides';
import { enrollAgain, removeStudent } from '@/lib/server/classes/section-people';
import { createSection } from '@/lib/server/classes/sections';
import { closeDatabase, database } from '@/lib/server/database/db';
import { recordEvent } from '@/lib/server/database/record-event';
import { tableOf } from '@/lib/server/database/table-of';
import { type Tx, write } from '@/lib/server/database/writer';
import type { DatabaseKind } from '@/lib/server/env';
import { splitPairSession } from '@/lib/server/pair/split-pair-session';
import { submitResponse } from '@/lib/server/pair/submissions';
import { joinSection, joinWithNewAccount } from '@/lib/server/people/join-section';
import { makeOneTimeCode, setPasswordByCode } from '@/lib/server/people/one-time-codes';
import { changePassword } from '@/lib/server/people/own-account';
import { seatPartner } from '@/lib/server/people/seat-partner';
import {
  addSecondFactor,
  makeSecondFactorKey,
  removeSecondFactor,
  renewRecoveryCodes,
} from '@/lib/server/people/second-factor';
import { startSignIn, writeAndEndSignIns } from '@/lib/server/people/sign-ins';
import { verifyPassword } from '@/lib/server/people/verify-password';
import { signOut, type Viewer } from '@/lib/server/people/viewer';
import type { Result } from '@/lib/server/result';
import { codeOf } from '../../support/app-codes';
import { onEveryDatabase } from '../../support/databases';
import { later, now, seedPair, type TestPair, value } from '../../support/pairs';
import { hashFor, headersWith, seedPerson, seedSection, signInAs, stranger } from '../../support/people';
import { publishedSlug } from '../../support/worksheet';

const password = 'a long enough password';

/** Somebody who teaches, with a key that waits for its first code. */
async function seedTeacherWithKey() {
  const teacher = await seedPerson('Grace', password);
  await seedSection(teacher);
  const viewer = { ...teacher, signInId: (await signInAs(teacher)).id };
  const { key, sealed } = value(await makeSecondFactorKey(viewer, now));
  return { viewer, sealed, key, signInCode: codeOf(key, now) };
}

async function seedTeacherWithApp() {
  const { viewer, key, ...given } = await seedTeacherWithKey();
  const added = await addSecondFactor(viewer, { present: password, ...given }, stranger, now);
  return { viewer, key, ...value(added) };
}

/** A pair with one submission, and people who have nothing to do with its section. */
interface Situation extends TestPair {
  submissionId: string;
  /** Teaches another section. */
  stranger: Viewer;
  /** In no section. */
  newcomer: Viewer;
  withKey: Awaited<ReturnType<typeof seedTeacherWithKey>>;
  withApp: Awaited<ReturnType<typeof seedTeacherWithApp>>;
}

async function seedSituation(): Promise<Situation> {
  const pair = await seedPair({ passwordHash: await hashFor('everybody', password) });
  const { ada, pairSessionId } = pair;
  const submitted = await submitResponse(
    ada,
    { pairSessionId, partId: '1b', response: 'low', token: 'once' },
    now,
  );
  return {
    ...pair,
    submissionId: value(submitted).id ?? '',
    stranger: (await seedSection()).instructor,
    newcomer: await seedPerson('Eve', password),
    withKey: await seedTeacherWithKey(),
    withApp: await seedTeacherWithApp(),
  };
}

interface Verb {
  /** What it records. */
  records: AuditKind[];
  /** What it records when it is asked again for the same; what it recorded at first, unless said. */
  again: AuditKind[];
  /** What it may record when it is asked twice at once, where the second is not simply asked again. */
  atOnce?: AuditKind[][];
  /** Prepares what the verb needs; the deed is what it returns. */
  deed(situation: Situation): Promise<() => Promise<unknown>>;
  /** The same, asked by somebody who may not or with what cannot be. */
  refused(situation: Situation): Promise<Result<unknown>>;
}

const times = { opensAt: null, closesAt: later(60) };

const verbs: Record<string, Verb> = {
  startSignIn: {
    records: ['signed-in'],
    again: ['signed-in'],
    deed:
      async ({ ada }) =>
      () =>
        startSignIn(ada.userId, 'password', now),
    refused: ({ ada }) => verifyPassword('nobody@people.test', ada.email, stranger),
  },
  seatPartner: {
    records: ['signed-in'],
    again: ['signed-in'],
    deed: async ({ ada, alan }) => {
      const addSeat = async () => ({ ok: true, value: { seatId: 'seat' } }) as const;
      return async () => value(await seatPartner(ada, { email: alan.email, password }, stranger, addSeat));
    },
    refused: ({ ada }) =>
      seatPartner(ada, { email: ada.email, password }, stranger, async () => ({
        ok: true,
        value: { seatId: '' },
      })),
  },
  signOut: {
    records: ['signed-out'],
    again: [],
    deed: async ({ ada }) => {
      const { cookie } = await signInAs(ada);
      return () => signOut(headersWith(cookie), now);
    },
    refused: async () => {
      await signOut(headersWith('next-auth.session-token=forged'), now);
      return { ok: false, code: 'not-found', message: '' };
    },
  },
  'writeAndEndSignIns, by the operator': {
    records: ['sign-ins-ended'],
    again: [],
    deed: async ({ ada }) => {
      await signInAs(ada);
      await signInAs(ada);
      return () => writeAndEndSignIns((_tx, endAllOf) => endAllOf(ada.userId, null), now);
    },
    refused: async ({ newcomer }) => {
      await writeAndEndSignIns((_tx, endAllOf) => endAllOf(newcomer.userId, null), now);
      return { ok: false, code: 'not-found', message: '' };
    },
  },
  changePassword: {
    records: ['password-changed', 'sign-ins-ended'],
    again: ['password-changed'],
    // The second has proved a password that is no longer there, or comes after it.
    atOnce: [
      ['password-changed', 'sign-ins-ended'],
      ['password-changed', 'password-changed', 'sign-ins-ended'],
    ],
    deed: async ({ ada }) => {
      const viewer = { ...ada, signInId: (await signInAs(ada)).id };
      await signInAs(ada);
      return () => changePassword(viewer, { present: password, password }, stranger, now);
    },
    refused: ({ ada }) => changePassword(ada, { present: password, password: 'short' }, stranger, now),
  },
  addSecondFactor: {
    records: ['second-factor-added'],
    again: [],
    deed:
      async ({ withKey: { viewer, sealed, signInCode } }) =>
      () =>
        addSecondFactor(viewer, { present: password, sealed, signInCode }, stranger, now),
    refused: ({ withKey: { viewer, sealed, signInCode } }) =>
      addSecondFactor(viewer, { present: 'a wrong one', sealed, signInCode }, stranger, now),
  },
  'renewRecoveryCodes, by a recovery code': {
    records: ['recovery-code-used', 'recovery-codes-renewed'],
    again: [],
    deed:
      async ({ withApp: { viewer, recoveryCodes } }) =>
      () =>
        renewRecoveryCodes(viewer, { signInCode: recoveryCodes[0] ?? '' }, stranger, now),
    refused: ({ withApp: { viewer } }) => renewRecoveryCodes(viewer, { signInCode: '000000' }, stranger, now),
  },
  removeSecondFactor: {
    records: ['second-factor-removed'],
    again: [],
    deed:
      async ({ withApp: { viewer, key } }) =>
      () =>
        removeSecondFactor(
          viewer,
          { present: password, signInCode: codeOf(key, later(1)) },
          stranger,
          later(1),
        ),
    // The code that confirmed it.
    refused: ({ withApp: { viewer, key } }) =>
      removeSecondFactor(viewer, { present: password, signInCode: codeOf(key, now) }, stranger, now),
  },
  makeOneTimeCode: {
    records: ['password-link-made'],
    again: ['password-link-made'],
    deed:
      async ({ instructor, sectionId, ada }) =>
      async () =>
        value(await makeOneTimeCode(instructor, { sectionId, userId: ada.userId }, now)),
    refused: ({ stranger, sectionId, ada }) =>
      makeOneTimeCode(stranger, { sectionId, userId: ada.userId }, now),
  },
  setPasswordByCode: {
    records: ['password-link-used', 'sign-ins-ended', 'signed-in'],
    again: [],
    deed: async ({ instructor, sectionId, ada }) => {
      await signInAs(ada);
      const { code } = value(await makeOneTimeCode(instructor, { sectionId, userId: ada.userId }, now));
      return () => setPasswordByCode({ code, password: 'another long password' }, stranger, now);
    },
    refused: () => setPasswordByCode({ code: 'no such code', password }, stranger, now),
  },
  joinWithNewAccount: {
    records: ['joined', 'signed-in'],
    again: ['signed-in'],
    // The later one is told that the account exists, or comes after it and signs in.
    atOnce: [
      ['joined', 'signed-in'],
      ['joined', 'signed-in', 'signed-in'],
    ],
    deed: async ({ joinCode, sectionId }) => {
      const given = { code: joinCode, name: 'Joan', email: `joan-${sectionId}@people.test`, password };
      return async () => value(await joinWithNewAccount(given, stranger, now));
    },
    refused: ({ joinCode }) =>
      joinWithNewAccount(
        { code: joinCode, name: 'Joan', email: 'joan@people.test', password: 'short' },
        stranger,
        now,
      ),
  },
  'joinWithNewAccount, by somebody who has one': {
    records: ['joined', 'signed-in'],
    again: ['signed-in'],
    deed: async ({ joinCode, newcomer }) => {
      const given = { code: joinCode, name: 'Eve', email: newcomer.email, password };
      return async () => value(await joinWithNewAccount(given, stranger, now));
    },
    refused: ({ newcomer }) =>
      joinWithNewAccount({ code: 'ZZZZZZ', name: 'Eve', email: newcomer.email, password }, stranger, now),
  },
  joinSection: {
    records: ['joined'],
    again: [],
    deed:
      async ({ joinCode, newcomer }) =>
      async () =>
        value(await joinSection(newcomer, { code: joinCode }, now)),
    refused: ({ newcomer }) => joinSection(newcomer, { code: 'ZZZZZZ' }, now),
  },
  'makeInstructor, of somebody new': {
    records: ['password-link-made'],
    again: ['password-link-made'],
    deed: async ({ sectionId }) => {
      const given = { email: `new-${sectionId}@people.test`, name: 'Mary', course: 'C', section: 'S' };
      return async () => value(await makeInstructor(given, now));
    },
    refused: () => makeInstructor({ email: 'no address', name: 'Mary', course: 'C', section: 'S' }, now),
  },
  'makeInstructor, of somebody who is signed in and teaches nothing': {
    records: ['password-link-made', 'sign-ins-ended'],
    again: ['password-link-made'],
    deed: async ({ ada }) => {
      await signInAs(ada);
      const given = { email: ada.email, name: 'Ada', course: 'C', section: 'S' };
      return async () => value(await makeInstructor(given, now));
    },
    refused: ({ ada }) => makeInstructor({ email: ada.email, name: '', course: 'C', section: 'S' }, now),
  },
  'setPasswordByCode, of a future instructor': {
    records: ['instructor-made', 'password-link-used', 'signed-in'],
    again: [],
    deed: async ({ sectionId }) => {
      const given = { email: `new-${sectionId}@people.test`, name: 'Mary', course: 'C', section: 'S' };
      const { code } = value(await makeInstructor(given, now));
      return () => setPasswordByCode({ code, password: 'another long password' }, stranger, now);
    },
    refused: () => setPasswordByCode({ code: 'no such code', password }, stranger, now),
  },
  createSection: {
    records: ['section-made'],
    again: ['section-made'],
    deed:
      async ({ instructor }) =>
      async () =>
        value(await createSection(instructor, { course: 'C', title: 'S' }, now)),
    refused: ({ ada }) => createSection(ada, { course: 'C', title: 'S' }, now),
  },
  renewJoinCode: {
    records: ['join-code-renewed'],
    again: [],
    deed:
      async ({ instructor, sectionId, joinCode }) =>
      async () =>
        value(await renewJoinCode(instructor, { sectionId, code: joinCode }, now)),
    refused: ({ stranger, sectionId, joinCode }) =>
      renewJoinCode(stranger, { sectionId, code: joinCode }, now),
  },
  setJoining: {
    records: ['joining-changed'],
    again: [],
    deed:
      async ({ instructor, sectionId }) =>
      async () =>
        value(await setJoining(instructor, { sectionId, isOpen: false, endsAt: null }, now)),
    refused: ({ instructor, sectionId }) =>
      setJoining(instructor, { sectionId, isOpen: true, endsAt: later(-1) }, now),
  },
  createAssignment: {
    records: ['assignment-made'],
    again: ['assignment-made'],
    deed: async ({ instructor, sectionId }) => {
      const given = { sectionId, worksheetSlug: publishedSlug, policy: policySchema.parse({}), ...times };
      return async () => value(await createAssignment(instructor, given, now));
    },
    refused: ({ stranger, sectionId }) =>
      createAssignment(
        stranger,
        { sectionId, worksheetSlug: publishedSlug, policy: policySchema.parse({}), ...times },
        now,
      ),
  },
  rescheduleAssignment: {
    records: ['assignment-rescheduled'],
    again: [],
    deed:
      async ({ instructor, assignmentId }) =>
      async () =>
        value(await rescheduleAssignment(instructor, { assignmentId, ...times }, now)),
    refused: ({ stranger, assignmentId }) => rescheduleAssignment(stranger, { assignmentId, ...times }, now),
  },
  removeStudent: {
    records: ['removed'],
    again: [],
    deed:
      async ({ instructor, sectionId, ada }) =>
      () =>
        removeStudent(instructor, { sectionId, userId: ada.userId }, now),
    refused: ({ stranger, sectionId, ada }) =>
      removeStudent(stranger, { sectionId, userId: ada.userId }, now),
  },
  enrollAgain: {
    records: ['enrolled-again'],
    again: [],
    deed: async ({ instructor, sectionId, ada }) => {
      const person = { sectionId, userId: ada.userId };
      value(await removeStudent(instructor, person, now));
      return async () => value(await enrollAgain(instructor, person, now));
    },
    refused: ({ instructor, sectionId, newcomer }) =>
      enrollAgain(instructor, { sectionId, userId: newcomer.userId }, now),
  },
  splitPairSession: {
    records: ['pair-split'],
    again: [],
    deed:
      async ({ instructor, pairSessionId }) =>
      async () =>
        value(await splitPairSession(instructor, { pairSessionId }, now)),
    refused: ({ stranger, pairSessionId }) => splitPairSession(stranger, { pairSessionId }, now),
  },
  overrideSubmission: {
    records: ['points-decided'],
    again: ['points-decided'],
    deed:
      async ({ instructor, submissionId }) =>
      async () =>
        value(await overrideSubmission(instructor, { submissionId, earned: 1, reason: 'Seen.' }, now)),
    refused: ({ instructor, submissionId }) =>
      overrideSubmission(instructor, { submissionId, earned: 99, reason: 'Seen.' }, now),
  },
  exportResults: {
    records: ['results-exported'],
    again: [],
    deed:
      async ({ instructor, sectionId }) =>
      async () =>
        value(await exportResults(instructor, { sectionId }, now)),
    refused: ({ stranger, sectionId }) => exportResults(stranger, { sectionId }, now),
  },
};

/** Written for no verb but for a refusal; it has a test of its own below. */
const kindsOfRefusals: AuditKind[] = ['sign-in-failed'];

async function recordIds(): Promise<Set<string>> {
  return new Set((await database().auditRecord.findMany({ select: { id: true } })).map(({ id }) => id));
}

/** The kinds of what is recorded while something runs. */
async function recordedBy(run: () => Promise<unknown>): Promise<string[]> {
  const before = await recordIds();
  await run();
  const after = await database().auditRecord.findMany();
  return after
    .filter(({ id }) => !before.has(id))
    .map(({ kind }) => kind)
    .sort();
}

/** Every row but the audit records. */
async function everything(): Promise<string> {
  const names = Object.values(Prisma.ModelName).filter((name) => name !== 'AuditRecord');
  return write(async (tx) => {
    const rows: unknown[] = [];
    for (const name of names) rows.push(await tableOf(tx, name).findMany({ orderBy: { id: 'asc' } }));
    return JSON.stringify(rows);
  });
}

/** Lets the database refuse every new audit record, as a full disk would; returns how to end that. */
async function refuseRecords(kind: DatabaseKind): Promise<() => Promise<unknown>> {
  const run = (...statements: string[]) =>
    write(async (tx) => {
      for (const statement of statements) await tx.$executeRawUnsafe(statement);
    });
  if (kind === 'sqlite') {
    await run(
      `CREATE TRIGGER "full" BEFORE INSERT ON "AuditRecord" BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`,
    );
    return () => run('DROP TRIGGER "full"');
  }
  await run(
    `CREATE FUNCTION "full"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END; $$`,
    `CREATE TRIGGER "full" BEFORE INSERT ON "AuditRecord" FOR EACH ROW EXECUTE FUNCTION "full"()`,
  );
  return () => run('DROP TRIGGER "full" ON "AuditRecord"', 'DROP FUNCTION "full"');
}

describe('the list of verbs', () => {
  it('has one that writes each kind of record', () => {
    const written = new Set([...Object.values(verbs).flatMap(({ records }) => records), ...kindsOfRefusals]);
    expect([...written].sort()).toEqual(Object.keys(auditDetails).sort());
  });
});

onEveryDatabase((kind, makeDatabase) => {
  describe.each(Object.entries(verbs))('%s', (_name, verb) => {
    beforeAll(makeDatabase);

    it('is recorded once, and asked again only for what it does again', async () => {
      const deed = await verb.deed(await seedSituation());
      expect(await recordedBy(deed)).toEqual(verb.records.toSorted());
      // What it answers to the repetition is its own test's business.
      expect(await recordedBy(() => deed().catch(() => undefined))).toEqual(verb.again.toSorted());
    });

    it('is recorded as often as it happens when it is asked twice at once', async () => {
      const deed = await verb.deed(await seedSituation());
      const recorded = await recordedBy(() => Promise.allSettled([deed(), deed()]));
      const expected = verb.atOnce ?? [[...verb.records, ...verb.again]];
      expect(expected.map((kinds) => kinds.toSorted())).toContainEqual(recorded);
    });

    it('is not recorded when it is refused', async () => {
      const situation = await seedSituation();
      const recorded = await recordedBy(async () => {
        expect(await verb.refused(situation)).toMatchObject({ ok: false });
      });
      expect(recorded).toEqual([]);
    });

    it('does not happen where it cannot be recorded', async () => {
      const deed = await verb.deed(await seedSituation());
      const accept = await refuseRecords(kind);
      const before = await everything();
      await expect(deed()).rejects.toThrow();
      expect(await everything()).toBe(before);
      await accept();
      await deed();
    });
  });

  describe('audit records', () => {
    beforeEach(makeDatabase);

    it('hold who did what to whom, where and when, by the names of then', async () => {
      const { instructor, ada, sectionId } = await seedSituation();
      const person = { sectionId, userId: ada.userId };
      value(await removeStudent(instructor, person, later(5)));
      await write((tx) => tx.user.update({ where: { id: ada.userId }, data: { name: 'Augusta' } }));
      value(await enrollAgain(instructor, person, later(6)));
      const records = await database().auditRecord.findMany({
        where: { subjectId: ada.userId },
        orderBy: { at: 'asc' },
      });
      const shared = {
        actorId: instructor.userId,
        actorName: 'Grace',
        subjectId: ada.userId,
        sectionId,
        details: { seats: 1 },
      };
      expect(records).toMatchObject([
        { ...shared, kind: 'removed', at: later(5), subjectName: 'Ada' },
        { ...shared, kind: 'enrolled-again', at: later(6), subjectName: 'Augusta' },
      ]);
    });

    it('belong a used password link to the section in which it was made', async () => {
      const { instructor, ada, sectionId } = await seedSituation();
      const { code } = value(await makeOneTimeCode(instructor, { sectionId, userId: ada.userId }, now));
      value(await setPasswordByCode({ code, password: 'another long password' }, stranger, now));
      expect(await database().auditRecord.findMany({ where: { kind: 'password-link-used' } })).toMatchObject([
        { actorId: ada.userId, subjectId: null, sectionId },
      ]);
    });

    it('are undone with what is undone', async () => {
      const { ada } = await seedSituation();
      const undone = write(async (tx) => {
        await recordEvent(tx, { kind: 'signed-out', actorId: ada.userId, details: {} }, now);
        throw new Error('no');
      });
      await expect(undone).rejects.toThrow('no');
      expect(await database().auditRecord.count({ where: { kind: 'signed-out' } })).toBe(0);
    });

    it('take no details of another shape', async () => {
      const odd = { kind: 'signed-out', actorId: null, details: { typed: 'a text' } };
      await expect(write((tx) => recordEvent(tx, JSON.parse(JSON.stringify(odd)), now))).rejects.toThrow(
        /typed/,
      );
    });

    it.each([
      ['changed', (tx: Tx) => tx.auditRecord.updateMany({ data: { kind: 'joined' } })],
      ['deleted', (tx: Tx) => tx.auditRecord.deleteMany()],
      ['written over', (tx: Tx) => tx.$executeRaw`INSERT INTO "AuditRecord" SELECT * FROM "AuditRecord"`],
    ])('are never %s', async (_what, change) => {
      const { ada } = await seedSituation();
      await startSignIn(ada.userId, 'password', now);
      const before = await database().auditRecord.findMany();
      await expect(write<unknown>(change)).rejects.toThrow();
      expect(await database().auditRecord.findMany()).toEqual(before);
    });

    it('outlive the people and sections that they name', async () => {
      const { ada, sectionId, instructor } = await seedSituation();
      value(await removeStudent(instructor, { sectionId, userId: ada.userId }, now));
      await write((tx) => tx.user.delete({ where: { id: ada.userId } }));
      expect(await database().auditRecord.findFirst({ where: { subjectId: ada.userId } })).toMatchObject({
        subjectName: 'Ada',
      });
    });

    it('count failed sign-ins of an account once an hour, and those of nobody not at all', async () => {
      const ada = await seedPerson('Ada', password);
      await Promise.all(Array.from({ length: 5 }, () => verifyPassword(ada.email, 'wrong', stranger)));
      await verifyPassword('nobody@people.test', 'wrong', stranger);
      // Waits for what is recorded on the side.
      await closeDatabase();
      expect(await database().auditRecord.findMany()).toMatchObject([
        { kind: 'sign-in-failed', actorId: null, subjectId: ada.userId, sectionId: null },
      ]);
    });

    if (kind === 'postgresql') {
      it('are never emptied', async () => {
        await expect(write((tx) => tx.$executeRaw`TRUNCATE "AuditRecord"`)).rejects.toThrow(/append|deleted/);
      });
    }
  });
});
