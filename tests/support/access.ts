import { removeStudent } from '@/lib/server/classes/section-people';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { write } from '@/lib/server/database/writer';
import { joinPairSession, leavePairSession } from '@/lib/server/pair/seating';
import { submitResponse } from '@/lib/server/pair/submissions';
import { endSignIns } from '@/lib/server/people/sign-ins';
import type { Viewer } from '@/lib/server/people/viewer';
import { seedClass, seedPair, value } from './pairs';
import { signInAs } from './people';
import { publishedSlug } from './worksheet';

/** Who may ask for something of a class and of one of its pairs. */
export const roles = [
  'nobody',
  'signed out',
  'stranger',
  'foreign instructor',
  'taken out',
  'classmate',
  'former member',
  'member',
  'assistant',
  'instructor',
] as const;

export type Role = (typeof roles)[number];

const signedIn = roles.filter((role) => role !== 'nobody' && role !== 'signed out');

/** The groups that may do something. */
const groups = {
  anybody: roles,
  'signed in': signedIn,
  'who teaches': ['foreign instructor', 'instructor'],
  'the students': ['classmate', 'former member', 'member'],
  'the class': ['classmate', 'former member', 'member', 'assistant', 'instructor'],
  'the pair': ['member'],
  'who works or worked there': ['former member', 'member'],
  'who works or worked there, and the staff': ['former member', 'member', 'assistant', 'instructor'],
  'the pair and the staff': ['member', 'assistant', 'instructor'],
  'the staff': ['assistant', 'instructor'],
  'the instructor': ['instructor'],
} as const satisfies Record<string, readonly Role[]>;

export type Group = keyof typeof groups;

export function isIn(role: Role, group: Group): boolean {
  const members: readonly Role[] = groups[group];
  return members.includes(role);
}

/** A call of the JSON interface: who gets in, with what body, and what those are answered. */
interface CallRow {
  who: Group;
  body?: (place: Pick<Place, 'assignmentId' | 'driverSeatId'>) => unknown;
  query?: (place: Pick<Place, 'assignmentId'>) => string;
  /** The status, and the code where it is a refusal that only those who are let in get. */
  answers: readonly [status: number, code?: string];
}

/** A body for a call about a part that has been neither handed in nor turned. */
const part = () => ({ partId: '1b' });

