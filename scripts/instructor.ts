/**
 * Makes an instructor with a section and prints a one-time link to set the password:
 * `npm run instructor -- --email E --name N [--course C] [--section S]`. For somebody who teaches already it prints a
 * new link.
 */
import { parseArgs } from 'node:util';
import { makeInstructor } from '../lib/server/classes/make-instructor';
import { closeDatabase } from '../lib/server/database/db';
import { pendingMigrations } from '../lib/server/database/migrate';
import { env } from '../lib/server/env';
import { ONE_TIME_CODE_HOURS } from '../lib/server/people/one-time-codes';

const usage = 'Use: npm run instructor -- --email E --name N [--course C] [--section S]';

function readArguments() {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ options: { email: text, name: text, course: text, section: text } }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

async function run(): Promise<void> {
  const { email, name, course = 'My course', section = 'My section' } = readArguments();
  if (!email || !name) throw new Error(usage);
  if ((await pendingMigrations(env.databaseUrl)).length > 0) {
    throw new Error('The database is not up to date. Run "npm run migrate" first.');
  }
  const made = await makeInstructor({ email, name, course, section }, new Date());
  if (!made.ok) throw new Error(made.message);
  const { code, isNew, sectionId } = made.value;
  const origin = env.appUrl ?? `http://localhost:${env.port}`;
  process.stdout.write(
    [
      isNew ? `${name} has an account and a section now.` : `${email} had an account already.`,
      `Set the password here, once, within ${ONE_TIME_CODE_HOURS} hours:`,
      `  ${origin}/set-password/${code}`,
      `The section: ${origin}/sections/${sectionId}/manage`,
      '',
    ].join('\n'),
  );
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
