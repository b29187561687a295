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