/** Every call of the JSON interface. A test fails where one is missing. */
export const calls: Readonly<Record<string, CallRow>> = {
  'get /api/health': { who: 'anybody', answers: [200] },
  'get /api/openapi.json': { who: 'anybody', answers: [200] },
  // What next-auth does not have; tests/api/sign-in.test.ts has its calls.
  'get /api/auth/{action}': { who: 'anybody', answers: [404, 'not-found'] },
  'post /api/auth/{action}': { who: 'anybody', body: () => ({}), answers: [404, 'not-found'] },
  'post /api/accounts': {
    who: 'anybody',
    body: () => ({ code: 'ZZZZZZ', name: 'Eve', email: 'eve@people.test', password: 'long enough, this' }),
    answers: [404, 'no-such-code'],
  },
  'post /api/passwords': {
    who: 'anybody',
    body: () => ({ code: 'no such code', password: 'long enough, this' }),
    answers: [404, 'no-such-code'],
  },
  'post /api/sign-out': { who: 'anybody', body: () => ({}), answers: [303] },
  'get /api/me': { who: 'signed in', answers: [200] },
  'post /api/account/password': {
    who: 'signed in',
    body: () => ({ present: 'a wrong one', password: 'long enough, this' }),
    answers: [403, 'wrong-password'],
  },
  'post /api/account/second-factor/keys': { who: 'who teaches', body: () => ({}), answers: [200] },
  'post /api/account/second-factor': {
    who: 'who teaches',
    body: () => ({ present: 'a wrong one', signInCode: '000000', sealed: 'nothing' }),
    answers: [403, 'wrong-password'],
  },
  'post /api/account/second-factor/recovery-codes': {
    who: 'signed in',
    body: () => ({ signInCode: '000000' }),
    answers: [404, 'not-found'],
  },
  'post /api/account/second-factor/removal': {
    who: 'signed in',
    body: () => ({ present: 'a wrong one', signInCode: '000000' }),
    answers: [403, 'wrong-password'],
  },
  'post /api/enrollments': {
    who: 'signed in',
    body: () => ({ code: 'ZZZZZZ' }),
    answers: [404, 'no-such-code'],
  },
  'post /api/pair-sessions': {
    who: 'the students',
    body: ({ assignmentId }) => ({ assignmentId }),
    answers: [201],
  },
  'post /api/pair-sessions/join': {
    who: 'signed in',
    body: () => ({ code: 'ZZZZZZ' }),
    answers: [404, 'no-such-code'],
  },
  'get /api/pair-sessions/{id}': { who: 'who works or worked there, and the staff', answers: [200] },
  'get /api/pair-sessions/{id}/events': { who: 'the pair and the staff', answers: [200] },
  'get /api/pair-sessions/{id}/texts': { who: 'the pair', query: () => 'path=1d', answers: [200] },
  'post /api/pair-sessions/{id}/seats': {
    who: 'the pair',
    body: () => ({ email: 'eve@people.test', password: 'long enough, this' }),
    answers: [403, 'wrong-password'],
  },
  'post /api/pair-sessions/{id}/return': {
    who: 'who works or worked there',
    body: () => ({}),
    answers: [200],
  },
  'post /api/pair-sessions/{id}/join-answers': {
    who: 'the pair',
    body: () => ({ requestId: 'never-was', agrees: true }),
    answers: [404, 'not-found'],
  },
  'post /api/pair-sessions/{id}/leave': { who: 'the pair', body: () => ({}), answers: [200] },
  'post /api/pair-sessions/{id}/ops': {
    who: 'the pair',
    body: () => ({ ops: [{ opId: newId(), path: '1b', base: 0, value: 'low' }] }),
    answers: [200],
  },
  'post /api/pair-sessions/{id}/submissions': {
    who: 'the pair',
    body: () => ({ ...part(), response: 'high', token: newId() }),
    answers: [200],
  },
  'post /api/pair-sessions/{id}/reveals': { who: 'the pair', body: part, answers: [202] },
  'post /api/pair-sessions/{id}/hand-ins': { who: 'the pair', body: part, answers: [200] },
  'post /api/pair-sessions/{id}/cancellations': {
    who: 'the pair',
    body: () => ({ ...part(), purpose: 'reveal' }),
    answers: [200],
  },
  'post /api/pair-sessions/{id}/presence': {
    who: 'the pair',
    body: () => ({ path: null, typing: false }),
    answers: [200],
  },
  'post /api/pair-sessions/{id}/driver-changes': {
    who: 'the pair',
    body: ({ driverSeatId }) => ({ driverSeatId }),
    answers: [200],
  },
  'post /api/pair-sessions/{id}/predictions': {
    who: 'the pair',
    body: () => ({ responses: { '1-level': 'low' } }),
    answers: [200],
  },
  'post /api/pair-sessions/{id}/new-numbers': {
    who: 'the pair',
    body: () => ({ questionId: '3', round: 0 }),
    answers: [200],
  },
  'post /api/pair-sessions/{id}/split': { who: 'the instructor', body: () => ({}), answers: [200] },
  'get /api/sections/{id}/results': { who: 'the staff', answers: [200] },
  'get /api/sections/{id}/results.csv': { who: 'the staff', answers: [200] },
  'post /api/pair-sessions/{id}/decisions': {
    who: 'the staff',
    // Whatever state the part is in by then: so each of the staff makes it on the same one.
    body: () => ({ ...part(), earned: 0, version: 2_147_483_647, origin: 'points' }),
    answers: [409, 'changed'],
  },
  'post /api/sections/{id}/decisions': {
    who: 'the staff',
    body: ({ assignmentId }) => ({ assignmentId, ...part(), batchId: 'none', origin: 'undo' }),
    answers: [200],
  },
  'get /api/sections/{id}/review-queue': {
    who: 'the staff',
    query: ({ assignmentId }) => `assignmentId=${assignmentId}&partId=1b`,
    answers: [200],
  },
  'post /api/sections/{id}/claims': {
    who: 'the staff',
    body: () => ({ ...part(), pairSessionIds: [] }),
    answers: [200],
  },
  'post /api/pair-sessions/{id}/flags': {
    who: 'the staff',
    body: () => ({ ...part(), isFlagged: true }),
    answers: [200],
  },
  'post /api/sections/{id}/saved-comments': {
    who: 'the staff',
    body: () => ({ text: 'Well argued.' }),
    answers: [200],
  },
  'post /api/saved-comments/{id}/removal': {
    who: 'the staff',
    body: () => ({}),
    answers: [404, 'not-found'],
  },
  'post /api/submissions/{id}/overrides': {
    who: 'the instructor',
    body: () => ({ earned: 0, reason: 'I have read it' }),
    answers: [201],
  },
};

