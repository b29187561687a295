import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDatabase, useDatabase } from '@/lib/server/database/db';
import { migrateDatabase } from '@/lib/server/database/migrate';
import { closeBus } from '@/lib/server/live/shared-bus';
import { buildFolder } from '@/scripts/built';
import { actions, type Group, isIn, type Place, pages, type Role, roles, seedPlace } from '../support/access';
import { root } from '../support/bundle';
import { killAll, serve } from '../support/commands';
import { makeSqliteFolder } from '../support/database-servers';
import { publishedSlug } from '../support/worksheet';

interface ServerReferences {
  node: Record<string, { filename: string; exportedName: string }>;
}

const nobodysId = 'a'.repeat(26);
let folder = '';
let origin = '';
let place: Place;

beforeAll(async () => {
  const made = await makeSqliteFolder();
  folder = made.folder;
  await migrateDatabase(made.url);
  await useDatabase(made.url);
  place = await seedPlace();
  await closeBus();
  await closeDatabase();
  const { port } = await serve({ DATABASE_URL: made.url });
  origin = `http://127.0.0.1:${port}`;
}, 120_000);
afterAll(() => {
  killAll();
  rmSync(folder, { recursive: true });
});

function pagesOfApp(): string[] {
  return readdirSync(join(root, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)page\.tsx$/.test(path))
    .map((path) => `/${path}`.replace(/\/page\.tsx$/, '').replace(/\/\([^)]*\)/g, '') || '/');
}

function actionsOfBuild(): Map<string, string> {
  const manifest = join(root, buildFolder(), 'server/server-reference-manifest.json');
  const { node } = JSON.parse(readFileSync(manifest, 'utf8')) as ServerReferences;
  return new Map(
    Object.entries(node).map(([id, { filename, exportedName }]) => [`${filename} ${exportedName}`, id]),
  );
}

function get(address: string, cookie: string | undefined): Promise<Response> {
  return fetch(origin + address, { redirect: 'manual', headers: cookie ? { cookie } : {} });
}

function ownAddress(page: string): string {
  const id = page.startsWith('/pair-sessions') ? place.pairSessionId : place.sectionId;
  return page
    .replace('[id]', id)
    .replace('[pairSessionId]', place.pairSessionId)
    .replace('[partId]', '1b')
    .replace('[code]', 'ZZZZZZ')
    .replace('[slug]', publishedSlug);
}

/** An answer as a browser gets it, with the ids of the address, and what is of one request alone, replaced. */
async function fingerprint(answer: Response) {
  const policy = answer.headers.get('content-security-policy') ?? '';
  const nonces = [...policy.matchAll(/'nonce-([^']+)'/g)].map(([, nonce = '']) => nonce);
  const withoutIds = (text: string) =>
    [place.sectionId, place.pairSessionId, nobodysId, ...nonces].reduce(
      (rest, id) => rest.replaceAll(id, 'ID'),
      text,
    );
  const ofTheAnswer = ['date', 'content-length', 'etag', 'x-request-id'];
  const headers = [...answer.headers]
    .filter(([name]) => !ofTheAnswer.includes(name))
    .map(([name, value]) => [name, withoutIds(value)]);
  return { status: answer.status, headers, body: withoutIds(await answer.text()) };
}

async function expectMissing(address: string, role: Role): Promise<void> {
  const missing = address.replaceAll(place.sectionId, nobodysId).replaceAll(place.pairSessionId, nobodysId);
  const cookie = place.cookies[role];
  // Which style sheets the header for early loading names depends on how far a busy server has got, so two answers may
  // differ for once; what depended on the id would differ every time.
  await vi.waitFor(
    async () => {
      const one = await fingerprint(await get(address, cookie));
      expect([role, one]).toEqual([role, await fingerprint(await get(missing, cookie))]);
      expect([role, one]).toMatchObject([
        role,
        { status: 404, body: expect.stringContaining('nothing here') },
      ]);
    },
    { timeout: 20_000 },
  );
}

describe('the table of pages and actions', () => {
  it('has a row for every page that there is, and no other', () => {
    expect(Object.keys(pages).sort()).toEqual(pagesOfApp().sort());
  });

  it('has a row for every server action that there is, and no other', () => {
    expect(Object.keys(actions).sort()).toEqual([...actionsOfBuild().keys()].sort());
  });
});

describe.each(Object.entries(pages))('the page %s', (page, { who, leadsTo }) => {
  it('is shown to whom the table names, and to nobody else', async () => {
    const address = ownAddress(page);
    for (const role of roles) {
      const { status, headers } = await get(address, place.cookies[role]);
      const next = headers.get('location');
      if (isIn(role, who)) {
        const led = leadsTo && isIn(role, leadsTo.who) ? leadsTo.path : null;
        expect([role, status, next]).toEqual([role, led === null ? 200 : 307, led]);
      } else if (isIn(role, 'signed in')) {
        await expectMissing(address, role);
      } else {
        expect([role, status, next]).toEqual([role, 307, `/sign-in?next=${encodeURIComponent(address)}`]);
      }
    }
  });
});

/** Calls a server action as a form of its page does. */
async function act(id: string, fields: Readonly<Record<string, string>>, role: Role) {
  const body = new FormData();
  // How React encodes one argument that is a form.
  for (const [name, text] of Object.entries(fields)) body.set(`_1_${name}`, text);
  body.set('0', '["$K1"]');
  const cookie = place.cookies[role];
  const answer = await fetch(`${origin}/sections/new`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, 'next-action': id, accept: 'text/x-component', ...(cookie && { cookie }) },
    body,
  });
  return { headers: answer.headers, text: await answer.text() };
}

const inOrder = (who: Group) => [
  ...roles.filter((role) => !isIn(role, who)),
  ...roles.filter((role) => isIn(role, who)),
];

describe.each(Object.entries(actions))('the action %s', (name, { who, fields, answers }) => {
  it('works for whom the table names, and for nobody else', async () => {
    const id = actionsOfBuild().get(name) ?? '';
    for (const role of inOrder(who)) {
      const { headers, text } = await act(id, fields(place), role);
      const leadsTo = headers.get('x-action-redirect') ?? headers.get('location') ?? '';
      const isSignedIn = isIn(role, 'signed in');
      const said = isIn(role, who)
        ? answers
        : isSignedIn
          ? /"problem":"There is nothing here\."/
          : /\/sign-in\?/;
      expect([role, `${leadsTo}\n${text}`]).toEqual([role, expect.stringMatching(said)]);
    }
  });
});

it.each(['/pair-sessions/%00', "/sections/'", '/sections/%00/results', '/join/%00'])(
  'answers %s without failing',
  async (address) => {
    expect((await get(address, place.cookies.member)).status).toBeLessThan(500);
  },
);
