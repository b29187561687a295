import { randomUUID } from 'node:crypto';
import { post } from '../../bench/live/client';
import { type Attack, flood, type Target } from '../attack';

type Op = { path: string; base: number; value: unknown };

function send({ pairUrl, headers }: Target['student'], ops: readonly Op[]): Promise<number> {
  const withIds = ops.map((op) => ({ opId: randomUUID(), ...op }));
  return post(`${pairUrl}/ops`, headers, JSON.stringify({ ops: withIds })).then(({ status }) => status);
}

/** Values for fields that an exploration never declared. */
export const fields: Attack = {
  shows: 'made-up fields of explorations, 20,000 characters each',
  expects: [400, 429],
  play({ student }, force) {
    return flood(4, force, (turn) =>
      send(student, [{ path: `1:temperature-lab/f${turn}`, base: 0, value: 'x'.repeat(20_000) }]),
    );
  },
};

const cells = Array.from({ length: 256 }, (_, index) => `2a/${(index >> 3) % 8}/${index % 8}`);

/** As many edits as a request takes, most of them on old versions, whose answers carry long texts. */
export const ops: Attack = {
  shows: '256 edits a request, accepted and on old versions, and whole texts of 4,000 characters',
  expects: [200, 409, 429],
  play({ student }, force) {
    const requests = [
      () => cells.map((path, index) => ({ path, base: index >> 6, value: `1/${(index % 9) + 1}` })),
      () => [{ path: '1a', base: 0, value: 'word '.repeat(800) }],
      () => cells.map(() => ({ path: '1a', base: 0, value: 'late' })),
    ];
    return flood(4, force, (turn) => send(student, requests[turn % requests.length]?.() ?? []));
  },
};

const longNumber = `0.${'3'.repeat(40)}`;

/** Whole matrices of long numbers, each another one, as fast as they are graded. */
export const submissions: Attack = {
  shows: 'submissions of 8×8 matrices of long numbers, ten at once',
  expects: [200, 429],
  play({ student: { pairUrl, headers } }, force) {
    return flood(10, force, async (turn) => {
      const response = Array.from({ length: 8 }, (_, row) =>
        Array.from({ length: 8 }, (_, column) => `${longNumber}${turn * 64 + row * 8 + column}`),
      );
      const body = JSON.stringify({ partId: '2a', response, token: randomUUID() });
      return (await post(`${pairUrl}/submissions`, headers, body)).status;
    });
  },
};

const nested = 30_000;

/** Lists in lists in lists. */
export const depth: Attack = {
  shows: 'JSON nested 30,000 levels deep',
  expects: [400, 429],
  play({ student: { pairUrl, headers } }, force) {
    const deep = '['.repeat(nested) + ']'.repeat(nested);
    const bodies = [
      ['ops', `{"ops":[{"opId":"deep","path":"1a","base":0,"value":${deep}}]}`],
      ['submissions', `{"partId":"2a","token":"deep","response":${deep}}`],
    ] as const;
    return flood(4, force, async (turn) => {
      const [resource, body] = bodies[turn % 2 === 0 ? 0 : 1];
      return (await post(`${pairUrl}/${resource}`, headers, body)).status;
    });
  },
};
