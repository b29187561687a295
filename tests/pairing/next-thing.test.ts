import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Connection, nextPartAfter, nextThing, requestsOf } from '@/lib/pairing/next-thing';
import { partProgress } from '@/lib/pairing/part-progress';
import type { PairView } from '@/lib/schemas/pair-view';
import { submissionView } from '@/lib/schemas/submission';
import { pairView } from '../support/pair-view';

const online: Connection = { link: 'live', waiting: 0, refusal: null, isStoredHere: true };
const offline: Connection = { ...online, link: 'offline', waiting: 2 };
const part = { kind: 'matrix', spec: {}, prompt: '', attempts: null, points: 4, isPrediction: false };
const matrix = { ...part, id: '2a', isScored: true, hasInstantCheck: true, fieldCount: 4 };
const text = { ...part, id: '1a', isScored: true, hasInstantCheck: false, fieldCount: 1 };
const practice = { ...part, id: '3a', isScored: false, hasInstantCheck: true, fieldCount: 1 };
const parts = [text, matrix, practice];
const written = { value: 'x', version: 1, by: 'ada' };
const asked = { purpose: 'hand-in', partId: '2a', by: 'alan' } as const;
const wish = { id: 'w', name: 'Edith', costs: [], isAgreed: false };

function checked(partId: string, outcome: 'correct' | 'partial' | 'incorrect' | 'needs-review') {
  return submissionView.parse({
    id: partId,
    partId,
    attempt: 1,
    outcome,
    earned: 1,
    total: 4,
    feedback: [],
  });
}

function next(change: Partial<PairView>, connection = online) {
  return nextThing(pairView({ parts, ...change }), connection);
}

