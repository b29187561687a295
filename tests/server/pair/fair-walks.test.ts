import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { earnedOf, getSectionResults } from '@/lib/server/classes/results';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { handInPart, revealPart } from '@/lib/server/pair/agreements';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { disagreeOnPart } from '@/lib/server/pair/disagreements';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { readRoom } from '@/lib/server/pair/read-together';
import { forgetRoom, rememberedRoom } from '@/lib/server/pair/room-memory';
import {
  answerJoinRequest,
  createPairSession,
  joinPairSession,
  leavePairSession,
  returnToPairSession,
} from '@/lib/server/pair/seating';
import { splitPairSession } from '@/lib/server/pair/split-pair-session';
import { submitResponse } from '@/lib/server/pair/submissions';
import type { Viewer } from '@/lib/server/people/viewer';
import type { Result } from '@/lib/server/result';
import { onEveryDatabase } from '../../support/databases';
import { assignAgain, codeOf } from '../../support/fairness';
import {
  type Answer,
  Model,
  type ModelSession,
  type Name,
  names,
  type PartId,
  partIds,
  responses,
} from '../../support/fairness-model';
import { answerAlone } from '../../support/own-answers';
import { later, seedClass, type TestClass, value } from '../../support/pairs';
import { plainRoom } from '../../support/rooms';

/** Three people, two assignments of one worksheet, and what the model knows of them. */
interface World {
  made: TestClass;
  assignmentIds: string[];
  people: Record<Name, Viewer>;
  model: Model;
}

type Run = (world: World) => Promise<void>;

/** Something that somebody does; `submits` where it may take points from those who sit there. */
interface Step {
  run: Run;
  submits: boolean;
  [fc.toStringMethod]: () => string;
}

/** Steps of one sort, which a failed walk names with their arguments. */
function stepsOf<Arguments extends unknown[]>(
  sort: string,
  submits: boolean,
  of: fc.Arbitrary<Arguments>,
  run: (...of: Arguments) => Run,
): fc.Arbitrary<Step> {
  return of.map((all) => ({
    run: run(...all),
    submits,
    [fc.toStringMethod]: () => `${sort} ${all.join(' ')}`,
  }));
}

const policy = { partners: 'solo', agreement: 'either' } as const;
const pairSessionOf = ({ model }: World, name: Name, assignment: number) =>
  model.seatOf(name, assignment)?.session.id ?? 'none';
const nowIn = ({ model }: World) => later(model.time);
const codeOfResult = (result: Result<unknown>) => (result.ok ? 'ok' : result.code);

/** What came of a wish to join, once those who sit there have answered. */
async function afterAnswer(
  world: World,
  session: ModelSession,
  asked: Result<object>,
  says: boolean,
): Promise<string> {
  if (!asked.ok) return asked.code;
  if ('id' in asked.value) return 'joined';
  const [sitter] = session.members;
  const viewer = sitter && world.people[sitter];
  if (!viewer) return 'waits for nobody';
  const { joinRequests } = value(await getPairView(viewer, session.id, nowIn(world)));
  const answered = await answerJoinRequest(
    viewer,
    { pairSessionId: session.id, requestId: joinRequests[0]?.id ?? '', agrees: says },
    nowIn(world),
  );
  return `waiting, then ${answered.ok ? answered.value.state : answered.code}`;
}

const who = fc.constantFrom(...names);
const where = fc.constantFrom(0, 1);
const what = fc.constantFrom<PartId>(...partIds);
const answers = fc.constantFrom<Answer>('right', 'wrong');
const yes = fc.boolean();

const start = stepsOf('start', false, fc.tuple(who, where), (name, assignment) => async (world) => {
  const { people, assignmentIds, model } = world;
  const assignmentId = assignmentIds[assignment] ?? '';
  const { id } = value(await createPairSession(people[name], { assignmentId }, nowIn(world)));
  const held = model.seatOf(name, assignment);
  if (held) expect(id).toBe(held.session.id);
  else model.start(name, assignment, id);
});

const join = stepsOf(
  'join',
  false,
  fc.tuple(who, who, where, yes),
  (name, other, assignment, says) => async (world) => {
    const session = world.model.seatOf(other, assignment)?.session;
    if (!session) return;
    const before = { ...session, members: [...session.members] };
    const asked = await joinPairSession(world.people[name], { code: await codeOf(session.id) }, nowIn(world));
    const outcome = await afterAnswer(world, before, asked, says);
    expect(outcome).toBe(world.model.join(name, session, says));
  },
);

