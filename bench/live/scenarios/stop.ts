import { type BenchmarkRow, loadedRow } from '../../support/rows';
import { closePairs, openPairs } from '../pair';
import { onStage } from '../stage';

const pairs = 150;

/** Stops the server with many streams open: how long it takes, and over what time it calls its clients back. */
export function measureStop(): Promise<BenchmarkRow[]> {
  return onStage({ pairs }, async (stage) => {
    const open = await openPairs(stage.pairs);
    const { code, tookMs } = await stage.product.stop();
    if (code !== 0) throw new Error(`The server ended with code ${code}.`);
    const streams = open.flatMap((pair) => pair.streams);
    const returns = streams.flatMap((stream) => stream.comeBackInMs() ?? []);
    closePairs(open);
    const what = `${streams.length} streams: SIGTERM`;
    return [
      loadedRow(`${what} → the process has ended`, tookMs, 'ms'),
      loadedRow(`${what}: streams that were not told to come back`, streams.length - returns.length, ''),
      loadedRow(`${what}: first client told to come back after`, Math.min(...returns), 'ms'),
      loadedRow(`${what}: last client told to come back after`, Math.max(...returns), 'ms'),
    ];
  });
}
