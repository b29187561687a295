import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/lib/server/database/db';
import { actions, calls, isIn, type Place, pages, roles, seedPlace } from '../support/access';
import { call, fingerprint, routesOfApp } from '../support/api-calls';
import { root } from '../support/bundle';
import { onEveryDatabase } from '../support/databases';

/** The address of a call about what a place has; ids of paths name a pair session, a section or a submission. */
function addressOf(route: string, place: Place): string {
  const id = route.includes('/sections/')
    ? place.sectionId
    : route.includes('/submissions/{id}')
      ? place.submissionId
      : place.pairSessionId;
  const query = calls[route]?.query?.(place);
  return route.replace('{id}', id) + (query ? `?${query}` : '');
}

/** What nobody may change who is not let in. */
async function storedState() {
  const order = { id: 'asc' } as const;
  const db = database();
  return {
    pairs: await db.pairSession.findMany({ select: { id: true, seq: true, version: true }, orderBy: order }),
    seats: await db.seat.findMany({ select: { id: true, activeUserId: true }, orderBy: order }),
    enrollments: await db.enrollment.findMany({ orderBy: order }),
    overrides: await db.override.count(),
    users: await db.user.count(),
    signIns: await db.signIn.count({ where: { endedAt: null } }),
  };
}

describe('the table of calls', () => {
  it('has a row for every call that there is, and no other', () => {
    expect(Object.keys(calls).sort()).toEqual(routesOfApp().sort());
  });
});

describe('docs/security.md', () => {
  // The formatter pads the columns of tables.
  const text = readFileSync(join(root, 'docs/security.md'), 'utf8').replace(/ {2,}\|/g, ' |');

  it('says of every call, page and action who may do it', () => {
    const tables = { ...calls, ...pages, ...actions };
    const rows = Object.entries(tables).map(([name, { who }]) => `| \`${name}\` | ${who} |`);
    const said = text.split('\n').filter((line) => /^\| `(get|post|\/|app\/)[^|]*` \|/.test(line));
    expect(said.sort()).toEqual(rows.sort());
  });

  it('names files that there are', () => {
    const named = [...text.matchAll(/`((?:tests|e2e|hostile|lib)\/[^`]+)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(async () => {
    await makeDatabase();
  });

  it.each(Object.entries(calls))('%s lets in whom the table names, and nobody else', async (route, row) => {
    const place = await seedPlace();
    const address = addressOf(route, place);
    const before = await storedState();
    for (const role of roles.filter((one) => !isIn(one, row.who))) {
      const cookie = place.cookies[role];
      const answer = await call(address, { body: row.body?.(place), cookie });
      // What belongs to others looks, byte for byte, like what does not exist.
      const missing = await call('get /api/no-such-thing', { cookie });
      expect([role, await fingerprint(answer)]).toEqual([role, await fingerprint(missing)]);
      expect([role, missing.status]).toEqual([role, isIn(role, 'signed in') ? 404 : 401]);
    }
    expect(await storedState()).toEqual(before);
    const [status, code] = row.answers;
    for (const role of roles.filter((one) => isIn(one, row.who))) {
      const answer = await call(address, { body: row.body?.(place), cookie: place.cookies[role] });
      expect([role, answer.status]).toEqual([role, status]);
      if (code !== undefined) expect([role, await answer.json()]).toMatchObject([role, { code }]);
      else await answer.body?.cancel();
    }
  });
});
