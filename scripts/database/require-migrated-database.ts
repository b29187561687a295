import { pendingMigrations } from '../../lib/server/database/migrate';
import { env } from '../../lib/server/env';

/**
 * Lets a command go on only where the database has the tables that the command knows.
 *
 * @throws Error with a sentence for the operator.
 */
export async function requireMigratedDatabase(): Promise<void> {
  if ((await pendingMigrations(env.databaseUrl)).length > 0) {
    throw new Error('The database is not up to date. Run "npm run migrate" first.');
  }
}
