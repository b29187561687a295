import { expect, it } from 'vitest';
import type { EndedSignIns } from '@/lib/server/live/bus';
import type { ProvedViewer } from '@/lib/server/people/viewer';
import { makeViewerMemory } from '@/lib/server/people/viewer-memory';

const at = (ms: number) => new Date(1_772_445_600_000 + ms);
const tomorrow = at(24 * 3_600_000);

function proved(expiresAt = tomorrow): ProvedViewer {
  const seats = [{ seatId: 'seat of alan', userId: 'alan', signInId: 'at the screen of ada' }];
  const viewer = { userId: 'ada', name: 'Ada', email: 'ada@people.test', signInId: 'sign-in of ada', seats };
  return { viewer, expiresAt, signInIds: ['sign-in of ada', 'at the screen of ada'], lastUsedAt: at(0) };
}

/** A memory that counts how often it lets read. */
function countingMemory() {
  const memory = makeViewerMemory();
  let reads = 0;
  const ask = (cookie: string, ms: number, answer: ProvedViewer | null = proved()) =>
    memory.viewerOf(cookie, at(ms), async () => {
      reads += 1;
      return answer;
    });
  return { memory, ask, reads: () => reads };
}

it('remembers who sent a cookie for less than five seconds after it was read', async () => {
  const { ask, reads } = countingMemory();
  const first = await ask('a', 0);
  expect(first).toEqual(proved());
  for (const ms of [1, 2_500, 4_999]) expect(await ask('a', ms)).toBe(first);
  expect(reads()).toBe(1);
  await ask('a', 5_000);
  expect(reads()).toBe(2);
  await ask('a', 9_999);
  expect(reads()).toBe(2);
  await ask('another', 9_999);
  expect(reads()).toBe(3);
});

it('does not remember beyond the first of the sign-ins that runs out, nor when the clock is set back', async () => {
  const { ask, reads } = countingMemory();
  await ask('a', 0, proved(at(1_000)));
  await ask('a', 999);
  expect(reads()).toBe(1);
  await ask('a', 1_000);
  expect(reads()).toBe(2);
  await ask('a', 400);
  expect(reads()).toBe(3);
});

it('remembers nobody to be nobody', async () => {
  const { memory, ask, reads } = countingMemory();
  expect(await ask('a', 0, null)).toBeNull();
  expect(await ask('a', 0)).not.toBeNull();
  expect(reads()).toBe(2);
  expect(memory.size).toBe(1);
});

it('holds ten thousand at most, of which the oldest go first', async () => {
  const { memory, ask, reads } = countingMemory();
  for (let index = 0; index < 10_001; index += 1) await ask(`cookie ${index}`, 0);
  expect(memory.size).toBe(10_000);
  await ask('cookie 1', 0);
  expect(reads()).toBe(10_001);
  await ask('cookie 0', 0);
  expect(reads()).toBe(10_002);
});

it('drops what is too old when something new comes', async () => {
  const { memory, ask } = countingMemory();
  for (let index = 0; index < 20; index += 1) await ask(`cookie ${index}`, index);
  await ask('new', 5_009);
  expect(memory.size).toBe(11);
});

it('remembers no header over four kilobytes', async () => {
  const { ask, reads } = countingMemory();
  for (const length of [4_096, 4_096, 4_097, 4_097]) await ask('x'.repeat(length), 0);
  expect(reads()).toBe(3);
});

const ends: [string, EndedSignIns][] = [
  ['the sign-in', { signInIds: ['another', 'sign-in of ada'] }],
  ['every sign-in of the person', { userId: 'ada' }],
  ['the sign-in of a seat', { signInIds: ['at the screen of ada'] }],
  ['every sign-in of a person in a seat', { userId: 'alan' }],
  ['nobody knows which', 'unknown'],
];

it.each(ends)('forgets when it hears that sign-ins have ended: %s', async (_which, ended) => {
  const { memory, ask, reads } = countingMemory();
  await ask('a', 0);
  memory.forget({ signInIds: ['another'] });
  memory.forget({ userId: 'another' });
  await ask('a', 0);
  expect(reads()).toBe(1);
  memory.forget(ended);
  expect(memory.size).toBe(0);
  expect(await ask('a', 0, null)).toBeNull();
});

it.each(ends)('does not remember what was being read when it heard of an end: %s', async (_which, ended) => {
  const { memory, ask, reads } = countingMemory();
  const read = async () => {
    memory.forget(ended);
    return proved();
  };
  expect(await memory.viewerOf('a', at(0), read)).not.toBeNull();
  expect(memory.size).toBe(0);
  expect(await ask('a', 0, null)).toBeNull();
  expect(reads()).toBe(1);
});
