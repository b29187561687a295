import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { lockPairSession } from '@/lib/server/database/locks';
import { type Tx, write } from '@/lib/server/database/writer';
import { cancelProposal, handInPart, revealPart } from '@/lib/server/pair/agreements';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { changePart } from '@/lib/server/pair/change-part';
import { disagreeOnPart } from '@/lib/server/pair/disagreements';
import { changeDriver } from '@/lib/server/pair/drivers';
import { drawNewNumbers } from '@/lib/server/pair/new-numbers';
import type { PairRoom } from '@/lib/server/pair/pair-room';
import type { PairState } from '@/lib/server/pair/pair-state';
import { readRoom } from '@/lib/server/pair/read-together';
import { forgetRoom, rememberedRoom, rememberRoom } from '@/lib/server/pair/room-memory';
import { submitResponse } from '@/lib/server/pair/submissions';
import type { Viewer } from '@/lib/server/people/viewer';
import { ok, type Result } from '@/lib/server/result';
import { onEveryDatabase } from '../../support/databases';
import { later, now, seedPair, type TestPair, value } from '../../support/pairs';
import { byText, plainRoom } from '../../support/rooms';

type Step = (pair: TestPair, who: Viewer) => Promise<Result<unknown>>;

const edits = fc
  .record({
    path: fc.constantFrom('2a/0/0', '2a/0/1', '2a/1/0', '1a', '1b'),
    base: fc.nat(2),
    value: fc.constantFrom('1', '1/2', 'low', ''),
    // Few, so that some are sent again.
    opId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
  })
  .map(
    (op): Step =>
      ({ pairSessionId }, who) =>
        applyOps(who, { pairSessionId, ops: [op] }, now),
  );
const partIds = fc.constantFrom('1a', '1b', '1c', '2a');
const checks = fc.tuple(partIds, fc.constantFrom('low', 'high'), fc.constantFrom('t', 'u', 'v')).map(
  ([partId, response, token]): Step =>
    ({ pairSessionId }, who) =>
      submitResponse(who, { pairSessionId, partId, token, ...(partId !== '2a' && { response }) }, now),
);
const agreements = fc.tuple(partIds, fc.constantFrom(revealPart, handInPart)).map(
  ([partId, verb]): Step =>
    ({ pairSessionId }, who) =>
      verb(who, { pairSessionId, partId }, now),
);
const others = fc.constantFrom<Step>(
  ({ pairSessionId }, who) => disagreeOnPart(who, { pairSessionId, partId: '1b' }, now),
  ({ pairSessionId }, who) => disagreeOnPart(who, { pairSessionId, partId: '1b', step: 'change' }, now),
  ({ pairSessionId }, who) => disagreeOnPart(who, { pairSessionId, partId: '1b', step: 'agree' }, now),
  ({ pairSessionId }, who) => {
    const op = { opId: `own of ${who.userId}`, path: '1b', base: 0, value: 'low', own: true };
    return applyOps(who, { pairSessionId, ops: [op] }, now);
  },
  ({ pairSessionId }, who) => cancelProposal(who, { pairSessionId, partId: '1b', purpose: 'agreement' }, now),
  ({ pairSessionId }, who) => drawNewNumbers(who, { pairSessionId, questionId: '3', round: 0 }, now),
  async ({ pairSessionId }, who) => {
    const seat = (await readRoom(pairSessionId))?.seats.find(({ userId }) => userId === who.userId);
    return changeDriver(who, { pairSessionId, driverSeatId: seat?.id ?? '', questionId: '2' }, now);
  },
);
const steps = fc.array(
  fc.tuple(
    fc.oneof({ weight: 6, arbitrary: edits }, { weight: 3, arbitrary: checks }, agreements, others),
    fc.boolean(),
  ),
  { minLength: 4, maxLength: 24 },
);

