import { expect, it } from 'vitest';
import { policySchema } from '@/lib/schemas/policy';
import { decideHandIn, decideReveal } from '@/lib/server/pair/agreements';
import { decideOps } from '@/lib/server/pair/apply-ops';
import { decideDisagreement } from '@/lib/server/pair/disagreements';
import { decideDriver } from '@/lib/server/pair/drivers';
import { decideNewNumbers } from '@/lib/server/pair/new-numbers';
import type {
  Decision,
  DecisionTools,
  FieldState,
  PairChange,
  PairState,
} from '@/lib/server/pair/pair-state';
import { emptySummary, summariesAfter } from '@/lib/server/pair/part-summaries';
import { decideSettling } from '@/lib/server/pair/settling';
import { decideSubmission } from '@/lib/server/pair/submissions';
import { listWorksheets } from '@/lib/worksheets/catalogue';
import { worksheetFor } from '@/lib/worksheets/worksheet-for';

const slug = 'text-generation-and-attention';
const published = listWorksheets().get(slug)?.worksheet;
if (!published) throw new Error(`no worksheet ${slug}`);
const worksheet = worksheetFor(published, 'seed');
const ada = { id: 'seat-ada', userId: 'ada', name: 'Ada', place: 0 };
const alan = { id: 'seat-alan', userId: 'alan', name: 'Alan', place: 1 };

/** A pair that has done nothing yet, as Ada acts; with what a test changes of it. */
function stateOf(change: Partial<PairState> = {}): PairState {
  return {
    id: 'pair',
    assignmentId: 'assignment',
    sectionId: 'section',
    code: 'ABCDEF',
    seed: 'seed',
    rounds: {},
    roundsBefore: {},
    driverSeatId: null,
    isSplit: false,
    policy: policySchema.parse({}),
    phase: 'open',
    opensAt: null,
    closesAt: null,
    worksheet,
    seats: [ada, alan],
    seat: ada,
    yourSeatIds: [ada.id],
    revealedPartIds: new Set(),
    handedInPartIds: new Set(),
    seq: 0,
    fields: new Map(),
    ownFields: new Map(),
    ownAnswers: [],
    documents: new Map(),
    submissions: [],
    latest: new Map(),
    names: new Map(),
    userIds: new Map(),
    predictions: [],
    people: new Map(),
    repeated: null,
    accepted: new Map(),
    refused: new Map(),
    proposals: [],
    summaries: new Map(),
    informed: new Set(),
    drivenQuestions: new Set(),
    ...change,
  };
}

const now = new Date('2026-03-02T10:00:00Z');

function fieldsOf(values: Record<string, string>): ReadonlyMap<string, FieldState> {
  return new Map(
    Object.entries(values).map(([path, value]) => [
      path,
      {
        path,
        value,
        version: 1,
        verdict: null,
        bySeatId: alan.id,
        firstValue: null,
        firstVerdict: null,
        wrongCount: 0,
      },
    ]),
  );
}

function makeTools(): DecisionTools {
  let made = 0;
  return {
    newId: () => {
      made += 1;
      return `id-${made}`;
    },
    grade: (part, response) => ({
      grading: part.prepared.grade(response, part.points),
      bodyHash: JSON.stringify(response),
    }),
  };
}

/** What is decided, made twice: a decision that remembers anything, or changes its state, is found out. */
function decided<Value>(decide: (tools: DecisionTools) => Decision<Value>): Decision<Value> {
  const decision = decide(makeTools());
  expect(decide(makeTools())).toEqual(decision);
  return decision;
}

function changeOf<Value>(decision: Decision<Value>): PairChange {
  if (!decision.ok) throw new Error(`refused: ${decision.code}`);
  return decision.change ?? {};
}

const op = (path: string, value: string, base = 0) => ({ opId: `op ${path} ${value}`, path, base, value });

it('takes edits one on the other, and refuses one on a version that is gone', () => {
  const state = stateOf({ seq: 7, fields: fieldsOf({ '2a/0/0': '0' }) });
  const ops = [op('2a/0/0', '1', 1), op('2a/0/0', '1/2', 1), op('2a/1/0', '1/2')];
  const decision = decided(() => decideOps(state, ops, false));
  expect(decision).toMatchObject({
    value: {
      seq: 9,
      accepted: [ops[0]?.opId, ops[2]?.opId],
      conflicts: [{ opId: ops[1]?.opId, value: '1', version: 2, by: ada.id }],
      verdicts: { '2a/0/0': 'correct', '2a/1/0': 'correct' },
    },
  });
  const change = changeOf(decision);
  expect(change.fields?.get('2a/0/0')).toMatchObject({ value: '1', version: 2, firstValue: '1' });
  const filled = {
    ...emptySummary('2a'),
    filledFields: 1,
    cellsFirst: expect.any(String),
    cellsNow: expect.any(String),
    lastWorkAt: now.toISOString(),
  };
  expect(summariesAfter(state, change, now)).toEqual(new Map([['2a', filled]]));
  expect(changeOf(decided(() => decideOps(state, ops, true))).ops).toBeUndefined();
});