describe('the one next thing', () => {
  it('is the first part at the start, and the end when every scored part is done', () => {
    expect(next({})).toEqual({ kind: 'next', partId: '1a' });
    expect(next({ handedIn: ['1a'], revealed: ['2a'] })).toEqual({ kind: 'finished' });
  });

  it('is a part that was begun before one that was not, and says what is left of it', () => {
    const fields = { '2a/0/0': written, '2a/0/1': { ...written, value: '' } };
    expect(next({ fields })).toEqual({ kind: 'unfinished', partId: '2a', left: 3, sign: 'drafted' });
    expect(next({ fields: { '1a': written } })).toMatchObject({ partId: '1a', left: null, sign: 'drafted' });
    const submissions = { '1a': checked('1a', 'partial') };
    expect(next({ submissions })).toMatchObject({ kind: 'unfinished', partId: '1a', sign: 'partial' });
  });

  it.each(['correct', 'needs-review'] as const)('goes on where the last check was %s', (outcome) => {
    expect(next({ submissions: { '1a': checked('1a', outcome) } })).toEqual({ kind: 'next', partId: '2a' });
  });

  it('leaves parts alone in which there is nothing more to earn', () => {
    const score = {
      attempts: 2,
      attemptsLeft: 0,
      outcome: 'incorrect',
      earned: 0,
      total: 4,
      provisional: false,
    };
    const scores = { '1a': { ...score, pointsState: 'used-up' as const, seenBy: [], overridden: false } };
    expect(next({ scores, submissions: { '1a': checked('1a', 'incorrect') } })).toMatchObject({
      partId: '2a',
    });
  });

  it('is a partner’s request before all work, also without a connection', () => {
    const request = { kind: 'request', purpose: 'hand-in', partId: '2a', name: 'Alan' };
    expect(next({ proposals: [asked] })).toEqual({ ...request, isOffline: false });
    expect(next({ proposals: [asked] }, offline)).toEqual({ ...request, isOffline: true });
  });

  it('is somebody who wants to join, until these people have agreed', () => {
    expect(next({ joinRequests: [wish], proposals: [asked] })).toEqual({ kind: 'join', name: 'Edith' });
    expect(next({ joinRequests: [{ ...wish, isAgreed: true }] })).toEqual({ kind: 'next', partId: '1a' });
  });

  it('asks nobody about a wish of their own, except the other one at the same screen', () => {
    const own = { ...asked, by: 'ada' };
    expect(requestsOf(pairView({ proposals: [own] }))).toEqual([]);
    const seat = { present: true, hasLeft: false, isYours: true };
    const seats = [
      { ...seat, id: 'ada', name: 'Ada' },
      { ...seat, id: 'alan', name: 'Alan' },
    ];
    expect(next({ seats, proposals: [own] })).toMatchObject({ kind: 'request', name: 'Ada' });
  });

  it('says that a wish waits for a partner who has gone', () => {
    const [ada, alan] = pairView().seats;
    if (!ada || !alan) throw new Error('two seats');
    const seats = [ada, { ...alan, present: false }];
    const proposals = [{ ...asked, by: 'ada' }];
    expect(next({ seats, proposals })).toEqual({ kind: 'partner-away', name: 'Alan', partId: '2a' });
    expect(next({ proposals })).toEqual({ kind: 'next', partId: '1a' });
  });

  it.each<[string, Partial<Connection>, object]>([
    ['offline', offline, { kind: 'offline', waiting: 2 }],
    ['a full storage', { isStoredHere: false, waiting: 2 }, { kind: 'not-stored', waiting: 2 }],
    ['a refusal', { refusal: 'Closed.' }, { kind: 'refused', message: 'Closed.' }],
    ['updates now and then', { link: 'polling' }, { kind: 'polling' }],
    ['a sign-in that has ended', { link: 'signed-out' }, { kind: 'signed-out' }],
    ['a lost place', { link: 'gone' }, { kind: 'gone' }],
  ])('is %s before all work', (_, change, thing) => {
    expect(next({ fields: { '1a': written } }, { ...online, ...change })).toEqual(thing);
  });

  it('is no request where nothing can be answered any more', () => {
    expect(next({ proposals: [asked] }, { ...online, link: 'signed-out' })).toEqual({ kind: 'signed-out' });
    expect(next({ proposals: [asked], status: 'closed' })).toEqual({ kind: 'closed' });
    expect(next({ proposals: [asked], status: 'not-open' })).toEqual({ kind: 'not-open' });
    expect(next({ proposals: [asked], readOnly: 'staff' })).toEqual({ kind: 'reading' });
  });

  it('never leads to a part that is done, whatever was done in which order', () => {
    const ids = ['1a', '2a'];
    const some = fc.subarray(ids);
    fc.assert(
      fc.property(some, some, some, (handedIn, revealed, begun) => {
        const fields = Object.fromEntries(begun.map((id) => [id, written]));
        const view = pairView({ parts, handedIn, revealed, fields });
        const thing = nextThing(view, online);
        const done = ids.filter((id) => partProgress(view, id).isDone);
        if ('partId' in thing) expect(done).not.toContain(thing.partId);
        else expect([thing.kind, done]).toEqual(['finished', ids]);
      }),
    );
  });
});

describe('the part to go on with', () => {
  it('is the next one below that is not done, then one above, then none', () => {
    const view = (handedIn: string[]) => pairView({ parts, handedIn });
    expect(nextPartAfter(view([]), '1a')).toBe('2a');
    expect(nextPartAfter(view(['2a']), '2a')).toBe('1a');
    expect(nextPartAfter(view(['1a', '2a']), '2a')).toBeNull();
    expect(nextPartAfter(view([]), '3a')).toBe('1a');
  });
});

describe('how far a pair is with a part', () => {
  it('keeps what the last check said when the part is closed', () => {
    const view = pairView({ parts, submissions: { '2a': checked('2a', 'partial') }, handedIn: ['2a'] });
    expect(partProgress(view, '2a')).toEqual({ sign: 'partial', closed: 'handedIn', isDone: true });
    expect(partProgress(pairView({ parts }), '2a')).toEqual({ sign: 'open', closed: null, isDone: false });
  });

  it('knows a draft from a cleared field, and from another part whose id begins alike', () => {
    const fields = { '2a/0/0': { ...written, value: '' }, '1a': written };
    const view = pairView({ parts: [...parts, { ...text, id: '1' }], fields });
    expect(['1a', '2a', '1'].map((id) => partProgress(view, id).sign)).toEqual(['drafted', 'open', 'open']);
  });
});
