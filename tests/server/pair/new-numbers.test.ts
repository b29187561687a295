import { beforeAll, expect, it } from 'vitest';
import type { Json } from '@/lib/schemas/json';
import { getPairWork } from '@/lib/server/classes/pair-work';
import { database } from '@/lib/server/database/db';
import { handInPart, revealPart } from '@/lib/server/pair/agreements';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { getPairView, getPublicWorksheet } from '@/lib/server/pair/get-pair-view';
import { drawNewNumbers } from '@/lib/server/pair/new-numbers';
import { settleIfClosed } from '@/lib/server/pair/settling';
import { splitPairSession } from '@/lib/server/pair/split-pair-session';
import { submitResponse } from '@/lib/server/pair/submissions';
import type { Viewer } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../../support/databases';
import { later, now, seedPair, type TestPair, value } from '../../support/pairs';

type Member = Pick<TestPair, 'pairSessionId'> & { ada: Viewer };

/** The chances of question 3 as the pair reads them. */
async function chancesOf({ ada, pairSessionId }: Member): Promise<number[]> {
  const { questions } = value(await getPublicWorksheet(ada, pairSessionId, now));
  const [, list = ''] = /p = \(([\d., ]+)\)/.exec(JSON.stringify(questions[2]?.body)) ?? [];
  const p = list.split(', ').map(Number);
  expect(p).toHaveLength(3);
  return p;
}

/** Worked out here, not by the code under test: at T = 1/2 the chances go with their squares. */
function atHalf(p: readonly number[]): string[] {
  const squares = p.map((chance) => chance * chance);
  const sum = squares.reduce((a, b) => a + b, 0);
  return squares.map((square) => (square / sum).toFixed(4));
}

const bitsOf = (p: readonly number[]) =>
  p.reduce((bits, chance) => bits - chance * Math.log2(chance), 0).toFixed(3);

let tokens = 0;
async function submit({ ada, pairSessionId }: Member, partId: string, response: Json) {
  tokens += 1;
  return submitResponse(ada, { pairSessionId, partId, response, token: `token-${tokens}` }, now);
}

const draw = (viewer: Viewer, pairSessionId: string, round: number) =>
  drawNewNumbers(viewer, { pairSessionId, questionId: '3', round }, now);

