import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { database } from '@/lib/server/database/db';
import { rememberedViewer } from '@/lib/server/people/remembered-viewer';
import { startSignIn } from '@/lib/server/people/sign-ins';
import { signOutEverywhere } from '@/lib/server/people/sign-out-everywhere';
import { viewerFromHeaders } from '@/lib/server/people/viewer';
import { killAll, run } from '../../support/commands';
import { onEveryDatabase } from '../../support/databases';
import { later, now, value } from '../../support/pairs';
import { headersWith, seedPerson, signInAs } from '../../support/people';
import { hearing } from '../../support/sign-ins';

vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough';
});

const soon = { timeout: 10_000 };

onEveryDatabase((kind, makeDatabase) => {
  let databaseUrl = '';
  beforeAll(async () => {
    databaseUrl = await makeDatabase();
    await hearing();
  });
  afterAll(killAll);

  const runCommand = async (...args: string[]) => {
    const command = run(['scripts/sign-out.ts', ...args], { DATABASE_URL: databaseUrl });
    return [await command.code, command.output().trim()];
  };

  it('ends all sign-ins of the person, of nobody else, and records it', async () => {
    const [ada, alan] = [await seedPerson('Ada'), await seedPerson('Alan')];
    const devices = [await signInAs(ada), await signInAs(ada)].map(({ cookie }) => headersWith(cookie));
    const other = headersWith((await signInAs(alan)).cookie);
    const typed = ` ${ada.email.toUpperCase()} `;
    expect(value(await signOutEverywhere(typed, now))).toEqual({ email: ada.email, ended: 2 });
    for (const headers of devices) expect(await viewerFromHeaders(headers, now)).toBeNull();
    expect(await viewerFromHeaders(other, now)).toMatchObject({ userId: alan.userId });
    expect(value(await signOutEverywhere(ada.email, now)).ended).toBe(0);
    const wanted = { subjectId: ada.userId, kind: 'sign-ins-ended' };
    expect(await database().auditRecord.findMany({ where: wanted })).toEqual([
      expect.objectContaining({ actorId: null, details: { signIns: 2 } }),
    ]);
  });

  it('does not count sign-ins that have run out', async () => {
    const ada = await seedPerson('Ada');
    await startSignIn(ada.userId, 'password', now);
    expect(value(await signOutEverywhere(ada.email, later(12 * 60))).ended).toBe(0);
  });

  it('says so where nobody has the e-mail', async () => {
    for (const email of ['nobody@people.test', 'no address']) {
      expect(await signOutEverywhere(email, now)).toMatchObject({ ok: false, code: 'not-found' });
    }
    expect(await runCommand('--email', 'nobody@people.test')).toEqual([
      1,
      'Nobody has an account with this e-mail. Please check it.',
    ]);
    expect(await runCommand('--mail', 'x')).toEqual([1, expect.stringContaining('Use: npm run sign-out')]);
  });

  it('ends them as a command beside a server, which hears of it', async () => {
    const ada = await seedPerson('Ada');
    const headers = headersWith((await signInAs(ada, new Date())).cookie);
    const at = new Date();
    expect(await rememberedViewer(headers, at)).not.toBeNull();
    expect(await runCommand('--email', ada.email)).toEqual([
      0,
      `Ended 1 sign-in of ${ada.email}. Open pages notice within seconds.`,
    ]);
    // On a file, the server does not hear the command; what it remembers is too old five seconds later.
    const asked = kind === 'sqlite' ? new Date(at.getTime() + 5_000) : at;
    await expect.poll(() => rememberedViewer(headers, asked), soon).toBeNull();
  });
});
