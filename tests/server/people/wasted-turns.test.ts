import { expect, it } from 'vitest';
import { makeWastedTurns } from '@/lib/server/people/wasted-turns';

const minute = 60_000;
const at = (source: string, network?: string) => ({
  account: 'ada',
  source,
  isKnown: false,
  ...(network !== undefined && { network }),
});

it('counts the turns of a source until they are forgiven, and an earlier one with each', () => {
  const wasted = makeWastedTurns();
  const school = at('school');
  for (let turn = 0; turn < 6; turn += 1) wasted.count(school, 0);
  expect(wasted.of(school, 0)).toBe(6);
  expect(wasted.of(at('home'), 0)).toBe(0);
  wasted.forgive(school, 0);
  expect(wasted.of(school, 0)).toBe(4);
  for (let turn = 0; turn < 9; turn += 1) wasted.forgive(school, 0);
  expect(wasted.of(school, 0)).toBe(0);
});

it('forgets half of them in ten minutes, and all of any number in an hour and a half', () => {
  const wasted = makeWastedTurns();
  const bot = at('bot');
  for (let turn = 0; turn < 8; turn += 1) wasted.count(bot, 0);
  expect(wasted.of(bot, 10 * minute)).toBe(4);
  for (let turn = 0; turn < 10_000; turn += 1) wasted.count(bot, 0);
  expect(wasted.of(bot, 90 * minute)).toBe(0);
});

it('counts those of a wider network for each address in it by an eighth', () => {
  const wasted = makeWastedTurns();
  for (let turn = 0; turn < 80; turn += 1) wasted.count(at(`bot ${turn}`, 'wide'), 0);
  expect(wasted.of(at('newcomer', 'wide'), 0)).toBe(10);
  expect(wasted.of(at('newcomer', 'other'), 0)).toBe(0);
});
