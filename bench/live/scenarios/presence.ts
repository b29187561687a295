import { type BenchmarkRow, loadedRow } from '../../support/rows';
import { openLoop, type Sent } from '../load';
import { closePairs, hear, type OpenPair, openPairs, type SentEdit, sendEdit, sendPresence } from '../pair';
import { answerRows, heardRows } from '../report';
import { onStage, type Stage, warmUp } from '../stage';
import { measureUsage } from '../usage';

const pairs = 60;
const eachSecond = { everyMs: 1_000, turns: 15 };

type Send = (open: OpenPair) => Promise<SentEdit>;

async function measure(stage: Stage, open: readonly OpenPair[], send: Send) {
  const used = await measureUsage([stage.product], () => openLoop(open, eachSecond, send));
  const heard = await hear(used.result);
  return { heard, cpuMs: used.cpuMs / used.result.length };
}

/** A class that edits, without and with what its pages say of the cell each person is in. */
export function measurePresence(): Promise<BenchmarkRow[]> {
  return onStage({ pairs }, async (stage) => {
    await warmUp(stage.pairs);
    const open = await openPairs(stage.pairs);
    const without = await measure(stage, open, sendEdit);
    const places: Promise<Sent>[] = [];
    const beside = await measure(stage, open, (pair) => {
      places.push(sendPresence(pair));
      return sendEdit(pair);
    });
    const told = await Promise.all(places);
    closePairs(open);
    const cpuMs = beside.cpuMs - without.cpuMs;
    const what = `${pairs} pairs, an edit a second each`;
    return [
      ...heardRows(`${what}, with presence`, beside.heard, without.heard),
      ...answerRows(`${what}: its presence`, told),
      loadedRow(`${what}: processor time of the server for an edit`, without.cpuMs, 'ms'),
      loadedRow(`${what}: processor time for its presence`, cpuMs, 'ms', cpuMs / without.cpuMs),
    ];
  });
}
