import { beforeAll, expect, it } from 'vitest';
import { Prisma } from '@/lib/generated/sqlite/client';
import { overrideSubmission } from '@/lib/server/classes/overrides';
import { getPairWork } from '@/lib/server/classes/pair-work';
import { getSectionResults } from '@/lib/server/classes/results';
import { database } from '@/lib/server/database/db';
import { handInPart, revealPart } from '@/lib/server/pair/agreements';
import { applyOps, getTextState } from '@/lib/server/pair/apply-ops';
import { copiedModels, modelsLeftBehind } from '@/lib/server/pair/copy-pair-rows';
import { changeDriver } from '@/lib/server/pair/drivers';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { drawNewNumbers } from '@/lib/server/pair/new-numbers';
import { predict } from '@/lib/server/pair/predict';
import { joinPairSession } from '@/lib/server/pair/seating';
import { splitPairSession } from '@/lib/server/pair/split-pair-session';
import { submitResponse } from '@/lib/server/pair/submissions';
import type { Viewer } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../../support/databases';
import { answerAlone } from '../../support/own-answers';
import { later, now, seedClass, seedPair, type TestPair, value } from '../../support/pairs';
import { readResultsCsv } from '../../support/results-csv';

async function type(viewer: Viewer, pairSessionId: string, path: string, text: string, opId = path) {
  const ops = [{ opId, path, base: 0, value: text }];
  return value(await applyOps(viewer, { pairSessionId, ops }, now));
}

/** A pair with drafts, a conflict, submissions, a decision, a turned page, a hand-in and a disagreement. */
async function seedBusyPair(): Promise<TestPair> {
  const pair = await seedPair({ students: 3 });
  const { ada, alan, pairSessionId, instructor } = pair;
  await type(ada, pairSessionId, '1a', 'It divides the logarithms by the temperature.');
  await type(alan, pairSessionId, '2a/0/0', '1');
  await type(ada, pairSessionId, '2a/0/0', '2', 'too late');
  const checked = value(
    await submitResponse(ada, { pairSessionId, partId: '1b', response: 'low', token: 'first' }, now),
  );
  value(await submitResponse(alan, { pairSessionId, partId: '1b', response: 'low', token: 'again' }, now));
  const override = { submissionId: checked.id ?? '', earned: 1, reason: 'well argued' };
  value(await overrideSubmission(instructor, override, now));
  await type(alan, pairSessionId, '1c', 'high');
  value(await handInPart(ada, { pairSessionId, partId: '1c' }, now));
  value(await handInPart(alan, { pairSessionId, partId: '1c' }, now));
  value(await answerAlone(ada, { pairSessionId, partId: '1a', value: 'It rescales logarithms.' }, now));
  value(await answerAlone(alan, { pairSessionId, partId: '1a', value: 'It draws at random.' }, now));
  value(await revealPart(ada, { pairSessionId, partId: '1d' }, now));
  value(await revealPart(alan, { pairSessionId, partId: '1d' }, now));
  value(await revealPart(ada, { pairSessionId, partId: '2b' }, now));
  value(await predict(alan, { pairSessionId, responses: { '1-level': 'high' } }, now));
  const [, his] = value(await getPairView(ada, pairSessionId, now)).seats;
  value(await changeDriver(ada, { pairSessionId, driverSeatId: his?.id ?? '', questionId: '2' }, now));
  return pair;
}

async function split(pair: TestPair): Promise<string> {
  const { copies } = value(
    await splitPairSession(pair.instructor, { pairSessionId: pair.pairSessionId }, later(1)),
  );
  expect(copies.map(({ name }) => name)).toEqual(['Alan']);
  return copies[0]?.pairSessionId ?? '';
}

/** The columns of a model, from what is generated out of the models. */
function columnsOf(model: Prisma.ModelName): string[] {
  const enums: Record<string, unknown> = { ...Prisma };
  return Object.keys(enums[`${model}ScalarFieldEnum`] ?? {});
}

const allModels = Object.values(Prisma.ModelName);
const copiedNames = copiedModels.map(({ model }) => model);
const idOf = (model: string) => `${model.charAt(0).toLowerCase()}${model.slice(1)}Id`;

it('knows of every model of a pair session whether a split copies it', () => {
  const owners = ['pairSessionId', ...copiedNames.map(idOf)];
  const ofPairs = allModels.filter((model) => columnsOf(model).some((column) => owners.includes(column)));
  expect(ofPairs).toContain('Override');
  expect(ofPairs.toSorted()).toEqual([...copiedNames, ...Object.keys(modelsLeftBehind)].toSorted());
});