const leave = stepsOf('leave', false, fc.tuple(who, where), (name, assignment) => async (world) => {
  const pairSessionId = pairSessionOf(world, name, assignment);
  const left = await leavePairSession(world.people[name], { pairSessionId }, nowIn(world));
  expect(codeOfResult(left)).toBe(world.model.seatOf(name, assignment) ? 'ok' : 'not-found');
  world.model.leave(name, assignment);
});

const goBack = stepsOf(
  'goBack',
  false,
  fc.tuple(who, where, yes),
  (name, assignment, says) => async (world) => {
    const sitting = world.model.lastLeft(name, assignment);
    if (!sitting) return;
    const { session } = sitting;
    const before = { ...session, members: [...session.members] };
    const asked = await returnToPairSession(world.people[name], { pairSessionId: session.id }, nowIn(world));
    const outcome = await afterAnswer(world, before, asked, says);
    expect(outcome).toBe(world.model.goBack(sitting, says));
  },
);

const split = stepsOf('split', false, fc.tuple(who, where), (name, assignment) => async (world) => {
  const session = world.model.seatOf(name, assignment)?.session;
  if (!session || session.members.length < 2) return;
  const { copies } = value(
    await splitPairSession(world.made.instructor, { pairSessionId: session.id }, nowIn(world)),
  );
  // The first place stays, which may have been taken again.
  const view = await readRoom(session.id);
  const stays = names.find((one) =>
    view?.seats.some(({ name: sits, place }) => place !== null && sits === one),
  );
  session.members.sort((a) => (a === stays ? -1 : 1));
  world.model.split(session, copies[0]?.pairSessionId ?? '');
});

const type = stepsOf(
  'type',
  false,
  fc.tuple(who, where, fc.constantFrom<'1b' | '1c'>('1b', '1c'), answers),
  (name, assignment, partId, answer) => async (world) => {
    const pairSessionId = pairSessionOf(world, name, assignment);
    const field = (await readRoom(pairSessionId))?.fields.get(partId);
    const base = field?.version ?? 0;
    const ops = [{ opId: newId(), path: partId, base, value: responses[partId][answer] }];
    await applyOps(world.people[name], { pairSessionId, ops }, nowIn(world));
    world.model.type(name, assignment, partId, answer);
  },
);

const check = stepsOf(
  'check',
  true,
  fc.tuple(who, where, what, answers),
  (name, assignment, partId, answer) => async (world) => {
    const checked = await submitResponse(
      world.people[name],
      {
        pairSessionId: pairSessionOf(world, name, assignment),
        partId,
        response: structuredClone(responses[partId][answer]) as string | string[][],
        token: newId(),
      },
      nowIn(world),
    );
    const told = checked.ok
      ? { earned: checked.value.earned, repeated: checked.value.repeated ?? false }
      : { code: checked.code };
    expect(told).toEqual(world.model.check(name, assignment, partId, answer));
  },
);

const checkDraft = stepsOf(
  'checkDraft',
  true,
  fc.tuple(who, where, fc.constantFrom<'1b' | '1c'>('1b', '1c')),
  (name, assignment, partId) => async (world) => {
    const expected = world.model.checkDraft(name, assignment, partId);
    if (expected === null) return;
    const pairSessionId = pairSessionOf(world, name, assignment);
    const input = { pairSessionId, partId, token: newId() };
    const checked = await submitResponse(world.people[name], input, nowIn(world));
    const told = checked.ok
      ? { earned: checked.value.earned, repeated: checked.value.repeated ?? false }
      : { code: checked.code };
    expect(told).toEqual(expected);
  },
);

const reveal = stepsOf(
  'reveal',
  true,
  fc.tuple(who, where, what),
  (name, assignment, partId) => async (world) => {
    const pairSessionId = pairSessionOf(world, name, assignment);
    await revealPart(world.people[name], { pairSessionId, partId }, nowIn(world));
    world.model.reveal(name, assignment, partId);
  },
);

