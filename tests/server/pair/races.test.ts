import { setImmediate as turn } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import type { DisagreementStep } from '@/lib/schemas/pair-calls';
import { database, openDatabase } from '@/lib/server/database/db';
import { lockPairSession } from '@/lib/server/database/locks';
import { write } from '@/lib/server/database/writer';
import { cancelProposal, handInPart, revealPart } from '@/lib/server/pair/agreements';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { disagreeOnPart } from '@/lib/server/pair/disagreements';
import { changeDriver } from '@/lib/server/pair/drivers';
import { drawNewNumbers } from '@/lib/server/pair/new-numbers';
import { predict } from '@/lib/server/pair/predict';
import { leavePairSession } from '@/lib/server/pair/seating';
import { settleClosedAssignments } from '@/lib/server/pair/settling';
import { splitPairSession } from '@/lib/server/pair/split-pair-session';
import { submitResponse } from '@/lib/server/pair/submissions';
import type { Viewer } from '@/lib/server/people/viewer';
import type { Result } from '@/lib/server/result';
import { onEveryDatabase } from '../../support/databases';
import { answerAlone, writeOwn } from '../../support/own-answers';
import { later, now, seedPair, type TestPair, value } from '../../support/pairs';

const closesAt = later(10);
const afterClosing = later(11);

interface Racer {
  run(pair: TestPair): Promise<Result<unknown>>;
  /** Whether what the racer did stands in a pair session. */
  stands(pairSessionId: string): Promise<boolean>;
  prepare?(pair: TestPair): Promise<unknown>;
  /** What the racer wants comes about by a split itself. */
  isDoneBySplit?: boolean;
}

const type = ({ alan, pairSessionId }: TestPair, path: string, opId: string) =>
  applyOps(alan, { pairSessionId, ops: [{ opId, path, base: 0, value: 'low' }] }, now);

const disagree = (who: Viewer, pairSessionId: string, step: DisagreementStep) =>
  disagreeOnPart(who, { pairSessionId, partId: '1b', step }, now);

