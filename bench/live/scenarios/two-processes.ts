import { type BenchmarkRow, loadedRow } from '../../support/rows';
import { wantedDatabase } from '../databases';
import { openLoop } from '../load';
import { closePairs, hear, openPairs, sendEdit } from '../pair';
import { heardRows } from '../report';
import { onStage, warmUp } from '../stage';
import { saturate } from './processor';

const pairs = 60;
const eachSecond = { everyMs: 1_000, turns: 10 };

function measure(processes: number) {
  return onStage({ pairs, processes }, async (stage) => {
    await warmUp(stage.pairs);
    const open = await openPairs(stage.pairs);
    const heard = await hear(await openLoop(open, eachSecond, sendEdit));
    const saturated = await saturate(stage.products, open, sendEdit);
    closePairs(open);
    return { heard, ...saturated };
  });
}

/** The partners of each pair at different processes on one PostgreSQL, beside the same class at one process. */
export async function measureTwoProcesses(): Promise<BenchmarkRow[]> {
  if (wantedDatabase() !== 'postgresql') throw new Error('Several processes need BENCH_DATABASE=postgresql.');
  const one = await measure(1);
  const two = await measure(2);
  const what = 'two processes, partners apart';
  return [
    loadedRow(
      `${what}: processor time of both for an edit, ${pairs} under way`,
      two.cpuMsEach,
      'ms',
      two.cpuMsEach / one.cpuMsEach,
    ),
    loadedRow(`${what}: edits in a second`, two.perSecond, '', two.perSecond / one.perSecond),
    ...heardRows(`${what}, ${pairs} pairs, an edit a second each`, two.heard, one.heard),
  ];
}
