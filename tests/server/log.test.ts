import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runAsRequest } from '@/lib/server/request-context';
import { safeFields, safeText } from '@/lib/server/safe-fields';
import { bundle, root } from '../support/bundle';

const secrets = {
  email: 'ada.lovelace@people.test',
  escaped: 'ada%40people.test',
  code: 'K7QX2M',
  link: '9xYwVuTsRqPo',
  token: `eyJhbGciOiJkaXIi.${'a'.repeat(30)}.${'b'.repeat(20)}`,
  hash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g',
  password: 'correct horse battery',
};

describe('what the log writes of texts', () => {
  it.each([
    [`mail to ${secrets.email} failed`, 'mail to [e-mail] failed'],
    [`?email=${secrets.escaped}`, '?email=[e-mail]'],
    [`GET /join/${secrets.code}?x=1`, 'GET /join/[code]?x=1'],
    [`/pair-sessions/join/${secrets.code}`, '/pair-sessions/join/[code]'],
    [`http://h/set-password/${secrets.link}`, 'http://h/set-password/[code]'],
    [`cookie next-auth.session-token=${secrets.token}; a`, 'cookie next-auth.session-token=[token]; a'],
    [`hash ${secrets.hash}`, 'hash [hash]'],
    ['postgresql://duet:s3cret@db.example.org/duet', 'postgresql://[hidden]@db.example.org/duet'],
    ['at /x/node_modules/@prisma/client/a.js:1:2', 'at /x/node_modules/@prisma/client/a.js:1:2'],
  ])('%s', (text, safe) => {
    expect(safeText(text)).toBe(safe);
  });

  it('is nothing of secrets in fields, errors and their causes', () => {
    const cause = new Error(`of ${secrets.email}`);
    const error = Object.assign(new Error(secrets.token, { cause }), { code: 'P2002' });
    const { password, email, token, hash } = secrets;
    const fields = { error, body: { password, email, list: [token, { passwordHash: hash, cookie: 'a=b' }] } };
    const text = JSON.stringify(safeFields(fields));
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
    expect(text).not.toContain('a=b');
    expect(safeFields(fields)).toMatchObject({
      error: { name: 'Error', code: 'P2002', cause: { name: 'Error' } },
    });
  });

  it('ends, whatever refers to itself', () => {
    const round: Record<string, unknown> = { name: 'round' };
    round.self = round;
    expect(JSON.stringify(safeFields(round))).toContain('[deeper]');
  });
});

/** The lines that a program of these statements logs, in a process of its own. */
async function linesOf(
  statements: string,
  env: Record<string, string> = {},
): Promise<Record<string, unknown>[]> {
  const program = await bundle('tests/support/log-lines.ts');
  const path = join(root, 'node_modules/.cache/duet', `log-statements-${process.pid}.mjs`);
  writeFileSync(path, `import ${JSON.stringify(program)};\n${statements}`);
  const output = execFileSync('sh', ['-c', `"${process.execPath}" "${path}" 2>&1 >/dev/null`], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

describe('the log', () => {
  it('is one line of JSON for each event on standard error, whatever the texts hold', async () => {
    const forged = `x\n{"level":"error","event":"forged"}\r\n\u2028\u001b[2J`;
    const lines = await linesOf(`
      const forged = ${JSON.stringify(forged)};
      logConsole();
      log.info(forged, { text: forged });
      console.error('[next-auth][error]', forged, new Error(forged));
      console.log('%s and %o', forged, { forged });
      process.emitWarning(forged);
      await new Promise((resolve) => setImmediate(resolve));
    `);
    expect(lines.map(({ level, event }) => [level, event])).toEqual([
      ['info', forged],
      ['error', 'console'],
      ['info', 'console'],
      ['warn', 'process warning'],
    ]);
    for (const { at } of lines) expect(new Date(String(at)).getTime()).toBeGreaterThan(0);
    expect(lines[1]).toMatchObject({ error: { name: 'Error', message: forged } });
  });

  it('names the request that a line is about, also after it has waited', async () => {
    const lines = await linesOf(`
      const answer = async (n) => { await null; log.warn('late', { n }); };
      await Promise.all([runAsRequest('first', () => answer(1)), runAsRequest('second', () => answer(2))]);
      log.warn('outside');
    `);
    expect(lines).toMatchObject([
      { n: 1, request: 'first' },
      { n: 2, request: 'second' },
      { event: 'outside' },
    ]);
    expect(lines[2]).not.toHaveProperty('request');
    expect(runAsRequest('mine', () => 1)).toBe(1);
  });

  it.each([
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['silent', []],
  ])('begins at LOG_LEVEL=%s', async (level, levels) => {
    const statements = ['debug', 'info', 'warn', 'error'].map((one) => `log.${one}('event');`).join('\n');
    const lines = await linesOf(statements, { LOG_LEVEL: level });
    expect(lines.map((line) => line.level)).toEqual(levels);
  });
});
