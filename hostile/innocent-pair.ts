import { setTimeout as pause } from 'node:timers/promises';
import type { Sent } from '../bench/live/load';
import { hear, type OpenPair, type SentEdit, sendEdit, sendSubmission } from '../bench/live/pair';
import { percentile } from '../bench/live/report';

/** How a pair's work went while something else happened; times in milliseconds. */
export interface Work {
  /** From an edit to its event at the partner, and from a submission to its answer. */
  p50: number;
  p99: number;
  edits: number;
  submissions: number;
  /** Answered with an error or not at all. */
  failed: number;
  /** Accepted, and never heard of or not stored. */
  lost: number;
  doubled: number;
}

const editEveryMs = 50;
const submitEvery = 20;

/** Whether what the pair was told is stored is what it finds when it opens its page anew. */
async function countMissing({ pair }: OpenPair): Promise<number> {
  const [{ pairUrl, headers }] = pair.devices;
  const answer = await fetch(pairUrl, { headers });
  const { fields } = (await answer.json()) as { fields: Record<string, { version: number }> };
  return [...pair.versions].filter(([path, version]) => (fields[path]?.version ?? 0) < version).length;
}

/** Has a pair type and submit at a steady pace, whatever the server does, until something else is over. */
export async function workBeside<T>(
  open: OpenPair,
  other: () => Promise<T>,
): Promise<{ result: T; work: Work }> {
  const edits: Promise<SentEdit>[] = [];
  const submissions: Promise<Sent>[] = [];
  let isOver = false;
  const result = other().finally(() => {
    isOver = true;
  });
  const type = async () => {
    while (!isOver) {
      edits.push(sendEdit(open));
      if (edits.length % submitEvery === 0) submissions.push(sendSubmission(open));
      await pause(editEveryMs);
    }
  };
  const [made] = await Promise.all([result, type()]);
  const heard = await hear(await Promise.all(edits));
  const submitted = await Promise.all(submissions);
  const answered = submitted.filter(({ isDone }) => isDone);
  const latencies = [...heard.latencies, ...answered.map(({ tookMs }) => tookMs)];
  return {
    result: made,
    work: {
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      edits: edits.length,
      submissions: submissions.length,
      failed: heard.failed + submitted.length - answered.length,
      lost: heard.lost + (await countMissing(open)),
      doubled: heard.doubled,
    },
  };
}
