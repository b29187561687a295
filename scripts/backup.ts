import { closeDatabase } from '../lib/server/db';
import { backUpDatabase } from '../prisma/backup';
import { describeCounts } from './row-counts';
import { stopWith } from './steps';

const [path] = process.argv.slice(2);
if (!path) stopWith('Name the file to write: npm run backup -- FILE');
try {
  const counts = await backUpDatabase(path);
  process.stdout.write(`Wrote ${path}: ${describeCounts(counts)}. Keep it safe: it holds password hashes.\n`);
  await closeDatabase();
} catch (error) {
  stopWith(error instanceof Error ? error.message : String(error));
}