/** A pair whose numbers are not those of `other`; seeds are random, so a few may be equal. */
async function seedOtherPair(other: TestPair): Promise<TestPair> {
  const taken = String(await chancesOf(other));
  for (;;) {
    const pair = await seedPair();
    if (String(await chancesOf(pair)) !== taken) return pair;
  }
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('gives each pair numbers of its own, the same for both partners, and grades by them', async () => {
    const pair = await seedPair();
    const others = await seedOtherPair(pair);
    expect(await chancesOf({ ...pair, ada: pair.alan })).toEqual(await chancesOf(pair));
    const [own, foreign] = [await chancesOf(pair), await chancesOf(others)];
    expect(own).not.toEqual(foreign);
    expect(value(await submit(pair, '3a', atHalf(own)))).toMatchObject({ outcome: 'correct', earned: 3 });
    expect(value(await submit(others, '3a', atHalf(foreign)))).toMatchObject({ outcome: 'correct' });
    expect(value(await submit(pair, '3a', atHalf(foreign))).outcome).not.toBe('correct');
    expect(value(await submit(others, '3a', atHalf(own))).outcome).not.toBe('correct');
    const ops = [{ opId: 'bits', path: '3d', base: 0, value: bitsOf(own) }];
    expect(value(await applyOps(pair.ada, { pairSessionId: pair.pairSessionId, ops }, now)).verdicts).toEqual(
      {
        '3d': 'correct',
      },
    );
  });

  it('draws new numbers once for both partners, and begins anew with them', async () => {
    const pair = await seedPair();
    const { ada, alan, pairSessionId, instructor, sectionId } = pair;
    const before = await chancesOf(pair);
    value(await submit(pair, '3a', atHalf(before)));
    const ops = [
      { opId: 'bits', path: '3d', base: 0, value: bitsOf(before) },
      { opId: 'scored', path: '1b', base: 0, value: 'low' },
    ];
    value(await applyOps(ada, { pairSessionId, ops }, now));
    for (const viewer of [ada, alan]) value(await revealPart(viewer, { pairSessionId, partId: '3b' }, now));
    for (const viewer of [ada, alan]) value(await handInPart(viewer, { pairSessionId, partId: '3a' }, now));
    expect(value(await getPairView(alan, pairSessionId, now))).toMatchObject({
      rounds: { '3': 0 },
      revealed: ['3b'],
      handedIn: ['3a'],
      scores: { '3a': { attempts: 1 } },
    });

    const drawn = await Promise.all([draw(ada, pairSessionId, 0), draw(alan, pairSessionId, 0)]);
    const [round] = drawn.map((result) => value(result).round);
    expect(drawn.map((result) => value(result).round)).toEqual([round, round]);
    const after = await chancesOf(pair);
    expect(after).not.toEqual(before);

    const view = value(await getPairView(alan, pairSessionId, now));
    expect(view).toMatchObject({
      rounds: { '3': round },
      revealed: [],
      handedIn: [],
      keys: {},
      submissions: {},
    });
    expect(view.scores['3a']?.attempts).toBe(0);
    expect(view.fields['3d']).toMatchObject({ value: '', version: 2 });
    expect(view.fields['3d']).not.toHaveProperty('verdict');
    expect(view.fields['1b']).toMatchObject({ value: 'low', version: 1 });
    expect(value(await submit(pair, '3a', atHalf(before))).outcome).not.toBe('correct');
    expect(value(await submit(pair, '3a', atHalf(after))).outcome).toBe('correct');

    const work = value(await getPairWork(instructor, { sectionId, pairSessionId }, now));
    const list = (p: number[]) => `p = ${p.join(', ')}`;
    const told = work.parts
      .filter(({ part }) => part.id === '3a' || part.id === '3d')
      .flatMap(({ submissions }) => submissions);
    expect(told.map(({ numbers }) => numbers)).toEqual([before, after, after, before].map(list));
    // What stood in the field was graded with the old numbers, and its key is theirs.
    expect(told[3]).toMatchObject({ view: { outcome: 'correct', automatic: true } });
    expect(told[3]?.revealedKey).toEqual({ value: expect.closeTo(Number(bitsOf(before)), 2) });
    expect(work.parts.find(({ part }) => part.id === '3a')?.numbers).toBe(list(after));
    expect(work.parts.find(({ part }) => part.id === '1b')?.numbers).toBeNull();
  });

  it('turns the page of the new numbers, not of the old', async () => {
    const pair = await seedPair({ policy: { agreement: 'either' } });
    const { ada, pairSessionId } = pair;
    const reveal = async () => {
      const answer = value(await revealPart(ada, { pairSessionId, partId: '3d' }, now));
      return answer.state === 'revealed' ? answer.key : null;
    };
    const keyOf = async () => ({ value: expect.closeTo(Number(bitsOf(await chancesOf(pair))), 2) });
    expect(await reveal()).toEqual(await keyOf());
    expect(await submit(pair, '3d', '1')).toMatchObject({ code: 'revealed' });
    value(await draw(ada, pairSessionId, 0));
    expect(value(await submit(pair, '3d', '0')).outcome).toBe('incorrect');
    expect(await reveal()).toEqual(await keyOf());
    expect(value(await getPairView(ada, pairSessionId, now)).keys).toEqual({ '3d': await keyOf() });
    expect(await database().reveal.count({ where: { pairSessionId } })).toBe(2);
  });

  it('never grades by other numbers than those that were seen', async () => {
    const pair = await seedPair();
    const { ada, alan, pairSessionId } = pair;
    const seen = await chancesOf(pair);
    const answers = await Promise.all([
      draw(alan, pairSessionId, 0),
      submit(pair, '3d', bitsOf(seen)),
      applyOps(
        ada,
        { pairSessionId, ops: [{ opId: 'late', path: '3d', base: 0, value: bitsOf(seen) }] },
        now,
      ),
    ]);
    const [, submitted] = answers;
    // Whichever came first: right for the numbers it was meant for, or refused.
    if (submitted.ok) expect(submitted.value).toMatchObject({ outcome: 'correct' });
    else expect(submitted.code).toBe('numbers-changed');
    const { fields } = value(await getPairView(ada, pairSessionId, now));
    const present = await chancesOf(pair);
    // Two decimals are asked for: a few of the 24 possible draws differ by less than half of the second one.
    const isRight = Math.abs(Number(bitsOf(present)) - Number(bitsOf(seen))) <= 0.005;
    if (fields['3d']?.value !== '') expect(fields['3d']?.verdict).toBe(isRight ? 'correct' : 'incorrect');
  });

  it('refuses new numbers for a scored question, a closed worksheet, and strangers', async () => {
    const pair = await seedPair({ closesAt: later(10) });
    const stranger = await seedPair();
    const { ada, pairSessionId, assignmentId } = pair;
    const ask = (viewer: Viewer, questionId: string, at = now) =>
      drawNewNumbers(viewer, { pairSessionId, questionId, round: 0 }, at);
    expect(await ask(ada, '1')).toMatchObject({ code: 'bad-request' });
    expect(await ask(ada, 'nowhere')).toMatchObject({ code: 'not-found' });
    expect(await ask(stranger.ada, '3')).toMatchObject({ code: 'not-found' });
    const p = await chancesOf(pair);
    const ops = [{ opId: 'bits', path: '3d', base: 0, value: bitsOf(p) }];
    value(await applyOps(ada, { pairSessionId, ops }, now));
    expect(await ask(ada, '3', later(11))).toMatchObject({ code: 'closed' });
    // Closing grades what stands there by the pair's own numbers.
    await settleIfClosed(assignmentId, later(11));
    const [stored] = await database().submission.findMany({ where: { pairSessionId } });
    expect(stored).toMatchObject({ partId: '3d', outcome: 'correct', round: 0 });
  });

  it('leaves both of a split pair with the same numbers', async () => {
    const pair = await seedPair();
    const { ada, alan, pairSessionId, instructor } = pair;
    value(await draw(ada, pairSessionId, 0));
    const { copies } = value(await splitPairSession(instructor, { pairSessionId }, now));
    const copyId = copies[0]?.pairSessionId ?? '';
    expect(await chancesOf({ ada: alan, pairSessionId: copyId })).toEqual(await chancesOf(pair));
    value(await draw(alan, copyId, value(await getPairView(alan, copyId, now)).rounds['3'] ?? -1));
    expect(await chancesOf({ ada: alan, pairSessionId: copyId })).not.toEqual(await chancesOf(pair));
  });
});