const handIn = stepsOf(
  'handIn',
  true,
  fc.tuple(who, where, what),
  (name, assignment, partId) => async (world) => {
    const pairSessionId = pairSessionOf(world, name, assignment);
    await handInPart(world.people[name], { pairSessionId, partId }, nowIn(world));
    world.model.handIn(name, assignment, partId);
  },
);

const disagree = stepsOf(
  'disagree',
  true,
  fc.tuple(who, where, fc.constantFrom<'1b' | '1c'>('1b', '1c')),
  (name, assignment, partId) => async (world) => {
    const session = world.model.seatOf(name, assignment)?.session;
    const pairSessionId = session?.id ?? 'none';
    const other = session?.members.find((one) => one !== name) ?? name;
    const own = (one: Name, answer: Answer) =>
      answerAlone(
        world.people[one],
        { pairSessionId, partId, value: responses[partId][answer] },
        nowIn(world),
      );
    const first = await own(name, 'right');
    const last = first.ok && other !== name ? await own(other, 'wrong') : first;
    expect(last.ok ? last.value.state : last.code).toBe(world.model.disagree(name, assignment, partId));
  },
);

/** One confirms an own answer, nothing goes on meanwhile, and both agree again: as if nothing had been. */
const makeUp = stepsOf(
  'makeUp',
  true,
  fc.tuple(who, where, fc.constantFrom<'1b' | '1c'>('1b', '1c')),
  (name, assignment, partId) => async (world) => {
    const session = world.model.seatOf(name, assignment)?.session;
    const other = session?.members.find((one) => one !== name);
    const pairSessionId = session?.id ?? 'none';
    const input = { pairSessionId, partId };
    const [one, two] = [world.people[name], world.people[other ?? name]];
    const first = await answerAlone(one, { ...input, value: responses[partId].right }, nowIn(world));
    expect(first.ok ? first.value.state : first.code).toBe(world.model.beginOwn(name, assignment, partId));
    if (!first.ok || first.value.state !== 'proposed') return;
    const check = { ...input, response: responses[partId].wrong, token: `meanwhile ${world.model.time}` };
    for (const meanwhile of [
      await submitResponse(two, check, nowIn(world)),
      await handInPart(two, input, nowIn(world)),
      await revealPart(one, input, nowIn(world)),
    ]) {
      expect(meanwhile).toMatchObject({ code: 'disagreeing' });
    }
    const agree = async (person: Viewer) =>
      value(await disagreeOnPart(person, { ...input, step: 'agree' }, nowIn(world))).state;
    expect([await agree(two), await agree(one)]).toEqual(['proposed', 'agreed']);
  },
);

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: start },
    { weight: 6, arbitrary: join },
    { weight: 4, arbitrary: leave },
    { weight: 3, arbitrary: goBack },
    { weight: 1, arbitrary: split },
    { weight: 3, arbitrary: type },
    { weight: 9, arbitrary: check },
    { weight: 4, arbitrary: checkDraft },
    { weight: 3, arbitrary: reveal },
    { weight: 2, arbitrary: handIn },
    { weight: 1, arbitrary: disagree },
    { weight: 1, arbitrary: makeUp },
  ),
  { minLength: 12, maxLength: 40 },
);

async function makeWorld(): Promise<World> {
  const made = await seedClass({ students: 3, policy });
  const [ada, alan, edith] = made.students;
  if (!ada || !alan || !edith) throw new Error('no students');
  const assignmentIds = [made.assignmentId, await assignAgain(made, policy)];
  return { made, assignmentIds, people: { Ada: ada, Alan: alan, Edith: edith }, model: new Model() };
}

type Points = Record<string, number>;

/** The points that the class table gives each person for each part of both assignments. */
async function storedPoints({ made, assignmentIds, people }: World): Promise<Points> {
  const points: Points = {};
  for (const [assignment, assignmentId] of assignmentIds.entries()) {
    const input = { sectionId: made.sectionId, assignmentId };
    const { rows } = value(await getSectionResults(made.instructor, input, later(0)));
    for (const name of names) {
      const places = rows.flatMap((row) =>
        row.seats.filter(({ email }) => email === people[name].email).map(({ id }) => ({ row, id })),
      );
      expect(places.length).toBeLessThanOrEqual(1);
      for (const partId of partIds) {
        const cell = places[0]?.row.cells.find((one) => one.partId === partId);
        const has = places[0] && cell ? earnedOf(places[0].row, places[0].id, cell) : 0;
        points[`${name} ${assignment} ${partId}`] = has;
      }
    }
  }
  return points;
}