/** Everything that Alan may do to the pair's work; all of it is about part 1b but for numbers and drivers. */
const racers: Record<string, Racer> = {
  edit: {
    run: (pair) => type(pair, '1b', 'race'),
    stands: async (pairSessionId) =>
      (await database().op.count({ where: { pairSessionId, opId: 'race' } })) === 1 &&
      (await database().field.count({ where: { pairSessionId, path: '1b' } })) === 1,
  },
  check: {
    run: ({ alan, pairSessionId }) =>
      submitResponse(alan, { pairSessionId, partId: '1b', response: 'low', token: 'race' }, now),
    stands: async (pairSessionId) =>
      (await database().submission.count({ where: { pairSessionId, token: 'race' } })) === 1,
  },
  reveal: {
    run: ({ alan, pairSessionId }) => revealPart(alan, { pairSessionId, partId: '1b' }, now),
    stands: async (pairSessionId) =>
      (await database().reveal.count({ where: { pairSessionId, partId: '1b' } })) === 1,
  },
  'hand in': {
    prepare: (pair) => type(pair, '1b', 'draft'),
    run: ({ alan, pairSessionId }) => handInPart(alan, { pairSessionId, partId: '1b' }, now),
    stands: async (pairSessionId) =>
      (await database().handIn.count({ where: { pairSessionId, partId: '1b' } })) === 1 &&
      (await database().submission.count({ where: { pairSessionId, partId: '1b' } })) === 1,
  },
  disagree: {
    run: ({ alan, pairSessionId }) => disagree(alan, pairSessionId, 'begin'),
    stands: async (pairSessionId) =>
      (await database().ownAnswer.count({ where: { pairSessionId, partId: '1b' } })) > 0,
  },
  'type an own answer': {
    prepare: ({ alan, pairSessionId }) => disagree(alan, pairSessionId, 'begin'),
    run: ({ alan, pairSessionId }) => {
      const ops = [{ opId: 'own', path: '1b', base: 0, value: 'low', own: true }];
      return applyOps(alan, { pairSessionId, ops }, now);
    },
    stands: async (pairSessionId) =>
      (await database().field.count({ where: { pairSessionId, path: '1b', NOT: { ownerSeatId: '' } } })) ===
      1,
  },
  'confirm an own answer': {
    prepare: async ({ ada, alan, pairSessionId }) => {
      await answerAlone(ada, { pairSessionId, partId: '1b', value: 'high' }, now);
      await writeOwn(alan, { pairSessionId, partId: '1b', value: 'low' }, now);
    },
    run: ({ alan, pairSessionId }) => disagree(alan, pairSessionId, 'confirm'),
    stands: async (pairSessionId) =>
      (await database().handIn.count({ where: { pairSessionId, partId: '1b' } })) === 1 &&
      (await database().submission.count({ where: { pairSessionId, origin: 'disagreement' } })) === 2,
  },
  'take an own answer back': {
    prepare: ({ alan, pairSessionId }) =>
      answerAlone(alan, { pairSessionId, partId: '1b', value: 'low' }, now),
    run: ({ alan, pairSessionId }) => disagree(alan, pairSessionId, 'change'),
    stands: async (pairSessionId) =>
      (await database().ownAnswer.count({ where: { pairSessionId, NOT: { confirmedAt: null } } })) === 0,
    // His answer is in the copy then.
    isDoneBySplit: true,
  },
  'agree again': {
    prepare: async ({ ada, pairSessionId }) => {
      await answerAlone(ada, { pairSessionId, partId: '1b', value: 'high' }, now);
      await disagree(ada, pairSessionId, 'agree');
    },
    run: ({ alan, pairSessionId }) => disagree(alan, pairSessionId, 'agree'),
    stands: async (pairSessionId) =>
      (await database().ownAnswer.count({ where: { pairSessionId } })) === 0 &&
      (await database().field.count({ where: { pairSessionId, NOT: { ownerSeatId: '' } } })) === 0,
  },
  'cancel a proposal': {
    prepare: ({ ada, pairSessionId }) => handInPart(ada, { pairSessionId, partId: '1b' }, now),
    run: ({ alan, pairSessionId }) =>
      cancelProposal(alan, { pairSessionId, partId: '1b', purpose: 'hand-in' }, now),
    stands: async (pairSessionId) => (await database().proposal.count({ where: { pairSessionId } })) === 0,
    isDoneBySplit: true,
  },
  'draw new numbers': {
    run: ({ alan, pairSessionId }) => drawNewNumbers(alan, { pairSessionId, questionId: '3', round: 0 }, now),
    stands: async (pairSessionId) =>
      (await database().pairSession.findUniqueOrThrow({ where: { id: pairSessionId } })).numberRounds !==
      null,
  },
  predict: {
    run: ({ alan, pairSessionId }) => predict(alan, { pairSessionId, responses: { '1-level': 'low' } }, now),
    stands: async (pairSessionId) =>
      (await database().prediction.count({ where: { pairSessionId, partId: '1-level' } })) === 1,
  },
  drive: {
    run: async ({ alan, pairSessionId }) => {
      const [seat] = await database().seat.findMany({
        where: { pairSessionId },
        orderBy: { joinedAt: 'asc' },
      });
      return changeDriver(alan, { pairSessionId, driverSeatId: seat?.id ?? '', questionId: '2' }, now);
    },
    stands: async (pairSessionId) =>
      (await database().driverChange.count({ where: { pairSessionId, questionId: '2' } })) === 1,
  },
  settle: {
    prepare: (pair) => type(pair, '1b', 'draft'),
    run: async () => {
      await settleClosedAssignments(afterClosing);
      return { ok: true, value: null };
    },
    stands: async (pairSessionId) =>
      (await database().submission.count({ where: { pairSessionId, origin: 'automatic' } })) === 1,
  },
};