it('counts a field that is emptied as filled no longer', () => {
  const state = stateOf({
    fields: fieldsOf({ '1a': 'Because.' }),
    summaries: new Map([['1a', { ...emptySummary('1a'), filledFields: 1 }]]),
  });
  const change = changeOf(decided(() => decideOps(state, [op('1a', ' ', 1)], false)));
  expect(summariesAfter(state, change, now).get('1a')).toEqual({
    ...emptySummary('1a'),
    lastWorkAt: now.toISOString(),
  });
});

it('gives a repeated op its first answer, also when the worksheet has closed', () => {
  const known = op('1b', 'low');
  const accepted = new Map([[known.opId, { opId: known.opId, path: '1b', version: 3, verdict: null }]]);
  const state = stateOf({ phase: 'closed', accepted });
  expect(decided(() => decideOps(state, [known], false))).toMatchObject({
    ok: true,
    value: { accepted: [known.opId], versions: { '1b': 3 } },
  });
  expect(decided(() => decideOps(state, [known, op('1b', 'high')], false))).toMatchObject({ code: 'closed' });
});

it('numbers attempts, counts the best or the last, and refuses what was meant for other numbers', () => {
  const summary = {
    ...emptySummary('1b'),
    attempts: 1,
    countingSubmissionId: 'first',
    outcome: 'correct',
    earned: 1,
    firstOutcome: 'correct',
  };
  const past = { partId: '1b', round: 0, attempt: 1, bodyHash: '"low"', origin: 'checked' };
  const state = stateOf({ submissions: [past], summaries: new Map([['1b', summary]]) });
  const input = { partId: '1b', response: 'high', token: 'second' };
  const change = changeOf(decided((tools) => decideSubmission(state, input, tools)));
  expect(change.submissions).toMatchObject([{ id: 'id-1', attempt: 2, earned: 0, seatId: ada.id }]);
  expect(summariesAfter(state, change, now).get('1b')).toMatchObject({
    attempts: 2,
    countingSubmissionId: 'id-1',
    earned: 0,
  });
  const best = { ...state, policy: policySchema.parse({ counting: 'best' }) };
  expect(summariesAfter(best, change, now).get('1b')).toEqual({
    ...summary,
    attempts: 2,
    submittedAt: now.toISOString(),
    // What was tried stays known, although the first one counts.
    answersEver: '"high"',
    canonicalFirst: '"high"',
    review: 'settled',
    version: 1,
    lastWorkAt: now.toISOString(),
  });
  const drawn = { ...state, rounds: { '1': 1 } };
  expect(decided((tools) => decideSubmission(drawn, input, tools))).toMatchObject({
    code: 'numbers-changed',
  });
});

it('hands in when the second agrees to the same content, and grades it then', () => {
  const state = stateOf({ fields: fieldsOf({ '1b': 'low' }) });
  const first = changeOf(decided((tools) => decideHandIn(state, '1b', tools)));
  expect(first.submissions).toBeUndefined();
  if (!first.proposed) throw new Error('nothing proposed');
  const asked = { ...first.proposed, createdAt: now.toISOString() };
  const second = stateOf({ ...state, seat: alan, proposals: [asked] });
  const change = changeOf(decided((tools) => decideHandIn(second, '1b', tools)));
  expect(change).toMatchObject({
    withdrawn: [asked],
    submissions: [{ origin: 'automatic', earned: 1 }],
    handIn: { partId: '1b', seatIds: [ada.id, alan.id] },
  });
  expect(summariesAfter(second, change, now).get('1b')).toMatchObject({ earned: 1, isHandedIn: true });
});

