import { closeDatabase } from '../lib/server/db';
import { restoreDatabase } from '../prisma/restore';
import { describeCounts } from './row-counts';
import { stopWith } from './steps';

const [path] = process.argv.slice(2);
if (!path) stopWith('Name the file to read: npm run restore -- FILE');
try {
  const counts = await restoreDatabase(path);
  process.stdout.write(`Restored ${path}: ${describeCounts(counts)}.\n`);
  await closeDatabase();
} catch (error) {
  stopWith(error instanceof Error ? error.message : String(error));
}
