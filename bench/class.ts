import { cpuUsage } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { getClassPage } from '../lib/server/classes/class-page';
import { exportResults } from '../lib/server/classes/export-results';
import { getPairWork } from '../lib/server/classes/pair-work';
import { findPairsToReview } from '../lib/server/classes/pairs-to-review';
import { getPartCards } from '../lib/server/classes/part-cards';
import { getReviewQueue } from '../lib/server/classes/review-queue';
import { closeDatabase, database, useDatabase as turnTo } from '../lib/server/database/db';
import { applyOps } from '../lib/server/pair/apply-ops';
import { settleClosedAssignments } from '../lib/server/pair/settling';
import { later, now, seedPair, value } from '../tests/support/pairs';
import { publishedWorksheet } from '../tests/support/worksheet';
import { makeBigClass } from './class/big-class';
import { makeDatabase, wantedDatabase } from './live/databases';
import type { Benchmark, BenchmarkRow } from './support/rows';
import { loadedRow } from './support/rows';
import { printTable } from './support/table';

const sizes = [40, 400, 4_000];
const rounds = 7;

/** What something takes: the time until it is there, and the processor time of this process; in ms. */
interface Taken {
  wall: number;
  processor: number;
}

async function once(ask: () => Promise<unknown>): Promise<Taken> {
  const before = cpuUsage();
  const start = performance.now();
  await ask();
  const wall = performance.now() - start;
  const { user, system } = cpuUsage(before);
  return { wall, processor: (user + system) / 1_000 };
}

/** The medians of something that is asked several times; the first time is left out. */
async function median(ask: () => Promise<unknown>): Promise<Taken> {
  await ask();
  const taken: Taken[] = [];
  for (let round = 0; round < rounds; round += 1) taken.push(await once(ask));
  const middle = (of: keyof Taken) => taken.map((one) => one[of]).sort((x, y) => x - y)[rounds >> 1] ?? 0;
  return { wall: middle('wall'), processor: middle('processor') };
}

/** Closing time, while a pair of another class goes on typing, an edit every 20 ms. */
async function settleBesideEdits(): Promise<{ settling: Taken; longestEdit: number }> {
  const { ada, pairSessionId } = await seedPair({ worksheet: publishedWorksheet() });
  let isSettled = false;
  let longestEdit = 0;
  const edit = async (base: number) => {
    const ops = [{ opId: `edit ${base}`, path: '1b', base, value: base % 2 === 0 ? 'low' : 'high' }];
    const { wall } = await once(async () => value(await applyOps(ada, { pairSessionId, ops }, later(2))));
    longestEdit = Math.max(longestEdit, wall);
  };
  const editing = (async () => {
    for (let base = 0; !isSettled; base += 1) {
      await edit(base);
      await pause(20);
    }
  })();
  const settling = await once(() => settleClosedAssignments(later(2)));
  isSettled = true;
  await editing;
  return { settling, longestEdit };
}

/** What the pages of one class take on the server. The floor is one statement that reads what a page of pairs shows. */
async function measure(pairs: number): Promise<BenchmarkRow[]> {
  const own = await makeDatabase(wantedDatabase());
  try {
    await turnTo(own.url);
    const made = await makeBigClass(pairs);
    const { instructor, sectionId, assignmentId, pairSessionIds, textPartId, matrixPartId } = made;
    const some = pairSessionIds.slice(0, 50);
    const floor = await median(() =>
      database().partSummary.findMany({
        where: { pairSessionId: { in: some } },
        select: { pairSessionId: true, partId: true, earned: true, review: true },
      }),
    );
    const usual = { sectionId, filter: {}, page: 1, locale: 'en' };
    const sort = { by: 'name' as const, isDescending: false };
    const page = value(await getClassPage(instructor, { ...usual, sort }, now));
    if (page.totalRows !== pairs) throw new Error(`${page.totalRows} pairs are counted, not ${pairs}`);
    const pairSessionId = pairSessionIds[pairs >> 1] ?? '';
    const row = (what: string, { wall, processor }: Taken) => [
      loadedRow(`${pairs} pairs: ${what}`, wall, 'ms', wall / floor.wall),
      loadedRow(`${pairs} pairs: ${what}, processor`, processor, 'ms', processor / floor.processor),
    ];
    const rows = [
      ...row('floor, what 50 pairs show in one statement', floor),
      ...row('first page of Class', await median(() => getClassPage(instructor, { ...usual, sort }, now))),
      ...row(
        'the same, by points',
        await median(() =>
          getClassPage(instructor, { ...usual, sort: { by: 'points', isDescending: true } }, now),
        ),
      ),
      ...row('cards of all parts', await median(() => getPartCards(instructor, { sectionId, assignmentId }))),
      ...row(
        'next texts of the review queue',
        await median(() =>
          getReviewQueue(instructor, { sectionId, assignmentId, partId: textPartId, show: 'unread' }, now),
        ),
      ),
      ...row(
        'largest groups of one part',
        await median(() =>
          getReviewQueue(instructor, { sectionId, assignmentId, partId: matrixPartId, show: 'settled' }, now),
        ),
      ),
      ...row(
        'next pair to review',
        await median(() => findPairsToReview(instructor, { assignmentId, pairSessionId })),
      ),
      ...row(
        'page of a pair',
        await median(() => getPairWork(instructor, { sectionId, pairSessionId }, now)),
      ),
      ...row(
        'CSV',
        await once(async () => {
          for await (const _piece of value(
            await exportResults(instructor, { sectionId, assignmentId }, now),
          )) {
          }
        }),
      ),
    ];
    if (pairs <= 400) {
      await made.close(later(1));
      const { settling, longestEdit } = await settleBesideEdits();
      rows.push(...row('closing time, each pair with drafts', settling));
      rows.push(loadedRow(`${pairs} pairs: longest edit of another class meanwhile`, longestEdit, 'ms'));
    }
    return rows;
  } finally {
    await closeDatabase();
    await own.drop();
  }
}

/**
 * What an instructor's pages take on the server: six parts, five attempts on each, half of the pairs read. On the
 * database that BENCH_DATABASE names.
 */
export async function run(): Promise<Benchmark> {
  const rows: BenchmarkRow[] = [];
  for (const pairs of sizes) rows.push(...(await measure(pairs)));
  return { name: `class, ${wantedDatabase()}`, rows };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) printTable([await run()]);
