import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { makeAdmission } from '@/lib/server/people/sign-in-admission';
import { makeWastedTurns } from '@/lib/server/people/wasted-turns';

const at = (source: string) => ({ account: '', source, isKnown: false });

/** An admission behind which 600 addresses wait that have guessed wrong, and how many of them have begun. */
function openFlooded() {
  const wasted = makeWastedTurns();
  const admission = makeAdmission(wasted, 2_000);
  let begun = 0;
  for (let bot = 0; bot < 600; bot += 1) {
    wasted.count(at(`bot ${bot}`));
    void admission.wait(at(`bot ${bot}`)).then(() => {
      begun += 1;
    });
  }
  return { admission, begun: () => begun };
}

it('begins one sign-in of 600 in each turn of the loop, so that others are answered between them', async () => {
  const { begun } = openFlooded();
  for (let turn = 0; turn < 10; turn += 1) await nextTurn();
  expect(begun()).toBeGreaterThan(3);
  expect(begun()).toBeLessThanOrEqual(11);
});

it('begins that of somebody who has not guessed wrong within a few turns', async () => {
  const { admission, begun } = openFlooded();
  expect(await admission.wait(at('home'))).toBe(true);
  expect(begun()).toBeLessThanOrEqual(4);
});

it('refuses what is one too many', async () => {
  const admission = makeAdmission(makeWastedTurns(), 2);
  const answers = await Promise.all(['a', 'b', 'c'].map((source) => admission.wait(at(source))));
  expect(answers.filter((isAdmitted) => !isAdmitted)).toHaveLength(1);
});