/** A page: who sees it. To the others it is missing; who is not signed in is led to sign in. */
interface PageRow {
  who: Group;
  /** Where some of them are led at once. */
  leadsTo?: { who: Group; path: string };
}

/** Every page. */
export const pages: Readonly<Record<string, PageRow>> = {
  '/': { who: 'anybody' },
  '/sign-in': { who: 'anybody', leadsTo: { who: 'signed in', path: '/' } },
  '/join': { who: 'anybody', leadsTo: { who: 'anybody', path: '/' } },
  '/join/[code]': { who: 'anybody' },
  '/set-password/[code]': { who: 'anybody' },
  '/account': { who: 'signed in' },
  '/sections/new': { who: 'who teaches' },
  '/sections/[id]': { who: 'the class' },
  '/sections/[id]/my-results': { who: 'the class' },
  '/sections/[id]/results': { who: 'the staff' },
  '/sections/[id]/results/[pairSessionId]': { who: 'the staff' },
  '/sections/[id]/review': { who: 'the staff' },
  '/sections/[id]/review/[partId]': { who: 'the staff' },
  '/sections/[id]/manage': { who: 'the instructor' },
  '/sections/[id]/history': { who: 'the instructor' },
  '/sections/[id]/preview/[slug]': { who: 'the staff' },
  '/pair-sessions/[id]': { who: 'who works or worked there, and the staff' },
  '/pair-sessions/join/[code]': { who: 'anybody' },
};

/** A server action: who may call it, with which fields of a form. To the others there is nothing there. */
interface ActionRow {
  who: Group;
  fields: (place: Place) => Readonly<Record<string, string>>;
  /** What those who are let in get: where they are led, or what the form says. */
  answers: RegExp;
}

const done = /"done":/;

/** Every server action, by file and name. */
export const actions: Readonly<Record<string, ActionRow>> = {
  'app/sections/new/actions.ts createSectionAction': {
    who: 'who teaches',
    fields: () => ({ id: newId(), course: 'Language models', title: 'Tuesday' }),
    answers: /^\/sections\/[a-z0-9]+\/manage;push/,
  },
  'app/account/actions.ts endSignInAction': {
    who: 'signed in',
    fields: () => ({ signInId: 'nothing' }),
    answers: /"problem":/,
  },
  'app/account/actions.ts endOtherSignInsAction': { who: 'signed in', fields: () => ({}), answers: done },
  'app/sections/[id]/manage/actions.ts createAssignmentAction': {
    who: 'the instructor',
    fields: ({ sectionId }) => ({
      sectionId,
      id: newId(),
      worksheet: publishedSlug,
      opensAt: '',
      closesAt: '',
      partners: 'pair',
      maxSeats: '2',
      attempts: '',
      counting: 'last',
      agreement: 'both',
    }),
    answers: done,
  },
  'app/sections/[id]/manage/actions.ts rescheduleAction': {
    who: 'the instructor',
    fields: ({ sectionId, assignmentId }) => ({ sectionId, assignmentId, opensAt: '', closesAt: '' }),
    answers: done,
  },
  'app/sections/[id]/manage/actions.ts renewCodeAction': {
    who: 'the instructor',
    // Not its present code: so the code of the place stays as it is.
    fields: ({ sectionId }) => ({ sectionId, code: 'ZZZZZZ' }),
    answers: done,
  },
  'app/sections/[id]/manage/actions.ts joiningAction': {
    who: 'the instructor',
    fields: ({ sectionId }) => ({ sectionId, joining: 'open', endsAt: '' }),
    answers: done,
  },
  'app/sections/[id]/manage/actions.ts oneTimeCodeAction': {
    who: 'the instructor',
    fields: aClassmate,
    answers: done,
  },
  'app/sections/[id]/manage/actions.ts removeStudentAction': {
    who: 'the instructor',
    fields: aClassmate,
    answers: done,
  },
  'app/sections/[id]/manage/actions.ts enrollAgainAction': {
    who: 'the instructor',
    fields: ({ sectionId, people }) => ({ sectionId, userId: people['taken out'] }),
    answers: done,
  },
};

