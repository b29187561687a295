import { setTimeout as pause } from 'node:timers/promises';
import { type BenchmarkRow, loadedRow } from '../../support/rows';
import { openLoop } from '../load';
import type { MeasuredProcess, Memory } from '../measured-process';
import { closePairs, type Heard, hear, openPairs, type Pair, sendEdit } from '../pair';
import { heardRows } from '../report';
import { onStage, warmUp } from '../stage';

/** Each pair edits once in this time. */
const everyMs = 15_000;

interface Measured {
  heard: Heard;
  /** Bytes of one stream while it is open and idle. */
  held: number;
  rss: number;
}

/**
 * Opens the streams, types, and closes them. What a stream costs in memory is the difference, after collecting all
 * garbage, between the server with all of them open and idle and the same server when they are closed again: what was
 * loaded or cached on the way is in both.
 */
async function measure(server: MeasuredProcess, pairs: readonly Pair[]): Promise<Measured> {
  const open = await openPairs(pairs);
  const heard = await hear(await openLoop(open, { everyMs, turns: 1 }, sendEdit));
  const during = await server.memory();
  closePairs(open);
  await pause(1_000);
  const after = await server.memory();
  const perStream = (of: (memory: Memory) => number) => (of(during) - of(after)) / (pairs.length * 2);
  return { heard, held: perStream(({ held }) => held), rss: perStream(({ rss }) => rss) };
}

/** What so many open pages cost, and how soon events reach them. */
export function measureStreams(streams: number): Promise<BenchmarkRow[]> {
  return onStage({ pairs: streams / 2 }, async (stage) => {
    await warmUp(stage.pairs);
    const echo = await measure(stage.echo, stage.echoPairs);
    const product = await measure(stage.product, stage.pairs);
    const what = `${streams.toLocaleString('en')} streams`;
    return [
      loadedRow(`${what}: memory held by one`, product.held / 1_024, 'KB', product.held / echo.held),
      loadedRow(`${what}: resident memory of one`, product.rss / 1_024, 'KB', product.rss / echo.rss),
      ...heardRows(`${what}, an edit of each pair within ${everyMs / 1_000} s`, product.heard, echo.heard),
    ];
  });
}