function expectedPoints({ model }: World): Points {
  return Object.fromEntries(
    names.flatMap((name) =>
      [0, 1].flatMap((assignment) =>
        partIds.map((partId) => [
          `${name} ${assignment} ${partId}`,
          Math.round(model.points(name, assignment, partId) * 1e6) / 1e6,
        ]),
      ),
    ),
  );
}

/** What pages show of each pair at work: what is spent and used up, whose page is turned, and what each has. */
async function checkPages(world: World): Promise<void> {
  const { model, people } = world;
  for (const name of names) {
    for (const assignment of [0, 1]) {
      const session = model.seatOf(name, assignment)?.session;
      if (!session) continue;
      const view = value(await getPairView(people[name], session.id, nowIn(world)));
      const turned = partIds.filter((partId) => session.turned.has(partId) && model.hasSeen(name, partId));
      expect(view.revealed.filter((id) => partIds.some((partId) => partId === id)).sort()).toEqual(turned);
      for (const partId of partIds) {
        const score = view.scores[partId];
        expect([score?.pointsState === 'spent', score?.attempts]).toEqual([
          model.isSpent(session, partId),
          model.attempts(session, partId),
        ]);
        // The page shows the points that the person has, wherever they were earned.
        expect(score?.earned).toBeCloseTo(model.points(name, assignment, partId), 6);
      }
    }
  }
}

/** Nobody has a submission for a part after its key was shown to anybody who sat there then. */
async function checkSubmissions({ made }: World): Promise<void> {
  const submissions = await database().submission.findMany({
    where: { pairSession: { assignment: { sectionId: made.sectionId } } },
    include: { pairSession: { include: { seats: true } } },
  });
  const userIds = made.students.map(({ userId }) => userId);
  const seen = await database().personPart.findMany({
    where: { userId: { in: userIds }, keySeenAt: { not: null } },
  });
  const late = submissions.filter(({ partId, createdAt, pairSession }) =>
    pairSession.seats.some(
      ({ userId, joinedAt, leftAt }) =>
        joinedAt <= createdAt &&
        (leftAt === null || leftAt > createdAt) &&
        seen.some(
          (one) =>
            one.userId === userId && one.partId === partId && one.keySeenAt && one.keySeenAt < createdAt,
        ),
    ),
  );
  expect(late.map(({ id }) => id)).toEqual([]);
}

async function checkRooms({ model }: World): Promise<void> {
  for (const id of new Set(model.sittings.map(({ session }) => session.id))) {
    const remembered = rememberedRoom(id);
    forgetRoom(id);
    const fresh = await readRoom(id);
    if (!fresh) throw new Error('a room is missing');
    if (remembered?.version !== fresh.version) continue;
    expect(plainRoom(remembered)).toEqual(plainRoom(fresh));
    expect(remembered.informed).toEqual(fresh.informed);
    expect(remembered.linked).toEqual(expect.arrayContaining([...fresh.linked]));
  }
}

async function walk(run: readonly Step[]): Promise<void> {
  const world = await makeWorld();
  let before = expectedPoints(world);
  for (const step of run) {
    world.model.time += 1;
    await step.run(world);
    const after = await storedPoints(world);
    expect(after).toEqual(expectedPoints(world));
    if (!step.submits) {
      const lost = Object.keys(after).filter((key) => (after[key] ?? 0) < (before[key] ?? 0));
      expect(lost).toEqual([]);
    }
    before = after;
  }
  await checkPages(world);
  for (const name of names) {
    for (const row of await database().personPart.findMany({
      where: { userId: world.people[name].userId },
    })) {
      const partId = partIds.find((one) => one === row.partId);
      if (partId) expect(row.attempts).toBe(world.model.usedBy(name, partId));
    }
  }
  await checkSubmissions(world);
  await checkRooms(world);
}

onEveryDatabase((kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('nobody scores a part after its key was shown, uses fewer attempts by leaving, or loses points by it', async () => {
    await fc.assert(fc.asyncProperty(steps, walk), {
      numRuns: Number(process.env.WALKS ?? (kind === 'sqlite' ? 12 : 4)),
      endOnFailure: true,
    });
  }, 600_000);
});
