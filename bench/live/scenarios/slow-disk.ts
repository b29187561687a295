import { type BenchmarkRow, loadedRow } from '../../support/rows';
import { openLoop } from '../load';
import { closePairs, hear, openPairs, sendEdit } from '../pair';
import { heardRows } from '../report';
import { onStage, warmUp } from '../stage';
import { measureUsage } from '../usage';

const pairs = 60;
const commitDelayMs = 50;
const eachSecond = { everyMs: 1_000, turns: 10 };

/**
 * Edits of a class where each commit takes 50 ms longer. On SQLite the thread that has committed a change stands still
 * for that time, as it does for the disk itself; on PostgreSQL its own `commit_delay` comes before each flush of the
 * journal.
 */
export function measureSlowDisk(): Promise<BenchmarkRow[]> {
  return onStage({ pairs, commitDelayMs }, async (stage) => {
    await warmUp(stage.pairs);
    const open = await openPairs(stage.pairs);
    const { result, busyShare } = await measureUsage([stage.product], () =>
      openLoop(open, eachSecond, sendEdit),
    );
    const what = `commits ${commitDelayMs} ms slower, ${pairs} pairs, an edit a second each`;
    const rows = [
      ...heardRows(what, await hear(result)),
      loadedRow(`${what}: share of the time the server's main thread is busy`, busyShare, ''),
    ];
    closePairs(open);
    return rows;
  });
}
