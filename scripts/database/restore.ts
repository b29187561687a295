import { ensureClients } from '../build';
import { stopWith } from '../steps';
import { describeCounts } from './row-counts';
import { workOnDatabase } from './work-on-database';

const [path] = process.argv.slice(2);
if (!path) stopWith('Name the file to read: npm run restore -- FILE');
await ensureClients();
await workOnDatabase(async () => {
  const { restoreDatabase } = await import('../../lib/server/database/restore');
  const counts = await restoreDatabase(path);
  process.stdout.write(`Restored ${path}: ${describeCounts(counts)}.\n`);
});
