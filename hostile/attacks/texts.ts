import { randomUUID } from 'node:crypto';
import { post } from '../../bench/live/client';
import { declaresTooMany, makeChance, mutate, toBase64, writeTogether } from '../../tests/support/text-edits';
import { type Attack, flood } from '../attack';

const longText = '1a';

/** Edits of texts that declare what they do not hold, and honest ones with bytes changed. */
export const texts: Attack = {
  shows: 'text edits that declare 2²⁵ entries, and mutated ones',
  expects: [200, 400, 409, 429],
  play({ student: { pairUrl, headers } }, force) {
    const chance = makeChance(7);
    const honest = writeTogether(chance, 40).map(({ edit }) => edit);
    const pick = () => honest[Math.floor(chance() * honest.length)] ?? declaresTooMany;
    return flood(4, force, async (turn) => {
      const isDeclared = turn % 2 === 0;
      const ops = Array.from({ length: isDeclared ? 64 : 1 }, () => ({
        opId: randomUUID(),
        path: longText,
        textUpdate: toBase64(isDeclared ? declaresTooMany : mutate(pick(), pick(), chance)),
      }));
      return (await post(`${pairUrl}/ops`, headers, JSON.stringify({ ops }))).status;
    });
  },
};
