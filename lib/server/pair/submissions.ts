import { createHash } from 'node:crypto';
import { attemptLimit } from '@/lib/pairing/counting';
import { graderVersion } from '@/lib/questions/grading/grader-version';
import type { Graded } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';
import type { SubmissionView } from '@/lib/schemas/submission';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import { database, type Reader } from '../database/db';
import { newId } from '../database/ids';
import { lockPairSession } from '../database/locks';
import { toStoredJson } from '../database/stored-json';
import { type Tx, write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import type { Viewer } from '../people/viewer';
import { refusals } from '../refusals';
import { notFound, ok, type Refusal, type Result, refuse } from '../result';
import { findPairAccess } from './find-pair-access';
import { currentPartIds, refuseOldNumbers, roundOf } from './number-rounds';
import { type PairAccess, waitsForPartner } from './pair-access';
import { noteSubmission } from './part-summaries';

type SubmissionRow = Awaited<ReturnType<Tx['submission']['findFirstOrThrow']>>;

/** A text that is the same for the same JSON, whatever order its objects were written in. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** SHA-256 in hex of any JSON. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** A stored submission as an instructor sees it. */
export function toSubmissionView(row: SubmissionRow): SubmissionView {
  // The JSON columns below are only ever written by storeSubmission, from a Grading.
  return {
    id: row.id,
    partId: row.partId,
    attempt: row.attempt,
    outcome: row.outcome as SubmissionView['outcome'],
    earned: row.earned,
    total: row.total,
    feedback: row.feedback as unknown as SubmissionView['feedback'],
    ...(row.cells !== null && { cells: row.cells as NonNullable<SubmissionView['cells']> }),
    ...(row.signature !== null && { signature: row.signature }),
    ...(row.provisional && { provisional: true }),
    ...(row.concepts !== null && {
      concepts: row.concepts as unknown as NonNullable<SubmissionView['concepts']>,
    }),
    ...(row.origin === 'automatic' && { automatic: true }),
  };
}

/**
 * What the pair may see of a submission: of the concepts only those that were found, with their quotes. What was not
 * found would tell what to write.
 */
export function toPairSubmission(row: SubmissionRow): SubmissionView {
  const { concepts, ...view } = toSubmissionView(row);
  return concepts ? { ...view, concepts: concepts.filter(({ verdict }) => verdict === 'found') } : view;
}

interface NewSubmission {
  partId: string;
  response: Json;
  token: string;
  bodyHash: string;
  origin: 'checked' | 'automatic' | 'disagreement';
  grading: Graded;
}

/** Inserts one graded submission and keeps the part's summary; call it inside the pair session's lock. */
export async function storeSubmission(
  tx: Tx,
  access: PairAccess,
  input: NewSubmission,
  now: Date,
): Promise<SubmissionRow> {
  const { grading, partId } = input;
  const last = await tx.submission.aggregate({
    where: { pairSessionId: access.id, partId },
    _max: { attempt: true },
  });
  const row = await tx.submission.create({
    data: {
      id: newId(),
      pairSessionId: access.id,
      partId,
      round: roundOf(access, partId),
      attempt: (last._max.attempt ?? 0) + 1,
      token: input.token,
      bodyHash: input.bodyHash,
      seatId: access.seat.id,
      origin: input.origin,
      response: toStoredJson(input.response),
      outcome: grading.outcome,
      earned: grading.earned,
      total: grading.total,
      provisional: grading.provisional,
      feedback: grading.feedback.map(({ code, message }) => ({ code, message })),
      ...(grading.cells && { cells: grading.cells }),
      signature: grading.signature ?? null,
      ...(grading.concepts && { concepts: grading.concepts.map((concept) => ({ ...concept })) }),
      confidence: grading.confidence ?? null,
      gradedWith: graderVersion,
      createdAt: now,
    },
  });
  await noteSubmission(tx, access, { id: row.id, partId, origin: input.origin, grading }, now);
  return row;
}

/** Points a part is graded with: an unscored one is graded out of its own points but adds nothing to sums. */
function gradePart(part: LoadedPart, response: unknown) {
  return part.prepared.grade(response, part.points);
}

function tokenReused(): Refusal {
  return refuse('token-reused', 'This token was already used for another response.');
}

/** Refuses when the part takes no more submissions. `checked` counts attempts made by a person, on these numbers. */
function refuseSubmission(part: LoadedPart, access: PairAccess, checked: number): Refusal | null {
  if (access.phase === 'closed') return refuse('closed', 'This worksheet is closed. Your draft is kept.');
  if (access.phase === 'not-open') return refusals.notOpenYet;
  if (access.revealedPartIds.has(part.id)) return refusals.pageTurned;
  if (access.handedInPartIds.has(part.id)) return refuse('handed-in', 'You have handed this part in.');
  if (waitsForPartner(access)) {
    return refuse('waiting-for-partner', 'Checking waits until your partner has joined. Your draft is kept.');
  }
  const limit = attemptLimit(part.attempts, access.policy.attempts);
  if (limit !== null && checked >= limit)
    return refuse('no-attempts-left', 'No attempts are left for this part.');
  return null;
}

/**
 * Grades a response (left out: what stands in the part's fields) as an attempt and stores it. The same token again gets the same submission and stores nothing; an
 * ungradable response is answered, not stored, and leaves the token free.
 */
export async function submitResponse(
  viewer: Viewer,
  input: {
    pairSessionId: string;
    partId: string;
    response?: unknown;
    token: string;
    seatId?: string | undefined;
  },
  now: Date,
): Promise<Result<SubmissionView>> {
  const access = await findPairAccess(viewer, input.pairSessionId, now, input.seatId);
  const part = access?.worksheet.parts.get(input.partId);
  if (!access || !part) return notFound;

  const isDraft = input.response === undefined;
  const response = isDraft ? (await draftResponse(database(), access, part)).response : input.response;
  const bodyHash = contentHash([part.id, response]);
  const answerRepeated = (row: SubmissionRow): Result<SubmissionView> =>
    row.partId === part.id && (isDraft || row.bodyHash === bodyHash)
      ? ok(toPairSubmission(row))
      : tokenReused();
  const where = { pairSessionId: access.id, token: input.token };
  const repeated = await database().submission.findFirst({ where });
  if (repeated) return answerRepeated(repeated);

  const grading = gradePart(part, response);
  const result = await write(async (tx): Promise<Result<SubmissionView>> => {
    await lockPairSession(tx, access.id);
    const twin = await tx.submission.findFirst({ where });
    if (twin) return answerRepeated(twin);
    const old = await refuseOldNumbers(tx, access, part.id);
    if (old) return old;
    const state = {
      ...access,
      revealedPartIds: currentPartIds(
        access,
        await tx.reveal.findMany({ where: { pairSessionId: access.id } }),
      ),
      handedInPartIds: currentPartIds(
        access,
        await tx.handIn.findMany({ where: { pairSessionId: access.id } }),
      ),
    };
    const checked = await tx.submission.count({
      where: {
        pairSessionId: access.id,
        partId: part.id,
        round: roundOf(access, part.id),
        origin: 'checked',
      },
    });
    const refusal = refuseSubmission(part, state, checked);
    if (refusal) return refusal;
    if (grading.outcome === 'ungradable') {
      return ok({ id: null, partId: part.id, attempt: null, ...grading });
    }
    const row = await storeSubmission(
      tx,
      access,
      // A response that could be graded was parsed by its kind, so it is JSON.
      {
        partId: part.id,
        response: response as Json,
        token: input.token,
        bodyHash,
        origin: 'checked',
        grading,
      },
      now,
    );
    return ok(toPairSubmission(row));
  });
  if (result.ok && result.value.id) {
    bus().publish(pairTopic(access.id), { type: 'state', news: 'submitted', partId: part.id });
  }
  return result;
}

/** What stands in a part's fields now, with its hash. */
export async function draftResponse(
  reader: Pick<Reader, 'field'>,
  access: PairAccess,
  part: LoadedPart,
): Promise<{ response: Json; hash: string }> {
  const rows = await reader.field.findMany({
    where: {
      pairSessionId: access.id,
      ownerSeatId: '',
      OR: [{ path: part.id }, { path: { startsWith: `${part.id}/` } }],
    },
    select: { path: true, value: true },
  });
  const within = new Map(rows.map(({ path, value }) => [path.slice(part.id.length + 1), value as Json]));
  const response = part.prepared.responseFromFields(within);
  return { response, hash: contentHash(response) };
}

/**
 * Grades what stands in a part's fields as a last submission, when that is more than what was submitted last: so
 * nobody scores 0 for not having pressed a button. Nothing is stored when the fields are blank, cannot be graded, say
 * what the last submission said, or when no attempt was left.
 */
export async function submitDraft(tx: Tx, access: PairAccess, part: LoadedPart, now: Date): Promise<void> {
  if (access.revealedPartIds.has(part.id) || access.handedInPartIds.has(part.id)) return;
  const { response } = await draftResponse(tx, access, part);
  if (part.prepared.isBlank(response)) return;
  const bodyHash = contentHash([part.id, response]);
  const submissions = await tx.submission.findMany({
    where: { pairSessionId: access.id, partId: part.id, round: roundOf(access, part.id) },
    orderBy: { attempt: 'desc' },
    select: { bodyHash: true, origin: true },
  });
  if (submissions[0]?.bodyHash === bodyHash) return;
  const limit = attemptLimit(part.attempts, access.policy.attempts);
  if (limit !== null && submissions.filter(({ origin }) => origin === 'checked').length >= limit) return;
  const grading = gradePart(part, response);
  if (grading.outcome === 'ungradable') return;
  await storeSubmission(
    tx,
    access,
    { partId: part.id, response, token: `automatic-${newId()}`, bodyHash, origin: 'automatic', grading },
    now,
  );
}
