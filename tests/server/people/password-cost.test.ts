import { afterEach, expect, test, vi } from 'vitest';
import { ok } from '@/lib/server/result';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

test('outside of tests a password costs an attacker 19 MiB and two passes for each guess', async () => {
  vi.stubEnv('PASSWORD_COST', undefined);
  vi.resetModules();
  const { checkPassword, hashPassword } = await import('@/lib/server/people/passwords');
  const turn = { account: 'ada@people.test', source: 'tests', isKnown: false };
  const hashed = await hashPassword('a long enough password', turn);
  const hash = hashed.ok ? hashed.value : '';
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  const check = (of: string | null) => checkPassword('a long enough password', turn, async () => ok(of));
  expect(await check(hash)).toEqual({ ok: true, value: true });
  expect(await check(null)).toEqual({ ok: true, value: false });
});