/** A room in words that are the same for two pairs which have done the same. */
function retold(room: PairRoom, { ada }: TestPair): unknown {
  const names = new Map([
    ...room.seats.map(({ id, userId }) => [id, userId === ada.userId ? 'ada' : 'alan'] as const),
    ...[...room.latest.values()].map(({ id, partId }) => [id, `the newest of ${partId}`] as const),
    ...[...room.ownSubmissions.values()].map(({ id, attempt }) => [id, `attempt ${attempt}`] as const),
    ...room.ownAnswers.map(({ id, seatId, partId }) => {
      const seat = room.seats.find((one) => one.id === seatId);
      return [id, `${seat?.userId === ada.userId} on ${partId}`] as const;
    }),
  ]);
  const named = <Row extends object>(rows: Iterable<Row>): Row[] =>
    [...rows]
      .map((row) =>
        JSON.parse(
          JSON.stringify(row, (_name, inner) =>
            typeof inner === 'string' ? (names.get(inner) ?? inner) : inner,
          ),
        ),
      )
      .sort(byText);
  const { seq, version, rounds, isSplit, reveals, handIns, submissions } = plainRoom(room);
  return {
    counters: [seq, version, rounds, isSplit, [...room.drivenQuestions], reveals, handIns, submissions],
    driver: named([[room.driverSeatId]]),
    seats: named(room.seats.map(({ id, place }) => ({ id, place }))),
    proposals: named(room.proposals.map(({ id: _row, ...proposal }) => proposal)),
    fields: named(room.fields.values()),
    ownFields: named(room.ownFields.values()),
    ownAnswers: named(room.ownAnswers),
    latest: named(room.latest.values()),
    summaries: named(room.summaries.values()),
  };
}

async function seedSame(agreement: 'both' | 'either'): Promise<TestPair> {
  const pair = await seedPair({ policy: { agreement } });
  await write((tx) =>
    tx.pairSession.update({ where: { id: pair.pairSessionId }, data: { seed: 'the same for both' } }),
  );
  return pair;
}

const told = (results: readonly Result<unknown>[]) =>
  results.map((result) => (result.ok ? 'ok' : result.code));

