import { randomUUID } from 'node:crypto';
import { post } from '../../bench/live/client';
import { calls, nowhere } from '../../tests/support/access';
import { type Attack, flood, type Target } from '../attack';

const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

function guess(turn: number): string {
  return Array.from({ length: 6 }, (_, place) => letters[Math.floor(turn / 29 ** place) % 29]).join('');
}

/** Codes of classes and of pairs, signed in and not. */
export const codes: Attack = {
  shows: 'guessed codes of classes, pairs and one-time links',
  expects: [200, 404, 429],
  play({ origin, student: { headers } }, force) {
    const stranger = { origin };
    const account = { name: 'Eve', email: 'eve@people.test', password: 'long enough, this' };
    const places = [
      (code: string) => post(`${origin}/api/enrollments`, headers, JSON.stringify({ code })),
      (code: string) => post(`${origin}/api/pair-sessions/join`, headers, JSON.stringify({ code })),
      (code: string) => post(`${origin}/api/accounts`, stranger, JSON.stringify({ ...account, code })),
      (code: string) =>
        post(`${origin}/api/passwords`, stranger, JSON.stringify({ code, password: account.password })),
      (code: string) => fetch(`${origin}/join/${code}`).then(answered),
      (code: string) => fetch(`${origin}/set-password/${code}`).then(answered),
    ];
    return flood(8, force, async (turn) => (await places[turn % places.length]?.(guess(turn)))?.status ?? 0);
  },
};

async function answered(answer: Response): Promise<{ status: number }> {
  await answer.body?.cancel();
  return answer;
}

/** What every call about somebody else's pair, class or submission is asked with. */
export const foreignIds: Attack = {
  shows: 'ids of others in every call that takes one',
  expects: [404, 429],
  play({ origin, student: { headers }, victimId, sectionId }, force) {
    const rows = Object.entries(calls).filter(([route]) => route.includes('{id}'));
    return flood(8, force, async (turn) => {
      const [route, { body, query }] = rows[turn % rows.length] ?? ['', { who: 'anybody', answers: [0] }];
      const [method = '', path = ''] = route.split(' ');
      const id = route.includes('/sections/')
        ? sectionId
        : route.includes('/submissions/{id}')
          ? randomUUID()
          : victimId;
      const url = `${origin}${path.replace('{id}', id)}${query ? `?${query(nowhere)}` : ''}`;
      if (method === 'post') return (await post(url, headers, JSON.stringify(body?.(nowhere) ?? {}))).status;
      return (await answered(await fetch(url, { headers }))).status;
    });
  },
};

/** Accounts by the dozen, made with the code of a class. */
export const accounts: Attack = {
  shows: 'new accounts without end, made with the code of a class',
  expects: [201, 429, 503],
  play({ origin, joinCode }, force) {
    return flood(4, force, async () => {
      const person = {
        code: joinCode,
        name: 'Eve',
        email: `${randomUUID()}@people.test`,
        password: 'owl table river',
      };
      return (await post(`${origin}/api/accounts`, { origin }, JSON.stringify(person))).status;
    });
  },
};

/** The heaviest answers that there are, eight at once. */
export const exports: Attack = {
  shows: 'results of a class, as a file, as JSON and as a page, eight at once by an instructor',
  expects: [200, 429, 503],
  play({ origin, instructor: { headers }, sectionId }: Target, force) {
    const places = ['/api/sections/ID/results.csv', '/api/sections/ID/results', '/sections/ID/results'];
    return flood(8, force, async (turn) => {
      const path = (places[turn % places.length] ?? '').replace('ID', sectionId);
      const answer = await fetch(origin + path, { headers });
      await answer.arrayBuffer();
      return answer.status;
    });
  },
};
