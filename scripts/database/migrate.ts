import { loadOrStop, sentenceOf, stopWith } from '../steps';

const { env } = await loadOrStop(() => import('../../lib/server/env'));
const { migrateDatabase } = await import('../../lib/server/database/migrate');
try {
  const { applied, backup } = await migrateDatabase(env.databaseUrl);
  if (backup !== null) process.stdout.write(`Copied the database to ${backup}.\n`);
  process.stdout.write(
    applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}.\n`,
  );
} catch (error) {
  stopWith(sentenceOf(error));
}
