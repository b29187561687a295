import { ensureClients } from '../build';
import { loadOrStop, sentenceOf, stopWith } from '../steps';
import { describeCounts } from './row-counts';

const [path] = process.argv.slice(2);
if (!path) stopWith('Name the file to write: npm run backup -- FILE');
await ensureClients();
const { backUpDatabase } = await loadOrStop(() => import('../../lib/server/database/backup'));
const { closeDatabase } = await import('../../lib/server/database/db');
try {
  const counts = await backUpDatabase(path);
  process.stdout.write(`Wrote ${path}: ${describeCounts(counts)}. Keep it safe: it holds password hashes.\n`);
  await closeDatabase();
} catch (error) {
  stopWith(sentenceOf(error));
}
