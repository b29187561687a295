import { vi } from 'vitest';

/** Every SQL statement that recorded clients have sent. */
export const sentStatements: string[] = [];

/** Makes a generated client write down the SQL that it sends; for `vi.mock` of the client's module. */
export function recorded<Module extends { PrismaClient: new (options: never) => object }>(
  original: Module,
): Module {
  const construct = (target: Module['PrismaClient'], [options]: [object]) => {
    const log = [{ emit: 'event', level: 'query' }];
    const client = Reflect.construct(target, [{ ...options, log }]);
    client.$on('query', ({ query }: { query: string }) => sentStatements.push(query));
    return client;
  };
  const PrismaClient = new Proxy(original.PrismaClient, {
    construct: (target, args) => construct(target, args as [object]),
  });
  return { ...original, PrismaClient };
}

interface Driver {
  startTransaction(level?: never): Promise<DriverTransaction>;
}

interface DriverTransaction {
  queryRaw(query: { sql: string }): Promise<unknown>;
  executeRaw(query: { sql: string }): Promise<unknown>;
  commit(): Promise<void>;
}

/** Also writes down what transactions of SQL alone send past the clients, COMMIT included, until mocks are restored. */
export function recordDriver(driver: Driver): void {
  const start = driver.startTransaction.bind(driver);
  vi.spyOn(driver, 'startTransaction').mockImplementation(async (level) => {
    const transaction = await start(level);
    for (const name of ['queryRaw', 'executeRaw'] as const) {
      const run = transaction[name].bind(transaction);
      transaction[name] = (query) => {
        sentStatements.push(query.sql);
        return run(query);
      };
    }
    const commit = transaction.commit.bind(transaction);
    transaction.commit = () => {
      // On PostgreSQL it was sent as a statement before.
      if (sentStatements.at(-1) !== 'COMMIT') sentStatements.push('COMMIT');
      return commit();
    };
    return transaction;
  });
}
