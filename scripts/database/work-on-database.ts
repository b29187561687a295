import { loadOrStop, sentenceOf } from '../steps';

/**
 * Runs the work of a command on the database and lets go of it afterwards: a connection that stays open would keep the
 * command from ending. Work that fails ends the command with its sentence and code 1.
 *
 * @param work loads its modules of the product itself, once the settings are known to be right.
 */
export async function workOnDatabase(work: () => Promise<void>): Promise<void> {
  const { closeDatabase } = await loadOrStop(() => import('../../lib/server/database/db'));
  const { closeBus } = await import('../../lib/server/live/shared-bus');
  try {
    await work();
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = 1;
  } finally {
    await closeDatabase();
    await closeBus();
  }
}