function aClassmate({ sectionId, people }: Place) {
  return { sectionId, userId: people.classmate };
}

/** A class with a pair at work, and somebody of every role, with the cookie that proves them. */
export interface Place {
  sectionId: string;
  assignmentId: string;
  pairSessionId: string;
  submissionId: string;
  /** A member's seat. */
  driverSeatId: string;
  /** Ids of people that others act on. */
  people: Readonly<Record<'classmate' | 'taken out', string>>;
  cookies: Readonly<Record<Role, string | undefined>>;
}

/** Ids that belong to nothing. */
export const nowhere: Pick<Place, 'assignmentId' | 'driverSeatId'> = {
  assignmentId: 'nothing',
  driverSeatId: 'nothing',
};

async function enrollAs(person: Viewer, sectionId: string, role: 'ASSISTANT'): Promise<Viewer> {
  const { userId } = person;
  await write((tx) => tx.enrollment.create({ data: { id: newId(), userId, sectionId, role } }));
  return person;
}

async function signInNow(person: Viewer): Promise<{ cookie: string; id: string }> {
  const { cookie, id } = await signInAs(person, new Date());
  return { cookie: cookie.split(';')[0] ?? '', id };
}

/** Makes a class with somebody of every role. */
export async function seedPlace(): Promise<Place> {
  const now = new Date();
  const own = await seedPair({ students: 5, policy: { maxSeats: 3 } });
  const elsewhere = await seedClass({ students: 2 });
  const { pairSessionId, sectionId, ada, instructor } = own;
  const [, , edith, kurt, fifth] = own.students;
  const [stranger, helper] = elsewhere.students;
  if (!edith || !kurt || !fifth || !stranger || !helper) throw new Error('a class lacks students');
  const { code } = await database().pairSession.findUniqueOrThrow({ where: { id: pairSessionId } });
  for (const guest of [edith, fifth]) {
    value(await joinPairSession(guest, { code }, now));
    value(await leavePairSession(guest, { pairSessionId }, now));
  }
  value(await removeStudent(instructor, { sectionId, userId: fifth.userId }, now));
  const submitted = value(
    await submitResponse(ada, { pairSessionId, partId: '1b', response: 'low', token: newId() }, now),
  );
  const seat = await database().seat.findFirstOrThrow({ where: { pairSessionId, userId: ada.userId } });
  const gone = await signInNow(ada);
  await endSignIns([gone.id], now);
  const cookieOf = async (person: Viewer) => (await signInNow(person)).cookie;
  return {
    sectionId,
    assignmentId: own.assignmentId,
    pairSessionId,
    submissionId: submitted.id ?? '',
    driverSeatId: seat.id,
    people: { classmate: kurt.userId, 'taken out': fifth.userId },
    cookies: {
      nobody: undefined,
      'signed out': gone.cookie,
      stranger: await cookieOf(stranger),
      'foreign instructor': await cookieOf(elsewhere.instructor),
      'taken out': await cookieOf(fifth),
      classmate: await cookieOf(kurt),
      'former member': await cookieOf(edith),
      member: await cookieOf(ada),
      assistant: await cookieOf(await enrollAs(helper, sectionId, 'ASSISTANT')),
      instructor: await cookieOf(instructor),
    },
  };
}
