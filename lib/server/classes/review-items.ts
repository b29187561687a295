import type { Prisma } from '@/lib/generated/sqlite/client';
import { saidWords } from '@/lib/pairing/said-words';
import { validDecisions } from '@/lib/results/decisions';
import type { Json } from '@/lib/schemas/json';
import type { QueueItem } from '@/lib/schemas/review-queue';
import { drawnText, worksheetFor } from '@/lib/worksheets/worksheet-for';
import { database } from '../database/db';
import { roundsOf } from '../pair/number-rounds';
import { toSubmissionView } from '../pair/submission-view';
import type { Viewer } from '../people/viewer';
import type { ReviewedPart } from './reviewed-part';

/** Characters of a response to another part that are shown beside. */
const longestContext = 60;

/** What a queue reads of a summary. */
export const summaryOfQueue = {
  id: true,
  pairSessionId: true,
  canonicalNow: true,
  version: true,
  review: true,
  attempts: true,
  outcome: true,
  earned: true,
  overriddenEarned: true,
  countingSubmissionId: true,
  pairSession: {
    select: {
      seed: true,
      numberRounds: true,
      seats: {
        orderBy: { joinedAt: 'asc' },
        select: { id: true, activeUserId: true, user: { select: { name: true } } },
      },
    },
  },
} as const satisfies Prisma.PartSummarySelect;

type QueueSummary = Prisma.PartSummaryGetPayload<{ select: typeof summaryOfQueue }>;

/** Parts of which something is shown beside: those that the reviewed one names, and others of the question. */
interface OtherParts {
  named: string[];
  others: string[];
}

/** All that the shown responses need, each kind of rows with one query. */
async function readRows(
  partId: string,
  { named, others: otherPartIds }: OtherParts,
  shown: readonly QueueSummary[],
  now: Date,
) {
  const pairSessionId = { in: shown.map((summary) => summary.pairSessionId) };
  const [ownAnswers, decisions, claims, flags, others, said] = await Promise.all([
    database().ownAnswer.findMany({ where: { pairSessionId, partId, submissionId: { not: null } } }),
    database().override.findMany({
      where: { pairSessionId, partId },
      include: { by: { select: { name: true } } },
    }),
    database().reviewClaim.findMany({
      where: { pairSessionId, partId, until: { gt: now } },
      include: { by: { select: { name: true } } },
    }),
    database().reviewFlag.findMany({
      where: { pairSessionId, partId },
      include: { by: { select: { name: true } } },
    }),
    database().partSummary.findMany({
      where: { pairSessionId, partId: { in: otherPartIds }, countingSubmissionId: { not: null } },
      select: { countingSubmissionId: true },
    }),
    database().field.findMany({
      where: { pairSessionId, path: { in: named } },
      select: { pairSessionId: true, path: true, ownerSeatId: true, value: true },
    }),
  ]);
  const ids = [
    ...shown.map(({ countingSubmissionId }) => countingSubmissionId),
    ...ownAnswers.map(({ submissionId }) => submissionId),
    ...decisions.map(({ submissionId }) => submissionId),
    ...others.map(({ countingSubmissionId }) => countingSubmissionId),
  ].filter((id) => id !== null);
  const submissions = await database().submission.findMany({ where: { id: { in: [...new Set(ids)] } } });
  return {
    ownAnswers,
    decisions,
    claims,
    flags,
    said,
    submissions: new Map(submissions.map((row) => [row.id, row])),
  };
}

type Rows = Awaited<ReturnType<typeof readRows>>;
type SubmissionRow = NonNullable<ReturnType<Rows['submissions']['get']>>;

/** The rows of one pair. */
function ofPair({ ownAnswers, decisions, claims, flags, submissions }: Rows, pairSessionId: string) {
  const isHere = (row: { pairSessionId: string }) => row.pairSessionId === pairSessionId;
  return {
    ownAnswers: ownAnswers.filter(isHere),
    decisions: validDecisions(decisions.filter(isHere)),
    claim: claims.find(isHere),
    flag: flags.find(isHere),
    submissions,
  };
}

/** Short responses of a pair to other parts of the question. */
function contextOf({ part, worksheet }: ReviewedPart, rows: Rows, pairSessionId: string) {
  return [...rows.submissions.values()].flatMap((row): QueueItem['context'] => {
    const { partId, response } = row;
    if (row.pairSessionId !== pairSessionId || partId === part.id) return [];
    if (typeof response !== 'string' || response.length > longestContext) return [];
    const words = worksheet.parts.get(partId)?.prepared.valueWords ?? {};
    return [{ partId, text: saidWords(response, words).join() }];
  });
}

