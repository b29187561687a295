import { ensureClients } from '../build';
import { loadOrStop, sentenceOf, stopWith } from '../steps';
import { describeCounts } from './row-counts';

const [path] = process.argv.slice(2);
if (!path) stopWith('Name the file to read: npm run restore -- FILE');
await ensureClients();
const { restoreDatabase } = await loadOrStop(() => import('../../lib/server/database/restore'));
const { closeDatabase } = await import('../../lib/server/database/db');
try {
  const counts = await restoreDatabase(path);
  process.stdout.write(`Restored ${path}: ${describeCounts(counts)}.\n`);
  await closeDatabase();
} catch (error) {
  stopWith(sentenceOf(error));
}
