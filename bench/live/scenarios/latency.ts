import type { BenchmarkRow } from '../../support/rows';
import { openLoop } from '../load';
import { closePairs, hear, type OpenPair, openPairs, sendEdit, sendHandIn, sendSubmission } from '../pair';
import { answerRows, heardRows } from '../report';
import { onStage, type Stage, warmUp } from '../stage';

const aClass = 60;
const aSchool = 500;
const eachSecond = { everyMs: 1_000, turns: 10 };
/** Eight of each of 500 pairs: 4,000 in four seconds. */
const rush = { everyMs: 500, turns: 8 };

async function edit(open: readonly OpenPair[]) {
  return hear(await openLoop(open, eachSecond, sendEdit));
}

/** Edits of some pairs, beside the bare event server's under the same load. */
async function editRows(what: string, open: readonly OpenPair[], stage: Stage): Promise<BenchmarkRow[]> {
  const echoed = await openPairs(stage.echoPairs.slice(0, open.length));
  const beside = await edit(echoed);
  closePairs(echoed);
  return heardRows(what, await edit(open), beside);
}

/** How long a class waits while requests come at a pace of their own. */
export function measureClass(): Promise<BenchmarkRow[]> {
  return onStage({ pairs: aClass }, async (stage) => {
    await warmUp(stage.pairs);
    await warmUp(stage.echoPairs);
    const open = await openPairs(stage.pairs);
    const rows = [
      ...(await editRows(`${aClass} pairs, an edit a second each`, open, stage)),
      ...answerRows(
        `${aClass} pairs, a submission a second each`,
        await openLoop(open, eachSecond, sendSubmission),
      ),
    ];
    closePairs(open);
    return rows;
  });
}

/** The same for a whole school, and when all of it submits or hands in at the same moment. */
export function measureSchool(): Promise<BenchmarkRow[]> {
  return onStage({ pairs: aSchool }, async (stage) => {
    await warmUp(stage.pairs);
    await warmUp(stage.echoPairs);
    const open = await openPairs(stage.pairs);
    const rows = [
      ...(await editRows(`${aSchool} pairs, an edit a second each`, open, stage)),
      ...answerRows('4,000 submissions within 4 s', await openLoop(open, rush, sendSubmission)),
      ...answerRows(
        `${aSchool} pairs hand in within 1 s`,
        await openLoop(open, { everyMs: 1_000, turns: 1 }, sendHandIn),
      ),
    ];
    closePairs(open);
    return rows;
  });
}
