import { bundle } from '../../tests/support/bundle';
import { authSecret, echoPairs, seatPairs, seedStudents } from './class-of-pairs';
import { makeDatabase, wantedDatabase } from './databases';
import { closedLoop } from './load';
import { type MeasuredProcess, startMeasured } from './measured-process';
import { closePairs, openPairs, type Pair, sendEdit, sendSubmission } from './pair';

/** What a scenario is played on: the product and the bare event server, each in its own process, with as many pairs. */
export interface Stage {
  product: MeasuredProcess;
  /** All processes of the product; `product` is the first. */
  products: readonly MeasuredProcess[];
  pairs: readonly Pair[];
  echo: MeasuredProcess;
  echoPairs: readonly Pair[];
}

interface StageOptions {
  pairs: number;
  /** How much longer every commit takes. */
  commitDelayMs?: number;
  /** Partners of a pair are at the first and at the last of so many processes. */
  processes?: number;
}

const warmUpMs = 3_000;
const mostWarming = 60;

/** Works in some pairs, unmeasured: code is compiled, caches fill, and a new database's journal grows. */
export async function warmUp(pairs: readonly Pair[], forMs = warmUpMs): Promise<void> {
  const open = await openPairs(pairs.slice(0, mostWarming));
  await closedLoop(open, forMs, async (pair) => {
    await sendEdit(pair);
    await sendEdit(pair);
    await sendSubmission(pair);
  });
  closePairs(open);
}

/** Starts servers on a database of their own, seats the pairs, plays, and leaves nothing behind. */
export async function onStage<T>(
  { pairs, commitDelayMs = 0, processes = 1 }: StageOptions,
  play: (stage: Stage) => Promise<T>,
): Promise<T> {
  const database = wantedDatabase();
  const own = await makeDatabase(database, commitDelayMs);
  const started: MeasuredProcess[] = [];
  const start = async (...what: Parameters<typeof startMeasured>) => {
    const server = await startMeasured(...what);
    started.push(server);
    return server;
  };
  try {
    const seeded = await seedStudents(own.url, pairs * 2);
    const echo = await start(await bundle('bench/live/echo-server.ts'));
    const settings = {
      NODE_ENV: 'production',
      DATABASE_URL: own.url,
      AUTH_SECRET: authSecret,
      // A request that fails is a figure of its row; LOG_LEVEL=error shows why.
      LOG_LEVEL: process.env.LOG_LEVEL || 'silent',
      ...(database === 'sqlite' && { COMMIT_DELAY_MS: String(commitDelayMs) }),
    };
    const product = await start('scripts/start.js', settings);
    const others: MeasuredProcess[] = [];
    while (others.length + 1 < processes) others.push(await start('scripts/start.js', settings));
    const last = others.at(-1) ?? product;
    const seated = await seatPairs([product.origin, last.origin], seeded);
    const echoed = echoPairs(echo.origin, pairs);
    return await play({ product, products: [product, ...others], pairs: seated, echo, echoPairs: echoed });
  } finally {
    await Promise.all(started.map((server) => server.stop()));
    await own.drop();
  }
}
