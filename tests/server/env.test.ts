import { describe, expect, test } from 'vitest';
import { databaseKindOf, readEnv, requireAuthSecret } from '@/lib/server/env';

describe('without any setting', () => {
  test('Duet serves this machine on port 3000 from a file below data/', () => {
    expect(readEnv({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: 'file:./data/duet.db',
      databaseKind: 'sqlite',
      authSecret: undefined,
      appUrl: undefined,
      demoPassword: undefined,
      logLevel: 'info',
      passwordCost: 'full',
      signInIdleMs: 7_200_000,
      roomMemoryBytes: 64_000_000,
    });
  });

  test('an empty setting counts as unset', () => {
    expect(readEnv({ PORT: '', APP_URL: '', AUTH_SECRET: '' })).toEqual(readEnv({}));
  });

  test('only serving needs the secret', () => {
    expect(() => requireAuthSecret(readEnv({}))).toThrow('AUTH_SECRET is not set');
    const secret = 'correct horse battery staple';
    expect(requireAuthSecret(readEnv({ AUTH_SECRET: secret }))).toBe(secret);
  });
});

describe('settings that are given', () => {
  test('are read in their own types', () => {
    const read = readEnv({
      PORT: '8080',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgresql://duet@db.example.org/duet',
      APP_URL: 'https://duet.example.org/',
      LOG_LEVEL: 'debug',
    });
    expect(read).toMatchObject({
      port: 8080,
      host: '0.0.0.0',
      databaseKind: 'postgresql',
      appUrl: 'https://duet.example.org',
      logLevel: 'debug',
    });
  });

  test.each([
    ['0', null],
    ['5', 300_000],
    ['720', 43_200_000],
  ])('%s minutes without use end a sign-in after so many milliseconds: %j', (minutes, signInIdleMs) => {
    expect(readEnv({ SIGN_IN_IDLE_MINUTES: minutes }).signInIdleMs).toBe(signInIdleMs);
  });

  test.each([
    [{ PORT: '80a' }, 'PORT must be a number'],
    [{ PORT: '65536' }, 'PORT must be at most 65535'],
    [{ DATABASE_URL: 'mysql://db/duet' }, 'DATABASE_URL must be file:PATH (SQLite) or postgresql://…'],
    [{ DATABASE_URL: 'file::memory:' }, 'DATABASE_URL must be'],
    [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET must have at least 16 characters'],
    [{ APP_URL: 'duet.example.org' }, 'APP_URL must be an address'],
    [{ APP_URL: 'https://example.org/duet' }, 'APP_URL must be an address'],
    [{ APP_URL: 'javascript:alert(1)' }, 'APP_URL must be an address'],
    [{ SIGN_IN_IDLE_MINUTES: 'long' }, 'SIGN_IN_IDLE_MINUTES must be a number'],
    [{ SIGN_IN_IDLE_MINUTES: '4' }, 'SIGN_IN_IDLE_MINUTES must be from 5 to 720, or 0 for no such end'],
    [{ SIGN_IN_IDLE_MINUTES: '721' }, 'SIGN_IN_IDLE_MINUTES must be from 5 to 720'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of debug, info, warn, error, silent'],
  ])('%o are refused with a sentence', (source, sentence) => {
    expect(() => readEnv(source)).toThrow(sentence);
  });

  test('all wrong ones are named at once, none with its value', () => {
    const read = () => readEnv({ PORT: 'x', AUTH_SECRET: 'hunter2', LOG_LEVEL: 'loud' });
    expect(read).toThrow(/PORT.*AUTH_SECRET.*LOG_LEVEL/s);
    expect(read).not.toThrow('hunter2');
  });
});

describe('passwords that are easy to guess', () => {
  test.each([undefined, '', 'production', 'development'])('are refused where NODE_ENV is %j', (NODE_ENV) => {
    expect(() => readEnv({ PASSWORD_COST: 'low', NODE_ENV })).toThrow('PASSWORD_COST must be full');
  });

  test('are allowed in tests, which have to ask for them', () => {
    expect(readEnv({ PASSWORD_COST: 'low', NODE_ENV: 'test' }).passwordCost).toBe('low');
    expect(readEnv({ NODE_ENV: 'test' }).passwordCost).toBe('full');
  });
});

test.each([
  ['file:./data/duet.db', 'sqlite'],
  ['file:///srv/duet.db', 'sqlite'],
  ['postgres://localhost/duet', 'postgresql'],
  ['postgresql://localhost/duet', 'postgresql'],
])('the database at %s is of kind %s', (url, kind) => {
  expect(databaseKindOf(url)).toBe(kind);
});
