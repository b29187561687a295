import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import packageJson from '../../package.json';
import { killAll, run } from '../support/commands';
import { onEveryDatabase } from '../support/databases';

const slowestMs = 40_000;
const backup = 'FILE';

interface Command {
  /** The script of package.json that it is, or is a step of. */
  script: string;
  args: string[];
  code?: number;
}

/** Every command that works on a database and then ends, in an order in which each finds what it needs. */
const commands: Command[] = [
  { script: 'migrate', args: ['scripts/database/migrate.ts'] },
  { script: 'restore', args: ['scripts/database/restore.ts', 'no-such-file'], code: 1 },
  { script: 'demo', args: ['scripts/seed-demo.ts'] },
  { script: 'instructor', args: ['scripts/instructor.ts', '--email', 'new@demo.test', '--name', 'Newton'] },
  // Somebody with sign-ins, which a server would be told have ended.
  { script: 'instructor', args: ['scripts/instructor.ts', '--email', 'ada@demo.test', '--name', 'Ada'] },
  { script: 'password-link', args: ['scripts/password-link.ts', '--email', 'ada@demo.test'] },
  { script: 'password-link', args: ['scripts/password-link.ts', '--email', 'nobody@demo.test'], code: 1 },
  { script: 'sign-out', args: ['scripts/sign-out.ts', '--email', 'alan@demo.test'] },
  { script: 'sign-out', args: ['scripts/sign-out.ts', '--email', 'nobody@demo.test'], code: 1 },
  { script: 'remove-second-factor', args: ['scripts/remove-second-factor.ts', '--email', 'grace@demo.test'] },
  {
    script: 'remove-second-factor',
    args: ['scripts/remove-second-factor.ts', '--email', 'nobody@demo.test'],
    code: 1,
  },
  { script: 'backup', args: ['scripts/database/backup.ts', backup] },
  { script: 'backup', args: ['scripts/database/backup.ts', '/no/such/folder/file'], code: 1 },
];

/** Commands that serve until somebody stops them, or never meet a database of people. */
const others = [
  ...['dev', 'start', 'preview'],
  ...['build', 'test', 'check', 'grade', 'bench', 'generate', 'draft-migration', 'format', 'lint', 'types'],
  ...['unused', 'sentences', 'hostile', 'train-tiny', 'try-rubric'],
];

it('looks at every command', () => {
  const known = new Set([...commands.map(({ script }) => script), ...others]);
  expect([...known].sort()).toEqual(Object.keys(packageJson.scripts).sort());
});

onEveryDatabase((_kind, _makeDatabase, makeEmptyDatabase) => {
  const env = { DEMO_PASSWORD: 'a password for the demo', LOG_LEVEL: 'error', DATABASE_URL: '' };
  let folder = '';
  const runHere = ({ args }: Pick<Command, 'args'>) =>
    run(
      args.map((arg) => arg.replace(/^FILE/, join(folder, 'backup'))),
      env,
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duet-commands-'));
    env.DATABASE_URL = await makeEmptyDatabase();
  });
  afterAll(() => {
    killAll();
    rmSync(folder, { recursive: true });
  });

  it.each(commands)('ends by itself: $args', { timeout: slowestMs }, async (command) => {
    const ran = runHere(command);
    expect([await ran.code, ran.output()]).toEqual([command.code ?? 0, expect.any(String)]);
  });

  it('ends by itself: the restoring of a backup', { timeout: slowestMs }, async () => {
    env.DATABASE_URL = await makeEmptyDatabase();
    const ran = runHere({ args: ['scripts/database/restore.ts', backup] });
    expect([await ran.code, ran.output()]).toEqual([0, expect.stringContaining('Restored')]);
  });

  it('ends with one sentence where its database is away', { timeout: slowestMs }, async () => {
    env.DATABASE_URL = 'postgresql://postgres@127.0.0.1:1/nowhere';
    const ran = runHere({ args: ['scripts/database/backup.ts', `${backup}-of-nothing`] });
    expect([await ran.code, ran.output()]).toEqual([1, expect.stringContaining('does not answer')]);
  });
});