it.each(copiedModels)('knows of $model every column with the id of a row that is copied too', (copied) => {
  const isIdOfCopied = (column: string) =>
    // The browser makes it; it names the edit in the copy as well.
    column !== 'opId' &&
    copiedNames.some((model) => column.toLowerCase().endsWith(idOf(model).toLowerCase()));
  const known = columnsOf(copied.model).filter((column) => copied.ids.includes(column));
  expect(known).toEqual(expect.arrayContaining(columnsOf(copied.model).filter(isIdOfCopied)));
  expect(known.toSorted()).toEqual(copied.ids.toSorted());
});

/** The rows that a pair session owns, by model. */
async function rowsOf(pairSessionId: string): Promise<Map<string, { id: string }[]>> {
  const rows = new Map<string, { id: string }[]>();
  for (const { model } of copiedModels) {
    // Each table has types of its own; all of them have ids.
    const table = database()[idOf(model).slice(0, -2) as 'seat'];
    rows.set(model, await table.findMany({ where: { pairSessionId } }));
  }
  return rows;
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('has rows of every model in the copy, and the id of no row of the original', async () => {
    const pair = await seedBusyPair();
    const { instructor, ada, pairSessionId } = pair;
    value(await getTextState(ada, { pairSessionId, path: '1a' }, now));
    value(await drawNewNumbers(ada, { pairSessionId, questionId: '3', round: 0 }, now));
    const [seat] = value(await getPairView(ada, pairSessionId, now)).seats;
    const { id: submissionId } = await database().submission.findFirstOrThrow({ where: { pairSessionId } });
    const override = { submissionId, seatId: seat?.id ?? '', earned: 0, reason: 'for her alone' };
    value(await overrideSubmission(instructor, override, now));
    const copyId = await split(pair);
    const original = await rowsOf(pairSessionId);
    const copied = await rowsOf(copyId);
    for (const [model, rows] of original) {
      expect(rows.length, model).toBeGreaterThan(0);
      expect(copied.get(model)?.length, model).toBe(rows.length);
    }
    const { splitFromId, ...session } = await database().pairSession.findUniqueOrThrow({
      where: { id: copyId },
    });
    expect(splitFromId).toBe(pairSessionId);
    const everything = JSON.stringify([session, ...copied.values()]);
    const ids = [pairSessionId, ...[...original.values()].flat().map(({ id }) => id)];
    expect(ids.filter((id) => everything.includes(id))).toEqual([]);
  });

  it('leaves each of a split pair with everything done so far', async () => {
    const pair = await seedBusyPair();
    const hersBefore = value(await getPairView(pair.ada, pair.pairSessionId, now));
    const hisBefore = value(await getPairView(pair.alan, pair.pairSessionId, now));
    const copyId = await split(pair);
    const hers = value(await getPairView(pair.ada, pair.pairSessionId, later(1)));
    const his = value(await getPairView(pair.alan, copyId, later(1)));
    for (const [view, before] of [
      [hers, hersBefore],
      [his, hisBefore],
    ] as const) {
      const withoutWriters = ({ fields }: typeof view) =>
        Object.entries(fields)
          .map(([path, { value, version, verdict }]) => [path, value, version, verdict])
          .sort();
      expect(withoutWriters(view)).toEqual(withoutWriters(before));
      const withoutNames = ({ scores }: typeof view) =>
        Object.entries(scores).map(([partId, { seenBy: _names, ...score }]) => [partId, score]);
      expect(withoutNames(view)).toEqual(withoutNames(before));
      expect(view).toMatchObject({
        revealed: before.revealed,
        keys: before.keys,
        seed: before.seed,
        seq: before.seq,
        proposals: [],
        isSplit: true,
        waitsForPartner: false,
      });
      expect([...view.handedIn].sort()).toEqual([...before.handedIn].sort());
      expect(Object.keys(view.submissions).sort()).toEqual(Object.keys(before.submissions).sort());
    }
    expect([hers.seats.length, his.seats.length]).toEqual([1, 1]);
    expect((await getPairView(pair.alan, pair.pairSessionId, later(1))).ok).toBe(false);
    expect((await getPairView(pair.ada, copyId, later(1))).ok).toBe(false);
  });

  it('lets both go on apart: neither sees the other any more, and neither waits for anybody', async () => {
    const pair = await seedBusyPair();
    const copyId = await split(pair);
    await type(pair.ada, pair.pairSessionId, '2a/1/1', '1/2', 'hers');
    await type(pair.alan, copyId, '2a/1/1', '1/3', 'his');
    const hers = value(await getPairView(pair.ada, pair.pairSessionId, later(2)));
    const his = value(await getPairView(pair.alan, copyId, later(2)));
    expect([hers.fields['2a/1/1']?.value, his.fields['2a/1/1']?.value]).toEqual(['1/2', '1/3']);
    expect(value(await revealPart(pair.alan, { pairSessionId: copyId, partId: '2b' }, later(2))).state).toBe(
      'revealed',
    );
    const input = { pairSessionId: copyId, partId: '2a', response: [['1']], token: 'alone' };
    expect((await submitResponse(pair.alan, input, later(2))).ok).toBe(true);
  });

  it('answers in the copy to what was sent before, once: an op, a refused op and a submission', async () => {
    const pair = await seedBusyPair();
    const copyId = await split(pair);
    expect((await type(pair.alan, copyId, '2a/0/0', '1')).accepted).toEqual(['2a/0/0']);
    expect((await type(pair.alan, copyId, '2a/0/0', '2', 'too late')).conflicts).toMatchObject([
      { opId: 'too late', value: '1', version: 1 },
    ]);
    const again = { pairSessionId: copyId, partId: '1b', response: 'low', token: 'first' };
    expect(value(await submitResponse(pair.alan, again, later(2))).attempt).toBe(1);
    const where = { pairSessionId: copyId };
    expect(await database().op.count({ where })).toBe(
      await database().op.count({ where: { pairSessionId: pair.pairSessionId } }),
    );
  });

  it('splits once however often it is asked, and a class counts each person once', async () => {
    const pair = await seedBusyPair();
    const copyId = await split(pair);
    expect(await split(pair)).toBe(copyId);
    const results = value(await getSectionResults(pair.instructor, { sectionId: pair.sectionId }, later(2)));
    expect(results.rows.map(({ seats }) => seats.map(({ name }) => name))).toEqual([['Ada'], ['Alan']]);
    expect(results.rows[0]?.total).toEqual(results.rows[1]?.total);
    const people = (await readResultsCsv(pair, later(2)))
      .split('\r\n')
      .flatMap((line) => line.match(/^"?(Ada|Alan)\b/)?.[1] ?? []);
    expect(people.filter((name) => name === 'Ada')).toHaveLength(results.columns.length);
    expect(people.filter((name) => name === 'Alan')).toHaveLength(results.columns.length);
    const { sectionId, pairSessionId, instructor } = pair;
    const work = value(await getPairWork(instructor, { sectionId, pairSessionId: copyId }, later(2)));
    expect(work).toMatchObject({ splitFromId: pairSessionId, maySplit: false });
    const drove = work.drivers.map(({ seatId, questionId }) => [
      work.seats.find(({ id }) => id === seatId)?.name,
      questionId,
    ]);
    expect(drove).toEqual([['Alan', '2']]);
    expect(work.parts.find(({ part }) => part.id === '1b')?.decisions[0]?.earned).toBe(1);
    expect(work.parts.find(({ part }) => part.id === '1a')?.disagreed).toBe(true);
  });

  it('takes a new partner into either of the two afterwards', async () => {
    const pair = await seedBusyPair();
    const edith = pair.students[2];
    if (!edith) throw new Error('no third student');
    const copyId = await split(pair);
    const { code } = value(await getPairView(pair.alan, copyId, later(2)));
    expect(value(await joinPairSession(edith, { code: code ?? '' }, later(2)))).toEqual({ id: copyId });
    expect(value(await getPairView(edith, copyId, later(2))).fields['2a/0/0']?.value).toBe('1');
  });

  it('is for the instructor of the section alone, and not after closing', async () => {
    const pair = await seedPair();
    const stranger = (await seedClass()).instructor;
    const input = { pairSessionId: pair.pairSessionId };
    const missing = await splitPairSession(pair.instructor, { pairSessionId: 'never-was' }, now);
    expect(await splitPairSession(stranger, input, now)).toEqual(missing);
    expect(await splitPairSession(pair.ada, input, now)).toEqual(missing);
    const closing = await seedPair({ closesAt: later(5) });
    expect(
      await splitPairSession(closing.instructor, { pairSessionId: closing.pairSessionId }, later(6)),
    ).toMatchObject({ code: 'closed' });
  });

  it.each(['first', 'last'])('loses no edit that arrives with the split, asked %s', async (place) => {
    const pair = await seedPair();
    const input = { pairSessionId: pair.pairSessionId };
    const op = { opId: 'on its way', path: '2a/0/0', base: 0, value: '1' };
    const edit = () => applyOps(pair.alan, { ...input, ops: [op] }, now);
    const split = () => splitPairSession(pair.instructor, input, now);
    const [edited] =
      place === 'first'
        ? await Promise.all([edit(), split()])
        : (await Promise.all([split(), edit()])).reverse();
    const copies = await database().pairSession.findMany({
      where: { splitFromId: pair.pairSessionId },
      include: { ops: true },
    });
    expect(copies).toHaveLength(1);
    expect(copies[0]?.ops).toHaveLength(edited?.ok ? 1 : 0);
  });
});
