import { pathWithin } from '@/lib/pairing/field-path';
import { entriesOf, shortened } from '@/lib/results/text-set';
import type { PartCard } from '@/lib/schemas/class-page';
import type { Json } from '@/lib/schemas/json';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import { firstResponse } from '../pair/first-and-ever';
import { type PartRow, tried } from './part-rows';

/** How many answers of a part are listed. */
const mostAnswers = 10;

type Counts = { first: number; ever: number; now: number };

/** Something that pairs tried, how many of them, and one of these. */
interface Tried extends Counts {
  value: string;
  pairSessionId: string;
}

/** Counts by pairs what they had first, ever and now; what most pairs ever had comes first. */
function countTried(rows: readonly PartRow[], what: 'ideas' | 'answers'): Tried[] {
  const counts = new Map<string, Tried>();
  for (const row of rows) {
    for (const when of ['ever', 'first', 'now'] as const) {
      for (const value of tried(row, what, when)) {
        const known = counts.get(value);
        const count = known ?? { value, first: 0, ever: 0, now: 0, pairSessionId: row.pairSessionId };
        count[when] += 1;
        if (!known) counts.set(value, count);
      }
    }
  }
  return [...counts.values()].sort((a, b) => b.ever - a.ever || (a.value < b.value ? -1 : 1));
}

/** What pairs wrote into the fields of a part first, by pair session. */
async function firstResponses(
  part: LoadedPart,
  pairSessionIds: readonly string[],
): Promise<ReadonlyMap<string, Json>> {
  if (pairSessionIds.length === 0) return new Map();
  const rows = await database().field.findMany({
    where: { pairSessionId: { in: [...pairSessionIds] }, ownerSeatId: '', path: { startsWith: part.id } },
    select: {
      pairSessionId: true,
      path: true,
      value: true,
      version: true,
      verdict: true,
      bySeatId: true,
      firstValue: true,
      firstVerdict: true,
      wrongCount: true,
    },
  });
  const responses = new Map<string, Json>();
  for (const id of pairSessionIds) {
    const own = rows.filter(
      ({ pairSessionId, path }) => pairSessionId === id && pathWithin(part.id, path) !== null,
    );
    // The columns only ever hold JSON that a kind has taken.
    const fields = own.map(({ value, firstValue, ...field }) => ({
      ...field,
      value: value as Json,
      firstValue: firstValue as Json | null,
    }));
    const response = firstResponse(part, new Map(fields.map((field) => [field.path, field])));
    if (response !== null) responses.set(id, response);
  }
  return responses;
}

/** The most common answers to a part, each in its canonical form, as one of the pairs gave it. */
export async function commonAnswers(
  part: LoadedPart,
  rows: readonly PartRow[],
): Promise<PartCard['answers']> {
  if (part.prepared.fieldPaths.some((path) => part.prepared.isLongText(path))) return [];
  const common = countTried(rows, 'answers').slice(0, mostAnswers);
  if (common.length === 0) return [];
  const submissions = await database().submission.findMany({
    where: {
      partId: part.id,
      OR: common.map(({ value, pairSessionId }) => ({ pairSessionId, bodyHash: { startsWith: value } })),
    },
    select: { bodyHash: true, response: true, outcome: true },
  });
  const bySubmission = new Map(submissions.map((one) => [shortened(one.bodyHash), one]));
  const onlyTyped = common.filter(({ value }) => !bySubmission.has(value));
  const typed = await firstResponses(
    part,
    onlyTyped.map(({ pairSessionId }) => pairSessionId),
  );
  return common.map(({ value: answer, pairSessionId, first, ever, now }) => {
    const submission = bySubmission.get(answer);
    const response = submission ? (submission.response as Json) : typed.get(pairSessionId);
    return {
      answer,
      // What a kind makes of a response that it takes is JSON.
      response: response === undefined ? null : (part.prepared.canonical(response) as Json),
      isRight: submission?.outcome === 'correct',
      first,
      ever,
      now,
    };
  });
}

/** The known ideas that pairs had, with what pairs read of each. */
export async function commonIdeas(part: LoadedPart, rows: readonly PartRow[]): Promise<PartCard['ideas']> {
  const common = countTried(rows, 'ideas');
  const messages = new Map<string, string>();
  for (const { value, pairSessionId } of common) {
    const submission = await database().submission.findFirst({
      where: { pairSessionId, partId: part.id, signature: value },
      select: { feedback: true },
    });
    const typed = submission ? null : (await firstResponses(part, [pairSessionId])).get(pairSessionId);
    // The column only ever holds what a grader said.
    const feedback = submission
      ? (submission.feedback as { code: string; message: string }[])
      : part.prepared.grade(typed, part.points).feedback;
    const said = feedback.find(({ code }) => code === value);
    if (said) messages.set(value, said.message);
  }
  return common.map(({ value: code, first, ever, now }) => ({
    code,
    message: messages.get(code) ?? null,
    first,
    ever,
    now,
  }));
}

/** Whether a pair tried an answer, by its hash. */
export function countAnswer(rows: readonly PartRow[], hash: string): Counts {
  const answer = shortened(hash);
  const count = (isOf: (row: PartRow) => boolean) => rows.filter(isOf).length;
  return {
    first: count(({ canonicalFirst }) => canonicalFirst === hash),
    ever: count(({ answersEver }) => entriesOf(answersEver).includes(answer)),
    now: count(({ canonicalNow }) => canonicalNow === hash),
  };
}