/** What the pair, or the one of it who answers alone, says now in the parts that this one names. */
function saidIn(
  { part, worksheet }: ReviewedPart,
  { said }: Rows,
  pairSessionId: string,
  seatId: string | null,
) {
  return Object.fromEntries(
    part.prepared.namedParts.map(({ partId }): [string, string[]] => {
      const fields = said.filter((one) => one.pairSessionId === pairSessionId && one.path === partId);
      const own = fields.find(({ ownerSeatId }) => ownerSeatId === seatId);
      const field = own ?? fields.find(({ ownerSeatId }) => ownerSeatId === '');
      const words = worksheet.parts.get(partId)?.prepared.valueWords ?? {};
      // The column only ever holds JSON that a kind has taken.
      return [partId, saidWords(field?.value as Json | undefined, words)];
    }),
  );
}

/** The part as a pair sees it, with the numbers that it had for a submission. */
function askedOf({ worksheet, part }: ReviewedPart, { pairSession }: QueueSummary, round: number) {
  const rounds = { ...roundsOf(pairSession), [part.questionId]: round };
  const own = worksheetFor(worksheet, pairSession.seed, rounds);
  const drawn = own.questions.find(({ id }) => id === part.questionId)?.drawn;
  return {
    revealedKey: (own.parts.get(part.id) ?? part).prepared.toRevealedKey(),
    numbers: drawn ? drawnText(drawn.values) : null,
  };
}

function namesIn({ pairSession: { seats } }: QueueSummary, seatId: string | null): string[] {
  const own = seats.filter(({ id, activeUserId }) => (seatId ? id === seatId : activeUserId !== null));
  return (own.length > 0 ? own : seats).map(({ user }) => user.name);
}

function toItem(
  reviewed: ReviewedPart,
  group: readonly QueueSummary[],
  first: QueueSummary,
  rows: Rows,
  answer: { submission: SubmissionRow; seatId: string | null; automatic: number | null },
  viewer: Viewer,
): QueueItem {
  const { submission, seatId, automatic } = answer;
  const { decisions, claim, flag, submissions } = ofPair(rows, first.pairSessionId);
  const decided = decisions.findLast((one) => one.seatId === null || one.seatId === seatId);
  const before = decided?.submissionId == null ? undefined : submissions.get(decided.submissionId);
  const isChanged = first.review === 'changed' && before !== undefined && before.id !== submission.id;
  return {
    key: seatId === null ? first.id : `${first.id} ${seatId}`,
    members: group.map((summary) => ({
      pairSessionId: summary.pairSessionId,
      version: summary.version,
      names: namesIn(summary, seatId),
    })),
    seatId,
    review: first.review,
    // The column is only ever written from a graded submission, as JSON.
    response: submission.response as Json,
    submission: toSubmissionView(submission),
    ...askedOf(reviewed, first, submission.round),
    attempts: first.attempts,
    automatic,
    earned: decided?.earned ?? automatic ?? 0,
    decided: decided
      ? { id: decided.id, earned: decided.earned, by: decided.by.name, comment: decided.comment }
      : null,
    decidedOn: isChanged ? (before.response as Json) : null,
    said: saidIn(reviewed, rows, first.pairSessionId, seatId),
    context: contextOf(reviewed, rows, first.pairSessionId),
    claimedBy: claim && claim.byUserId !== viewer.userId ? claim.by.name : null,
    flaggedBy: flag?.by.name ?? null,
  };
}

/** The shown responses: one for each group of pairs, and one for each own answer. */
export async function readItems(
  reviewed: ReviewedPart,
  groups: readonly (readonly QueueSummary[])[],
  viewer: Viewer,
  now: Date,
): Promise<QueueItem[]> {
  const { part, worksheet } = reviewed;
  const named = part.prepared.namedParts.map(({ partId }) => partId);
  // What is said in a part that this one names stands beside its text.
  const others = [...worksheet.parts.values()]
    .filter(({ id, questionId }) => questionId === part.questionId && id !== part.id && !named.includes(id))
    .map(({ id }) => id);
  const shown = groups.flatMap(([first]) => first ?? []);
  const rows = await readRows(part.id, { named, others }, shown, now);
  return groups.flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { ownAnswers: all, decisions } = ofPair(rows, first.pairSessionId);
    // Of two own answers one may have been read already.
    const isRead = (seatId: string) =>
      (first.review === 'waiting' || first.review === 'stands') &&
      decisions.some((one) => one.seatId === seatId);
    const ownAnswers = all.filter(({ seatId }) => !isRead(seatId));
    const counting = rows.submissions.get(first.countingSubmissionId ?? '');
    const answers =
      ownAnswers.length > 0
        ? ownAnswers.map(({ seatId, submissionId, earned }) => ({
            seatId,
            submission: rows.submissions.get(submissionId ?? ''),
            automatic: earned,
          }))
        : [{ seatId: null, submission: counting, automatic: first.outcome === null ? null : first.earned }];
    return answers.flatMap(({ submission, ...answer }) =>
      submission ? [toItem(reviewed, group, first, rows, { ...answer, submission }, viewer)] : [],
    );
  });
}
