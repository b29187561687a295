/** Ends every sign-in of a person, on all devices, also beside a running server: `npm run sign-out -- --email E`. */
import { parseArgs } from 'node:util';
import { signOutEverywhere } from '../lib/server/people/sign-out-everywhere';
import { count } from '../lib/ui/count';
import { requireMigratedDatabase } from './database/require-migrated-database';
import { workOnDatabase } from './database/work-on-database';
import { withUsage } from './steps';

const usage = 'Use: npm run sign-out -- --email E';

async function run(): Promise<void> {
  const { email } = withUsage(usage, () => parseArgs({ options: { email: { type: 'string' } } }).values);
  if (!email) throw new Error(usage);
  await requireMigratedDatabase();
  const signedOut = await signOutEverywhere(email, new Date());
  if (!signedOut.ok) throw new Error(signedOut.message);
  const { ended, email: address } = signedOut.value;
  process.stdout.write(
    ended === 0
      ? `${address} was signed in nowhere.\n`
      : `Ended ${count(ended, 'sign-in', 'sign-ins')} of ${address}. Open pages notice within seconds.\n`,
  );
}

await workOnDatabase(run);
