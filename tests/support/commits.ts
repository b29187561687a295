import { vi } from 'vitest';
import { openDatabase } from '@/lib/server/database/db';

/**
 * Has what this process does when it commits a transaction of SQL alone be changed, until mocks are restored. Where
 * `act` fails before it commits, the transaction is undone.
 */
export async function atCommit(act: (commit: () => Promise<void>) => Promise<void>): Promise<void> {
  const { kind, driver } = openDatabase();
  const connected = await driver();
  const start = connected.startTransaction.bind(connected);
  vi.spyOn(connected, 'startTransaction').mockImplementation(async (level) => {
    const transaction = await start(level);
    const { executeRaw, commit, rollback } = transaction;
    if (kind === 'postgresql') {
      transaction.executeRaw = async (query) => {
        let count = 0;
        const run = async () => {
          count = await executeRaw.call(transaction, query);
        };
        await (query.sql === 'COMMIT' ? act(run) : run());
        return count;
      };
      return transaction;
    }
    transaction.commit = async () => {
      let isCommitted = false;
      try {
        await act(() => {
          isCommitted = true;
          return commit.call(transaction);
        });
      } catch (error) {
        if (!isCommitted) await rollback.call(transaction);
        throw error;
      }
    };
    return transaction;
  });
}