it('turns a page at once where one may decide, and answers with the key again', () => {
  const state = stateOf({ policy: policySchema.parse({ agreement: 'either' }) });
  const decision = decided((tools) => decideReveal(state, '1b', tools));
  expect(decision).toMatchObject({ value: { state: 'revealed' }, change: { reveal: { partId: '1b' } } });
  const seen = { isStaff: false, parts: new Map([['1b', { hasSeenKey: true, attempts: 0 }]]) };
  const people = new Map([ada, alan].map(({ userId }) => [userId, seen]));
  const turned = { ...state, people, revealedPartIds: new Set(['1b']) };
  const again = decided((tools) => decideReveal(turned, '1b', tools));
  expect(changeOf(again)).toEqual({});
});

/** A pair that writes own answers to 1b; each holds what the pair shared, until a test changes it. */
function disagreeing(own: Partial<Record<'seat-ada' | 'seat-alan', string>> = {}): PairState {
  const begun = changeOf(
    decided((tools) =>
      decideDisagreement(stateOf({ fields: fieldsOf({ '1b': 'high' }) }), { partId: '1b' }, tools, now),
    ),
  );
  const ownFields = new Map(
    [...(begun.ownFields ?? [])].map(([key, field]) => [
      key,
      { ...field, value: own[field.bySeatId as 'seat-ada' | 'seat-alan'] ?? field.value },
    ]),
  );
  return stateOf({ ownFields, ownAnswers: begun.ownAnswers ?? [] });
}

it('gives each of a pair that disagrees the own points, and the pair the mean', () => {
  const state = disagreeing({ 'seat-ada': 'low' });
  const first = decided((tools) => decideDisagreement(state, { partId: '1b' }, tools, now));
  expect(first).toMatchObject({ value: { state: 'proposed' } });
  const [hers] = changeOf(first).ownAnswers ?? [];
  const [, his] = state.ownAnswers;
  if (!hers || !his) throw new Error('no own answers');
  const then = { ...state, seat: alan, ownAnswers: [hers, his] };
  const change = changeOf(decided((tools) => decideDisagreement(then, { partId: '1b' }, tools, now)));
  expect(change.submissions).toMatchObject([
    { seatId: ada.id, attempt: 1, earned: 1, origin: 'disagreement' },
    { seatId: alan.id, attempt: 2, earned: 0, origin: 'disagreement' },
  ]);
  expect(change.ownAnswers).toMatchObject([
    { seatId: ada.id, earned: 1, outcome: 'correct' },
    { seatId: alan.id, earned: 0, outcome: 'incorrect' },
  ]);
  expect(change.handIn?.disagreement?.map(({ submissionId }) => submissionId)).toEqual(
    change.submissions?.map(({ id }) => id),
  );
  expect(summariesAfter(state, change, now).get('1b')).toMatchObject({
    disagreed: true,
    earned: 0.5,
    outcome: 'partial',
    provisional: false,
    attempts: 0,
  });
});

it('never tells one of a pair that disagrees whether the other wrote the same', () => {
  for (const value of ['low', 'high']) {
    const state = disagreeing({ 'seat-ada': 'low', 'seat-alan': value });
    const confirm = (one: PairState) =>
      decided((tools) => decideDisagreement(one, { partId: '1b', step: 'confirm' }, tools, now));
    const [hers] = changeOf(confirm(state)).ownAnswers ?? [];
    const [, his] = state.ownAnswers;
    if (!hers || !his) throw new Error('no own answers');
    const change = confirm({ ...state, seat: alan, ownAnswers: [hers, his] });
    expect(change).toMatchObject({ ok: true, value: { state: 'handed-in' } });
    expect(summariesAfter(state, changeOf(change), now).get('1b')?.disagreed).toBe(value === 'high');
  }
});