/** The state that a command would be decided on. */
async function stateNow({ ada, pairSessionId }: TestPair, paths: string[] = []): Promise<PairState> {
  let seen: PairState | undefined;
  value(
    await changePart(ada, { pairSessionId, needs: { documents: paths } }, now, (state) => {
      seen = state;
      return ok(null);
    }),
  );
  if (!seen) throw new Error('nothing was decided');
  return seen;
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('decides what comes at once as it decides one after another on the database alone', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom('both', 'either'), async (all, agreement) => {
        const [together, alone] = [await seedSame(agreement), await seedSame(agreement)];
        const of = (pair: TestPair, isAda: boolean) => (isAda ? pair.ada : pair.alan);
        await readRoom(together.pairSessionId);
        const atOnce = await Promise.all(all.map(([step, isAda]) => step(together, of(together, isAda))));
        const oneByOne: Result<unknown>[] = [];
        for (const [step, isAda] of all) {
          forgetRoom(alone.pairSessionId);
          oneByOne.push(await step(alone, of(alone, isAda)));
        }
        expect(told(atOnce)).toEqual(told(oneByOne));
        const remembered = rememberedRoom(together.pairSessionId);
        forgetRoom(together.pairSessionId);
        forgetRoom(alone.pairSessionId);
        const fresh = await readRoom(together.pairSessionId);
        const other = await readRoom(alone.pairSessionId);
        if (!remembered || !fresh || !other) throw new Error('a room is missing');
        expect(plainRoom(remembered)).toEqual(plainRoom(fresh));
        expect(retold(fresh, together)).toEqual(retold(other, alone));
      }),
      { numRuns: 8 },
    );
  }, 240_000);

  /** Changes of each table of a pair that are made past its room, and what the next decision then sees of them. */
  const changes: Record<
    string,
    { make(tx: Tx, pair: TestPair, seatId: string): Promise<unknown>; sees(state: PairState): unknown }
  > = {
    Seat: {
      make: (tx, { alan, pairSessionId }) =>
        tx.seat.updateMany({
          where: { pairSessionId, userId: alan.userId },
          data: { activeUserId: null, place: null, leftAt: now },
        }),
      sees: ({ seats }) => seats.length === 1,
    },
    Field: {
      make: (tx, { pairSessionId }) =>
        tx.field.updateMany({
          where: { pairSessionId, path: '1b' },
          data: { value: 'elsewhere', version: 7 },
        }),
      sees: ({ fields }) => fields.get('1b')?.value === 'elsewhere' && fields.get('1b')?.version === 7,
    },
    TextDocument: {
      make: (tx, { pairSessionId }) =>
        tx.textDocument.create({
          data: { id: newId(), pairSessionId, path: '1a', state: new Uint8Array([0, 0]), updatedAt: now },
        }),
      sees: ({ documents }) => documents.get('1a')?.byteLength === 2,
    },
    Submission: {
      make: (tx, { pairSessionId }, seatId) =>
        tx.submission.create({
          data: {
            id: newId(),
            pairSessionId,
            partId: '1b',
            attempt: 9,
            token: 'elsewhere',
            bodyHash: 'hash',
            seatId,
            origin: 'checked',
            response: 'low',
            outcome: 'correct',
            earned: 1,
            total: 1,
            provisional: false,
            feedback: [],
            gradedWith: 'test',
            createdAt: now,
          },
        }),
      sees: ({ submissions }) => submissions.some(({ attempt }) => attempt === 9),
    },
    Proposal: {
      make: (tx, { pairSessionId }, bySeatId) =>
        tx.proposal.create({
          data: {
            id: newId(),
            pairSessionId,
            partId: '1b',
            purpose: 'reveal',
            contentHash: 'hash',
            bySeatId,
            createdAt: now,
          },
        }),
      sees: ({ proposals }) => proposals.some(({ purpose }) => purpose === 'reveal'),
    },
    HandIn: {
      make: (tx, { pairSessionId }, seatId) =>
        tx.handIn.create({
          data: {
            id: newId(),
            pairSessionId,
            partId: '1c',
            contentHash: 'hash',
            seatIds: [seatId],
            createdAt: now,
          },
        }),
      sees: ({ handedInPartIds }) => handedInPartIds.has('1c'),
    },
    Reveal: {
      make: (tx, { pairSessionId }, bySeatId) =>
        tx.reveal.create({ data: { id: newId(), pairSessionId, partId: '1c', bySeatId, createdAt: now } }),
      sees: ({ revealedPartIds }) => revealedPartIds.has('1c'),
    },
    PartSummary: {
      make: (tx, { pairSessionId }) =>
        tx.partSummary.updateMany({
          where: { pairSessionId, partId: '1b' },
          data: { overriddenEarned: 0.25 },
        }),
      sees: ({ summaries }) => summaries.get('1b')?.overriddenEarned === 0.25,
    },
    DriverChange: {
      make: (tx, { pairSessionId }, seatId) =>
        tx.driverChange.create({
          data: { id: newId(), pairSessionId, seatId, bySeatId: seatId, questionId: '2', createdAt: now },
        }),
      sees: ({ drivenQuestions }) => drivenQuestions.has('2'),
    },
    PersonPart: {
      make: (tx, { alan }) =>
        tx.personPart.create({
          data: {
            id: newId(),
            userId: alan.userId,
            worksheet: 'two-at-one-table',
            partId: '1c',
            keySeenAt: now,
            attempts: 2,
          },
        }),
      sees: ({ people }) =>
        [...people.values()].some(
          ({ parts }) => parts.get('1c')?.hasSeenKey && parts.get('1c')?.attempts === 2,
        ),
    },
    StaffTime: {
      make: (tx, { alan, sectionId }) =>
        tx.staffTime.create({ data: { id: newId(), userId: alan.userId, sectionId, since: now } }),
      sees: ({ people }) => [...people.values()].some(({ isStaff }) => isStaff),
    },
    PairSession: {
      make: (tx, { pairSessionId }) =>
        tx.pairSession.update({
          where: { id: pairSessionId },
          data: { numberRounds: { 3: 4 }, splitAt: now },
        }),
      sees: ({ rounds, isSplit }) => rounds['3'] === 4 && isSplit,
    },
  };

  it.each(Object.entries(changes))(
    'decides on a %s that was changed past the room',
    async (_table, change) => {
      const pair = await seedPair();
      const { ada, pairSessionId } = pair;
      value(
        await applyOps(ada, { pairSessionId, ops: [{ opId: 'a', path: '1b', base: 0, value: 'low' }] }, now),
      );
      const before = await stateNow(pair, ['1a']);
      expect(change.sees(before)).toBe(false);
      await write(async (tx) => {
        await lockPairSession(tx, pairSessionId);
        await change.make(tx, pair, before.seat.id);
      });
      expect(change.sees(await stateNow(pair, ['1a']))).toBe(true);
    },
  );

  it('decides on the times and rules that its assignment has by then', async () => {
    const pair = await seedPair();
    expect(await stateNow(pair)).toMatchObject({ phase: 'open', policy: { agreement: 'both' } });
    const { id } = await database().assignment.findUniqueOrThrow({ where: { id: pair.assignmentId } });
    await write((tx) => tx.assignment.update({ where: { id }, data: { closesAt: later(-1) } }));
    expect(await stateNow(pair)).toMatchObject({ phase: 'closed' });
  });

  it('catches up with edits that another server has stored, and reads their texts again', async () => {
    const pair = await seedPair();
    const { ada, alan, pairSessionId } = pair;
    const type = (who: Viewer, path: string, base: number, text: string) =>
      applyOps(who, { pairSessionId, ops: [{ opId: newId(), path, base, value: text }] }, now);
    value(await type(ada, '2a/0/0', 0, '1'));
    await stateNow(pair, ['1a']);
    const behind = await readRoom(pairSessionId);
    value(await type(alan, '2a/0/0', 1, '2'));
    value(await type(alan, '2a/0/1', 0, '1/2'));
    const current = rememberedRoom(pairSessionId);
    if (!behind || !current) throw new Error('a room is missing');
    expect(behind.version).toBe(current.version);
    // As on a server that has not heard of the edits.
    forgetRoom(pairSessionId);
    rememberRoom(behind);
    const caughtUp = await readRoom(pairSessionId);
    forgetRoom(pairSessionId);
    const fresh = await readRoom(pairSessionId);
    if (!caughtUp || !fresh) throw new Error('a room is missing');
    expect(plainRoom(caughtUp)).toEqual(plainRoom(fresh));
  });

  it('forgets the rooms that were used least recently once they take too much memory', async () => {
    const rooms: PairRoom[] = [];
    for (let index = 0; index < 3; index += 1) {
      const { pairSessionId } = await seedPair();
      const room = await readRoom(pairSessionId);
      if (room) rooms.push({ ...room, bytes: 20_000_000 });
    }
    const ids = rooms.map(({ id }) => id);
    for (const id of ids) forgetRoom(id);
    const [first, second, third] = rooms;
    if (!first || !second || !third) throw new Error('a room is missing');
    for (const room of [first, second, third]) rememberRoom(room);
    rememberedRoom(first.id);
    rememberRoom({ ...third, id: 'one more' });
    expect([...ids, 'one more'].filter((id) => rememberedRoom(id))).toEqual([first.id, third.id, 'one more']);
    for (const id of [...ids, 'one more']) forgetRoom(id);
  });
});
