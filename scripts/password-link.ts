/** Prints a link with which somebody who has an account sets a new password, once: `npm run password-link -- --email E`. */
import { parseArgs } from 'node:util';
import { makeOneTimeCodeFor } from '../lib/server/people/one-time-codes';
import { requireMigratedDatabase } from './database/require-migrated-database';
import { workOnDatabase } from './database/work-on-database';
import { passwordLinkLines } from './password-link-lines';
import { withUsage } from './steps';

const usage = 'Use: npm run password-link -- --email E';

async function run(): Promise<void> {
  const { email } = withUsage(usage, () => parseArgs({ options: { email: { type: 'string' } } }).values);
  if (!email) throw new Error(usage);
  await requireMigratedDatabase();
  const made = await makeOneTimeCodeFor(email, new Date());
  if (!made.ok) throw new Error(made.message);
  process.stdout.write(`${passwordLinkLines(made.value.code).join('\n')}\n`);
}

await workOnDatabase(run);
