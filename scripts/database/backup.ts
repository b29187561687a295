import { ensureClients } from '../build';
import { stopWith } from '../steps';
import { describeCounts } from './row-counts';
import { workOnDatabase } from './work-on-database';

const [path] = process.argv.slice(2);
if (!path) stopWith('Name the file to write: npm run backup -- FILE');
await ensureClients();
await workOnDatabase(async () => {
  const { backUpDatabase } = await import('../../lib/server/database/backup');
  const counts = await backUpDatabase(path);
  process.stdout.write(`Wrote ${path}: ${describeCounts(counts)}. Keep it safe: it holds password hashes.\n`);
});
