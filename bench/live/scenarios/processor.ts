import { type BenchmarkRow, loadedRow } from '../../support/rows';
import { closedLoop, type Sent } from '../load';
import type { MeasuredProcess } from '../measured-process';
import { closePairs, type OpenPair, openPairs, sendEdit, sendMove, sendSubmission } from '../pair';
import { onStage, warmUp } from '../stage';
import { measureUsage } from '../usage';

/** So many pairs have a request under way at any moment. */
const lanes = 60;
const forMs = 10_000;

type Send = (pair: OpenPair) => Promise<Sent>;

/** What one request costs while the servers have as many as they can work on. */
export interface Saturated {
  cpuMsEach: number;
  perSecond: number;
  busyShare: number;
  failed: number;
}

/** Has every pair send, again as soon as it is answered. */
export async function saturate(
  servers: readonly MeasuredProcess[],
  open: readonly OpenPair[],
  send: Send,
): Promise<Saturated> {
  const { result, cpuMs, busyShare } = await measureUsage(servers, () => closedLoop(open, forMs, send));
  const done = result.filter(({ isDone }) => isDone).length;
  return {
    cpuMsEach: cpuMs / done,
    perSecond: done / (forMs / 1_000),
    busyShare,
    failed: result.length - done,
  };
}

function rowsOf(what: string, product: Saturated, echo: Saturated): BenchmarkRow[] {
  const at = `${what}, ${lanes} under way`;
  return [
    loadedRow(
      `${at}: processor time of the server for one`,
      product.cpuMsEach,
      'ms',
      product.cpuMsEach / echo.cpuMsEach,
    ),
    loadedRow(`${at}: done in a second`, product.perSecond, '', product.perSecond / echo.perSecond),
    loadedRow(`${at}: share of the time the server's main thread is busy`, product.busyShare, ''),
    loadedRow(`${at}: the same of the bare event server`, echo.busyShare, ''),
    loadedRow(`${at}: failed`, product.failed, ''),
  ];
}

/** Processor time of one request while the server is busy all the time; ratios to the bare event server. */
export function measureProcessor(): Promise<BenchmarkRow[]> {
  return onStage({ pairs: lanes }, async ({ product, pairs, echo, echoPairs }) => {
    await warmUp(pairs);
    await warmUp(echoPairs);
    const open = await openPairs(pairs);
    const openEcho = await openPairs(echoPairs);
    const rows: BenchmarkRow[] = [];
    const kinds = { edits: sendEdit, submissions: sendSubmission, presence: sendMove };
    for (const [what, send] of Object.entries(kinds)) {
      const echoed = await saturate([echo], openEcho, send);
      rows.push(...rowsOf(what, await saturate([product], open, send), echoed));
    }
    closePairs(open);
    closePairs(openEcho);
    return rows;
  });
}
