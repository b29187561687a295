import { describe, expect, it } from 'vitest';
import {
  includedIn,
  initialState,
  type QueueState,
  reduceQueue,
} from '@/app/sections/[id]/review/[partId]/_components/queue-state';
import type { Decision } from '@/lib/client/decision-outbox';
import type { QueueItem } from '@/lib/schemas/review-queue';

function item(key: string, pairs: readonly string[] = [key]): QueueItem {
  return {
    key,
    members: pairs.map((pairSessionId) => ({ pairSessionId, version: 1, names: ['Ada'] })),
    seatId: null,
    review: 'waiting',
    response: 'A text.',
    submission: {
      id: key,
      partId: '1a',
      attempt: 1,
      outcome: 'needs-review',
      earned: 0,
      total: 4,
      feedback: [],
    },
    revealedKey: {},
    numbers: null,
    attempts: 1,
    automatic: 0,
    earned: 0,
    decided: null,
    decidedOn: null,
    said: {},
    context: [],
    claimedBy: null,
    flaggedBy: null,
  };
}

const progress = { waiting: 3, changed: 0, settled: 0, decided: 0, people: [] };

function start(...items: QueueItem[]): QueueState {
  return initialState({ items, next: null, progress });
}

const made = (key: string, points = 3) => ({ key: `d ${key}`, points, batchId: null });

function decision(key: string): Decision {
  const body = { partId: '1a', earned: 3, version: 1, origin: 'points' as const };
  return { key: `d ${key}`, of: 'pair', pairSessionId: key, body };
}

describe('the queue of the room', () => {
  it('goes to the next that is open, then to those that were passed over, then to the end', () => {
    let state = start(item('a'), item('b'), item('c'));
    state = reduceQueue(state, { does: 'go', by: 1 });
    state = reduceQueue(state, { does: 'decide', key: 'b', made: made('b') });
    expect(state.at).toBe(2);
    state = reduceQueue(state, { does: 'decide', key: 'c', made: made('c') });
    expect(state.at).toBe(0);
    state = reduceQueue(state, { does: 'decide', key: 'a', made: made('a') });
    expect(state.at).toBe(3);
    expect(state.history).toEqual(['b', 'c', 'a']);
  });

  it('comes back to what is taken back', () => {
    let state = start(item('a'), item('b'));
    state = reduceQueue(state, { does: 'decide', key: 'a', made: made('a') });
    state = reduceQueue(state, { does: 'undo', key: 'a' });
    expect([state.at, state.history, state.entries[0]?.made]).toEqual([0, [], null]);
    // The decision and its undo have each raised the version by one.
    expect(state.entries[0]?.item.members[0]?.version).toBe(3);
  });

  it('decides for a group without those who were taken out', () => {
    let state = start(item('a', ['one', 'two', 'three']));
    state = reduceQueue(state, { does: 'leave-out', key: 'a', pairSessionId: 'two' });
    const [entry] = state.entries;
    expect(entry && includedIn(entry).map(({ pairSessionId }) => pairSessionId)).toEqual(['one', 'three']);
    state = reduceQueue(state, { does: 'decide', key: 'a', made: made('a') });
    expect(state.entries[0]?.item.members.map(({ version }) => version)).toEqual([2, 1, 2]);
    state = reduceQueue(state, { does: 'leave-out', key: 'a', pairSessionId: 'two' });
    expect(state.entries[0]?.leftOut.size).toBe(0);
  });

  it('shows both decisions where somebody else was first, and decides next on the present state', () => {
    let state = start(item('a'), item('b'));
    state = reduceQueue(state, { does: 'decide', key: 'a', made: made('a') });
    const decided = { id: 'x', earned: 2, seatId: null, by: 'Helen', comment: null };
    const present = { pairSessionId: 'a', version: 7, earned: 2, review: 'decided', decided };
    const delivery = { is: 'refused' as const, message: '', present };
    state = reduceQueue(state, { does: 'delivered', decision: decision('a'), delivery });
    expect(state.entries[0]).toMatchObject({ made: null, conflict: { ours: 3, present } });
    expect(state.entries[0]?.item.members[0]?.version).toBe(7);
    expect(state.at).toBe(1);
  });

  describe('a group of which some pairs changed meanwhile', () => {
    const group = (...pairs: string[]): Decision => ({
      key: 'd g',
      of: 'group',
      sectionId: 's',
      body: {
        assignmentId: 'a',
        partId: '1a',
        batchId: 'b',
        origin: 'group',
        earned: 3,
        comment: 'Well seen.',
        members: pairs.map((pairSessionId) => ({ pairSessionId, version: 1 })),
      },
    });
    const present = (pairSessionId: string) => ({
      pairSessionId,
      version: 7,
      earned: 0,
      review: 'waiting',
      decided: null,
    });
    const delivered = (state: QueueState, pairs: string[], changed: string[]) =>
      reduceQueue(state, {
        does: 'delivered',
        decision: group(...pairs),
        delivery: {
          is: 'stored',
          id: null,
          versions: new Map(pairs.filter((id) => !changed.includes(id)).map((id) => [id, 2])),
          changed: changed.map(present),
        },
      });
    const shown = ({ entries }: QueueState) =>
      entries.map(({ item: { members }, made: own }) => [
        members.map(({ pairSessionId }) => pairSessionId).join(''),
        own !== null,
      ]);

    it('shows each of these next, with what we wrote and read, and stays decided for the rest', () => {
      let state = start(item('g', ['p', 'q', 'r']), item('x'), item('y'));
      state = reduceQueue(state, { does: 'decide', key: 'g', made: made('g') });
      state = delivered(state, ['p', 'q', 'r'], ['q']);
      expect(shown(state)).toEqual([
        ['pr', true],
        ['x', false],
        ['q', false],
        ['y', false],
      ]);
      expect(state.at).toBe(1);
      expect(state.entries[2]?.conflict).toEqual({
        ...{ ours: 3, comment: 'Well seen.', note: '', read: 'A text.' },
        present: present('q'),
      });
      expect(state.entries[2]?.item.members[0]?.version).toBe(7);
      expect(state.history).toEqual(['g']);
      const now = { ...item('q'), response: 'Another text.' };
      state = reduceQueue(state, { does: 'replace', pairSessionId: 'q', items: [now] });
      expect(state.entries[2]).toMatchObject({
        item: { response: 'Another text.' },
        conflict: { read: 'A text.' },
      });
    });

    it('is gone where all of them changed, at the end of the queue, too', () => {
      let state = start(item('g', ['p', 'q']));
      state = reduceQueue(state, { does: 'decide', key: 'g', made: made('g') });
      state = delivered(state, ['p', 'q'], ['p', 'q']);
      expect(shown(state)).toEqual([
        ['p', false],
        ['q', false],
      ]);
      expect(state.entries[state.at]?.item.members[0]?.pairSessionId).toBe('p');
      expect(state.history).toEqual([]);
    });
  });

  it('takes no response twice from pages that overlap', () => {
    const state = start(item('a'), item('b'));
    const page = { items: [item('b'), item('c')], next: 'c', progress };
    const after = reduceQueue(state, { does: 'page', page });
    expect(after.entries.map((entry) => entry.item.key)).toEqual(['a', 'b', 'c']);
    expect(after.next).toBe('c');
  });
});