/** What may happen meanwhile, and the codes that it may refuse a racer with. */
const disturbances: Record<string, { run(pair: TestPair): Promise<unknown>; refusals: string[] }> = {
  split: {
    run: ({ instructor, pairSessionId }) => splitPairSession(instructor, { pairSessionId }, now),
    refusals: ['not-found'],
  },
  leave: {
    run: ({ alan, pairSessionId }) => leavePairSession(alan, { pairSessionId }, now),
    refusals: ['not-found'],
  },
  close: { run: () => settleClosedAssignments(afterClosing), refusals: ['closed'] },
  reveal: {
    run: ({ ada, pairSessionId }) => revealPart(ada, { pairSessionId, partId: '1b' }, now),
    refusals: ['revealed'],
  },
};

/** Whether anything waits for the lock that the test holds. */
async function isBlocked(): Promise<boolean> {
  const { kind, writesUnderWay } = openDatabase();
  // On SQLite writes wait for the one before them, which is the test's own.
  if (kind === 'sqlite') return writesUnderWay.size > 1;
  const waiting = await database().$queryRaw`
    SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return Array.isArray(waiting) && waiting.length > 0;
}

/**
 * Starts both while the test holds the pair's lock, the second once the first waits for it, and then lets them go:
 * both have found their access, and come to the lock in this order.
 */
async function raceInOrder<A, B>(
  pairSessionId: string,
  first: () => Promise<A>,
  second: () => Promise<B>,
): Promise<[A, B]> {
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((open) => {
    letGo = open;
  });
  let hold: Promise<void> | undefined;
  await new Promise<void>((isHeld) => {
    hold = write(async (tx) => {
      await lockPairSession(tx, pairSessionId);
      isHeld();
      await gate;
    });
  });
  const until = async (started: Promise<unknown>, isSo: () => boolean | Promise<boolean>) => {
    let isDone = false;
    const end = () => {
      isDone = true;
    };
    started.then(end, end);
    while (!isDone && !(await isSo())) await turn();
  };
  const one = first();
  await until(one, isBlocked);
  const { writesUnderWay } = openDatabase();
  const underWay = writesUnderWay.size;
  const other = second();
  // It waits behind the first: in the queue of commands, or for the same lock.
  await until(other, () => writesUnderWay.size > underWay);
  letGo();
  const [, ...results] = await Promise.all([hold, one, other]);
  return results;
}

/** Where Alan sits; the pair he was in when he left. */
async function whereAlanIs({ alan, pairSessionId, assignmentId }: TestPair): Promise<string> {
  const seat = await database().seat.findFirst({ where: { assignmentId, activeUserId: alan.userId } });
  return seat?.pairSessionId ?? pairSessionId;
}

/** What went wrong for one racer, in words; nothing where all is well. */
async function findFault(
  { run, stands, prepare, isDoneBySplit = false }: Racer,
  disturbance: (typeof disturbances)[string],
  order: string,
): Promise<string | null> {
  const pair = await seedPair({ closesAt, policy: { agreement: 'either' } });
  await prepare?.(pair);
  const racer = () => run(pair);
  const disturb = () => disturbance.run(pair);
  const { pairSessionId } = pair;
  let answer: Result<unknown>;
  if (order === 'after it') [, answer] = await raceInOrder(pairSessionId, disturb, racer);
  else if (order === 'before it') [answer] = await raceInOrder(pairSessionId, racer, disturb);
  else [answer] = await Promise.all([racer(), disturb()]);
  const stood = await stands(await whereAlanIs(pair));
  if (answer.ok) return stood ? null : 'acknowledged and lost';
  if (!disturbance.refusals.includes(answer.code)) return `refused as ${answer.code}`;
  const isDone = stood || (await stands(pairSessionId));
  return isDone && !isDoneBySplit ? 'refused and done' : null;
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it.each(
    Object.keys(disturbances).flatMap((meanwhile) =>
      ['after it', 'before it', 'with it'].map((order) => ({ meanwhile, order })),
    ),
  )('loses nothing that meets a $meanwhile and comes $order', async ({ meanwhile, order }) => {
    const disturbance = disturbances[meanwhile];
    if (!disturbance) throw new Error('no such disturbance');
    const faults: string[] = [];
    for (const [name, racer] of Object.entries(racers)) {
      const fault = await findFault(racer, disturbance, order);
      if (fault) faults.push(`${name}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });

  it.each(['after it', 'before it'])(
    'grades what was typed when closing comes, an edit %s',
    async (order) => {
      const pair = await seedPair({ closesAt });
      const edit = () => type(pair, '1b', 'late');
      const close = () => settleClosedAssignments(afterClosing);
      const edited =
        order === 'after it'
          ? (await raceInOrder(pair.pairSessionId, close, edit))[1]
          : (await raceInOrder(pair.pairSessionId, edit, close))[0];
      const { pairSessionId } = pair;
      expect(await database().submission.count({ where: { pairSessionId } })).toBe(edited.ok ? 1 : 0);
    },
  );

  it('grades a check once in the copy when its token is sent there after a split', async () => {
    const pair = await seedPair();
    const { alan, pairSessionId } = pair;
    const send = (to: string) =>
      submitResponse(alan, { pairSessionId: to, partId: '1b', response: 'low', token: 'race' }, now);
    const split = () => splitPairSession(pair.instructor, { pairSessionId }, now);
    const [, refused] = await raceInOrder(pairSessionId, split, () => send(pairSessionId));
    expect(refused).toMatchObject({ code: 'not-found' });
    const copyId = await whereAlanIs(pair);
    const answers = await Promise.all([send(copyId), send(copyId)]);
    expect(answers.map((answer) => value(answer).attempt)).toEqual([1, 1]);
    expect(await database().submission.count({ where: { token: 'race', pairSessionId: copyId } })).toBe(1);
    expect(await database().submission.count({ where: { pairSessionId } })).toBe(0);
  });

  it('gives a cell no verdict once its page is turned', async () => {
    const pair = await seedPair({ policy: { agreement: 'either' } });
    const { ada, alan, pairSessionId } = pair;
    const ops = [{ opId: 'late', path: '2a/0/0', base: 0, value: '1' }];
    const [, edited] = await raceInOrder(
      pairSessionId,
      () => revealPart(ada, { pairSessionId, partId: '2a' }, now),
      () => applyOps(alan, { pairSessionId, ops }, now),
    );
    expect(value(edited).verdicts).toEqual({});
  });

  it('refuses what was meant for the numbers before, once new ones are drawn', async () => {
    const { ada, alan, pairSessionId } = await seedPair({ policy: { agreement: 'either' } });
    const submit = (partId: string) =>
      submitResponse(alan, { pairSessionId, partId, response: '0', token: partId }, now);
    const [, [old, other]] = await raceInOrder(
      pairSessionId,
      () => drawNewNumbers(ada, { pairSessionId, questionId: '3', round: 0 }, now),
      () => Promise.all([submit('3d'), submit('1b')]),
    );
    expect(old).toMatchObject({ code: 'numbers-changed' });
    expect(other.ok ? null : other.code).not.toBe('numbers-changed');
  });

  it.each(['check', 'disagree'])('refuses a %s that comes after the page was turned', async (name) => {
    const pair = await seedPair({ policy: { agreement: 'either' } });
    await racers[name]?.prepare?.(pair);
    const [, refused] = await raceInOrder(
      pair.pairSessionId,
      () => revealPart(pair.ada, { pairSessionId: pair.pairSessionId, partId: '1b' }, now),
      async () => racers[name]?.run(pair),
    );
    expect(refused).toMatchObject({ code: 'revealed' });
  });
});
