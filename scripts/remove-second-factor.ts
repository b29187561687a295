/**
 * Removes the second factor of a person who has lost the app and the recovery codes, and ends all their sign-ins:
 * `npm run remove-second-factor -- --email E`.
 */
import { parseArgs } from 'node:util';
import { removeSecondFactorOf } from '../lib/server/people/second-factor';
import { requireMigratedDatabase } from './database/require-migrated-database';
import { workOnDatabase } from './database/work-on-database';
import { withUsage } from './steps';

const usage = 'Use: npm run remove-second-factor -- --email E';

async function run(): Promise<void> {
  const { email } = withUsage(usage, () => parseArgs({ options: { email: { type: 'string' } } }).values);
  if (!email) throw new Error(usage);
  await requireMigratedDatabase();
  const removed = await removeSecondFactorOf(email, new Date());
  if (!removed.ok) throw new Error(removed.message);
  const { email: address, wasThere } = removed.value;
  process.stdout.write(
    wasThere
      ? `${address} signs in with the password alone now, and is signed out everywhere.\n`
      : `${address} has no second factor.\n`,
  );
}

await workOnDatabase(run);