it('keeps own answers out of what a pair does together until it agrees again, which takes both', () => {
  const state = disagreeing();
  expect(decided((tools) => decideHandIn(state, '1b', tools))).toMatchObject({ code: 'disagreeing' });
  expect(decided((tools) => decideReveal(state, '1b', tools))).toMatchObject({ code: 'disagreeing' });
  const check = { partId: '1b', response: 'low', token: 'one' };
  expect(decided((tools) => decideSubmission(state, check, tools))).toMatchObject({ code: 'disagreeing' });
  const agree = (one: PairState, minutes = 0) => {
    const at = new Date(now.getTime() + minutes * 60_000);
    return decided((tools) => decideDisagreement(one, { partId: '1b', step: 'agree' }, tools, at));
  };
  const asked = agree(state);
  expect(asked).toMatchObject({ value: { state: 'proposed' } });
  const change = changeOf(asked);
  if (!change.proposed) throw new Error('nothing proposed');
  const proposed = { ...change.proposed, createdAt: now.toISOString() };
  expect(agree({ ...state, proposals: [proposed] })).toMatchObject({ value: { state: 'proposed' } });
  const agreed = agree({ ...state, seat: alan, proposals: [proposed] });
  expect(agreed).toMatchObject({ value: { state: 'agreed' } });
  expect(changeOf(agreed)).toEqual({ endedOwnAnswers: state.ownAnswers, withdrawn: [proposed] });
  // Who waits asks once, and goes back alone after ten minutes without an answer.
  const waiting = { ...state, proposals: [proposed] };
  expect(agree(waiting, 9)).toEqual({ ok: true, value: { state: 'proposed' } });
  expect(agree(waiting, 10)).toMatchObject({ value: { state: 'agreed' } });
  // What somebody else has confirmed is not theirs to discard.
  const confirmed = state.ownAnswers.map((own) =>
    own.seatId === alan.id ? { ...own, confirmedAt: now.toISOString() } : { ...own, confirmedAt: null },
  );
  expect(agree({ ...waiting, ownAnswers: confirmed }, 99)).toMatchObject({ value: { state: 'proposed' } });
});

it('offers no own answer where no attempt is left', () => {
  const used = { isStaff: false, parts: new Map([['1b', { hasSeenKey: false, attempts: 2 }]]) };
  const state = stateOf({ people: new Map([['ada', used]]) });
  expect(decided((tools) => decideDisagreement(state, { partId: '1b' }, tools, now))).toMatchObject({
    code: 'no-attempts-left',
  });
  const begun = { ...disagreeing(), people: state.people };
  expect(decided((tools) => decideDisagreement(begun, { partId: '1b' }, tools, now))).toMatchObject({
    code: 'no-attempts-left',
  });
});

it('draws new numbers once: what stands there is graded and goes', () => {
  const state = stateOf({ fields: fieldsOf({ '3d': '1.5', '1b': 'low' }) });
  const draw = (round: number) =>
    decided((tools) => decideNewNumbers(state, { questionId: '3', round }, tools));
  const change = changeOf(draw(0));
  expect(change).toMatchObject({
    submissions: [{ partId: '3d', response: '1.5' }],
    newNumbers: { questionId: '3' },
  });
  expect([...(change.fields?.values() ?? [])]).toMatchObject([{ path: '3d', value: '', version: 2 }]);
  expect(draw(5)).toEqual({ ok: true, value: { round: 0 } });
});

it('takes back every other wish about a part whose page is turned', () => {
  const wish = { partId: '1b', contentHash: '', bySeatId: alan.id, createdAt: now.toISOString() };
  const elsewhere = { ...wish, partId: '1c', purpose: 'hand-in' as const };
  const state = stateOf({
    policy: policySchema.parse({ agreement: 'either' }),
    proposals: [{ ...wish, purpose: 'hand-in' }, elsewhere],
  });
  const decision = decided((tools) => decideReveal(state, '1b', tools));
  expect(decision).toMatchObject({
    value: { state: 'revealed' },
    change: { withdrawn: [{ partId: '1b', purpose: 'hand-in' }] },
  });
});

it('records who drives only where that is news', () => {
  const state = stateOf({ driverSeatId: ada.id, drivenQuestions: new Set(['1']) });
  expect(changeOf(decideDriver(state, ada.id, '1'))).toEqual({});
  expect(changeOf(decideDriver(state, ada.id, '2')).driver).toEqual({ seatId: ada.id, questionId: '2' });
  expect(decideDriver(state, 'seat-of-nobody', null)).toMatchObject({ code: 'not-found' });
});

it('settles what stands in the fields and was not submitted', () => {
  const state = stateOf({
    phase: 'closed',
    fields: fieldsOf({ '1b': 'low', '1c': 'low' }),
    latest: new Map([
      [
        '1c',
        {
          id: 'checked',
          partId: '1c',
          round: 0,
          attempt: 1,
          bodyHash: '"low"',
          origin: 'checked',
          outcome: 'incorrect',
          earned: 0,
          total: 1,
          provisional: false,
          feedback: [],
          cells: null,
          signature: null,
          concepts: null,
          seatId: ada.id,
          createdAt: '2026-03-02T10:00:00.000Z',
        },
      ],
    ]),
  });
  const change = changeOf(decided((tools) => decideSettling(state, tools)));
  expect(change.submissions?.map(({ partId }) => partId)).toEqual(['1b']);
});
