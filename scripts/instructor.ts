/**
 * Makes an instructor with a section and prints a one-time link to set the password:
 * `npm run instructor -- --email E --name N [--course C] [--section S]`. The person teaches once the link is used. For
 * somebody who teaches already it prints a new link.
 */
import { parseArgs } from 'node:util';
import { hasHiddenCharacter } from '../lib/reading/shown-text';
import { type MadeInstructor, makeInstructor } from '../lib/server/classes/make-instructor';
import { requireMigratedDatabase } from './database/require-migrated-database';
import { workOnDatabase } from './database/work-on-database';
import { commandOrigin, passwordLinkLines } from './password-link-lines';
import { withUsage } from './steps';

const usage = 'Use: npm run instructor -- --email E --name N [--course C] [--section S]';

function readArguments() {
  const text = { type: 'string' } as const;
  const options = { email: text, name: text, course: text, section: text };
  return withUsage(usage, () => parseArgs({ options }).values);
}

/** A name that others chose, without characters that a terminal would obey. */
function printable(name: string): string {
  return Array.from(name, (character) => (hasHiddenCharacter(character) ? '\ufffd' : character)).join('');
}

/** Whose account it is. */
function about({ account, name, registeredAt }: MadeInstructor, email: string): string[] {
  const who = printable(name);
  if (account === 'new') return [`${who} has an account now, and teaches once the link below is used.`];
  if (account === 'teaches') return [`${email} teaches already, as “${who}”.`];
  return [
    `Somebody had an account with ${email} already: registered as “${who}” on ${registeredAt.toISOString().slice(0, 10)}.`,
    'Anybody could register it, so its password is void now and everybody in it is signed out.',
    'It teaches once the link below is used: give the link to nobody but the owner of the address.',
  ];
}

async function run(): Promise<void> {
  const { email, name, course = 'My course', section = 'My section' } = readArguments();
  if (!email || !name) throw new Error(usage);
  await requireMigratedDatabase();
  const made = await makeInstructor({ email, name, course, section }, new Date());
  if (!made.ok) throw new Error(made.message);
  const { code, sectionId } = made.value;
  process.stdout.write(
    [
      ...about(made.value, email),
      ...passwordLinkLines(code),
      `The section: ${commandOrigin()}/sections/${sectionId}/manage`,
      '',
    ].join('\n'),
  );
}

await workOnDatabase(run);
