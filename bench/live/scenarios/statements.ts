import { setTimeout as pause } from 'node:timers/promises';
import { type BenchmarkRow, loadedRow } from '../../support/rows';
import { openLoop } from '../load';
import type { MeasuredProcess } from '../measured-process';
import { closePairs, type OpenPair, openPairs, sendEdit, sendMove, sendSubmission } from '../pair';
import { onStage, warmUp } from '../stage';
import { measureUsage } from '../usage';

/** As long as the time between two heartbeats of a stream, so that every span of this length holds one of each. */
const spanMs = 15_000;
/** After this time without a request, everything that follows from the last one has been sent. */
const settledMs = 1_000;
/** One request of each pair within this time, before they are counted. */
const warmUpMs = 3_000;
const aloneInSpan = 40;
const inBurst = 100;
const bursts = 5;

type Send = (pair: OpenPair) => Promise<{ isDone: boolean }>;
type Kinds = Readonly<Record<string, Send>>;

/** Does something for at least a span, and says what the server sends more than an idle one would. */
async function statementsIn(
  server: MeasuredProcess,
  idleInSpan: number,
  act: () => Promise<number>,
): Promise<{ statements: number; done: number }> {
  const used = await measureUsage([server], () => Promise.all([act(), pause(spanMs)]));
  const [done] = used.result;
  // A server that is not done in time beats on meanwhile.
  return { statements: used.statements - (idleInSpan * used.tookMs) / spanMs, done };
}

async function idleStatements(server: MeasuredProcess): Promise<number> {
  const { statements } = await measureUsage([server], () => pause(spanMs));
  return statements;
}

/** Sends for each pair, so many times; resolves with the number of those that succeeded. */
async function sendAll(
  open: readonly OpenPair[],
  send: Send,
  turns: number,
  everyMs: number,
): Promise<number> {
  const sent = await openLoop(open, { everyMs, turns }, send);
  return sent.filter(({ isDone }) => isDone).length;
}

/** One request after another: the first that this pair has made, and those after it. */
async function alone(server: MeasuredProcess, open: OpenPair, kinds: Kinds): Promise<BenchmarkRow[]> {
  const rows: BenchmarkRow[] = [];
  const idle = await idleStatements(server);
  for (const [what, send] of Object.entries(kinds)) {
    const first = await measureUsage([server], async () => {
      await sendAll([open], send, 1, 0);
      await pause(settledMs);
    });
    const { statements, done } = await statementsIn(server, idle, () =>
      sendAll([open], send, aloneInSpan, (spanMs - settledMs) / aloneInSpan),
    );
    rows.push(
      loadedRow(`SQL statements of the first ${what} of a pair`, first.statements, ''),
      loadedRow(`SQL statements of one ${what} alone`, statements / done, ''),
    );
  }
  rows.push(loadedRow(`SQL statements of a pair's two open pages in ${spanMs / 1_000} s`, idle, ''));
  return rows;
}

/** Sends for all pairs at once, and again once that has settled; how many met at the server is partly chance. */
async function sendBursts(open: readonly OpenPair[], send: Send): Promise<number> {
  let done = 0;
  for (let burst = 0; burst < bursts; burst += 1) {
    done += await sendAll(open, send, 1, 0);
    await pause(settledMs);
  }
  return done;
}

/** Requests of many pairs, all at once. */
async function atOnce(
  server: MeasuredProcess,
  open: readonly OpenPair[],
  kinds: Kinds,
): Promise<BenchmarkRow[]> {
  const rows: BenchmarkRow[] = [];
  for (const send of Object.values(kinds)) await sendAll(open, send, 1, warmUpMs);
  await pause(settledMs);
  const idle = await idleStatements(server);
  for (const [what, send] of Object.entries(kinds)) {
    const { statements, done } = await statementsIn(server, idle, () => sendBursts(open, send));
    rows.push(
      loadedRow(`SQL statements of one ${what}, ${open.length} sent at once`, statements / done, ''),
      loadedRow(
        `${what}, ${open.length} sent at once, ${bursts} times: failed`,
        bursts * open.length - done,
        '',
      ),
    );
  }
  return rows;
}

/**
 * SQL statements that the server sends for one request, BEGIN and COMMIT too, with both pages of the pair open. What
 * clocks send anyway is measured without requests, over as long a time, and taken off.
 */
export function countStatements(): Promise<BenchmarkRow[]> {
  const kinds = { edit: sendEdit, submission: sendSubmission, presence: sendMove };
  return onStage({ pairs: inBurst + 10 }, async ({ product, pairs }) => {
    const [loner, ...others] = pairs;
    if (!loner) throw new Error('There is no pair.');
    await warmUp(others.slice(inBurst - 1));
    const [one] = await openPairs([loner]);
    if (!one) throw new Error('The pair is not open.');
    await pause(settledMs);
    const rows = await alone(product, one, kinds);
    closePairs([one]);
    const open = await openPairs(others.slice(0, inBurst));
    rows.push(...(await atOnce(product, open, kinds)));
    closePairs(open);
    return rows;
  });
}
