import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Decision, DecisionOutbox, type Delivery } from '@/lib/client/decision-outbox';

function decision(key: string, more: Partial<Decision & { of: 'pair' }> = {}): Decision {
  const body = { partId: '1a', earned: 3, version: 1, origin: 'points' as const };
  return { key, of: 'pair', pairSessionId: `pair of ${key}`, body, ...more };
}

function undo(key: string, undoOf: string): Decision {
  return decision(key, { undoOf, body: { partId: '1a', version: 2, origin: 'undo' } });
}

/** An outbox over a device's memory and a server that answers what it is told to. */
function makeOutbox(memory: { waiting: Decision[] } = { waiting: [] }) {
  const sent: Decision[] = [];
  const told: string[] = [];
  const server: { answer: (one: Decision) => Delivery } = {
    answer: ({ key }) => ({ is: 'stored', id: `id of ${key}`, versions: new Map(), changed: [] }),
  };
  const outbox = new DecisionOutbox(
    {
      load: () => memory.waiting,
      save: (waiting) => {
        // As JSON, as on the device.
        memory.waiting = JSON.parse(JSON.stringify(waiting));
      },
    },
    async (one) => {
      sent.push(one);
      return server.answer(one);
    },
    {
      onDelivered: ({ key }, { is }) => told.push(`${key} ${is}`),
      onWaiting: (waiting, isReachable) => told.push(`${waiting}${isReachable ? '' : ' unreachable'}`),
    },
  );
  return { outbox, sent, told, server, memory };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('sends decisions one after the other, in their order', async () => {
  const { outbox, sent, told, memory } = makeOutbox();
  for (const key of ['a', 'b', 'c']) outbox.add(decision(key));
  expect(memory.waiting.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  await vi.runAllTimersAsync();
  expect(sent.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  expect(told.filter((one) => one.includes('stored'))).toEqual(['a stored', 'b stored', 'c stored']);
  expect(memory.waiting).toEqual([]);
});

it('keeps what it cannot send, says so, and sends it again by itself, the same and in order', async () => {
  const { outbox, sent, told, server, memory } = makeOutbox();
  const { answer } = server;
  server.answer = () => ({ is: 'unreachable' });
  outbox.add(decision('a'));
  outbox.add(decision('b'));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told.at(-1)).toBe('2 unreachable');
  expect(new Set(sent.map(({ key }) => key))).toEqual(new Set(['a']));
  expect(sent[1]).toEqual(sent[0]);
  expect(memory.waiting.map(({ key }) => key)).toEqual(['a', 'b']);
  server.answer = answer;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent.slice(-2).map(({ key }) => key)).toEqual(['a', 'b']);
  expect(memory.waiting).toEqual([]);
});

it('goes on after a reload with what waited', async () => {
  const before = makeOutbox();
  before.server.answer = () => ({ is: 'unreachable' });
  before.outbox.add(decision('a'));
  await vi.advanceTimersByTimeAsync(0);
  before.outbox.stop();
  const after = makeOutbox(before.memory);
  await after.outbox.deliver();
  expect(after.sent.map(({ key }) => key)).toEqual(['a']);
});

it('takes back by the id that the server gave, also after a reload between the two', async () => {
  const before = makeOutbox();
  const { answer } = before.server;
  before.server.answer = (one) => (one.key === 'a' ? answer(one) : { is: 'unreachable' });
  before.outbox.add(decision('a'));
  before.outbox.add(undo('u', 'a'));
  await vi.advanceTimersByTimeAsync(0);
  before.outbox.stop();
  const after = makeOutbox(before.memory);
  await after.outbox.deliver();
  expect(after.sent[0]).toMatchObject({ body: { origin: 'undo', undoes: 'id of a' } });
});

it('takes nothing back for a decision that was refused: that would be somebody else’s', async () => {
  const { outbox, sent, told, server } = makeOutbox();
  server.answer = () => ({ is: 'refused', message: 'changed', present: null });
  outbox.add(decision('a'));
  outbox.add(undo('u', 'a'));
  await vi.runAllTimersAsync();
  expect(sent.map(({ key }) => key)).toEqual(['a']);
  expect(told.filter((one) => one.includes('refused'))).toEqual(['a refused', 'u refused']);
});
