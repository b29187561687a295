import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

test('outside of tests a password costs an attacker 19 MiB and two passes for each guess', async () => {
  vi.stubEnv('PASSWORD_COST', undefined);
  vi.resetModules();
  const { checkPassword, hashPassword } = await import('@/lib/server/people/passwords');
  const hash = await hashPassword('a long enough password');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await checkPassword(hash, 'a long enough password', () => true)).toBe(true);
  expect(await checkPassword(null, 'a long enough password', () => true)).toBe(false);
});
