import { validOfBatch } from '@/lib/results/decisions';
import type { DecisionInput, GroupDecided, GroupDecisionInput, MadeDecision } from '@/lib/schemas/decisions';
import { database } from '../database/db';
import { write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import { worksheetOfRevisionId } from '../pair/worksheet-revisions';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Refusal, type Result, refuse } from '../result';
import { staffedBy } from './sections';
import { type DecidedPart, type DecisionOutcome, type PairDecision, storeDecisions } from './store-decisions';

/** Pairs decided in one transaction: what pairs type has to wait for it. */
const atOnce = 50;

const ownAnswersFirst = refuse(
  'bad-request',
  'The partners gave own answers. Please decide on each of them.',
);

/** The part of a worksheet with its points; null where it is none that anybody could score. */
export async function findDecidedPart(
  assignment: { id: string; sectionId: string; worksheetRevisionId: string },
  partId: string,
): Promise<DecidedPart | null> {
  const part = (await worksheetOfRevisionId(assignment.worksheetRevisionId)).parts.get(partId);
  if (!part || part.isPrediction) return null;
  return { sectionId: assignment.sectionId, assignmentId: assignment.id, partId, total: part.points };
}

function outsidePoints(total: number): Refusal {
  return refuse('bad-request', `Points go from 0 to ${total}.`);
}

/** Tells the pairs that something new was decided on a part. */
export function tellPairs(partId: string, outcomes: readonly DecisionOutcome[]): void {
  for (const outcome of outcomes) {
    if (outcome.kind !== 'made' || !outcome.isNew) continue;
    bus().publish(pairTopic(outcome.pairSessionId), { type: 'state', news: 'decided', partId });
  }
}

/** What became of the decision on a single pair. */
export function toResult(outcome: DecisionOutcome | undefined): Result<MadeDecision> {
  if (outcome?.kind === 'made') return ok(outcome.made);
  if (outcome?.kind === 'own-answers') return ownAnswersFirst;
  if (outcome?.kind !== 'changed') return notFound;
  const { present } = outcome;
  return {
    ...refuse('changed', 'Something else counts by now. Please look again.'),
    present,
  };
}

const empty = (text: string | undefined) => (text ? text : null);

/**
 * Stores a person's decision on a part of a pair, for the pair or for one member, submitted or not; or takes one back.
 * The automatic score stays beside it. What was decided counts until a person decides again, also when the pair submits
 * again; the part then waits for somebody to look.
 */
export async function decidePart(
  viewer: Viewer,
  input: DecisionInput & { pairSessionId: string },
  now: Date,
): Promise<Result<MadeDecision>> {
  const { pairSessionId, partId, earned = null, seatId = null, origin, version } = input;
  const session = await database().pairSession.findFirst({
    where: { id: pairSessionId, assignment: { section: staffedBy(viewer) } },
    select: {
      assignment: { select: { id: true, sectionId: true, worksheetRevisionId: true } },
      seats: { select: { id: true } },
    },
  });
  const part = session && (await findDecidedPart(session.assignment, partId));
  if (!part || (seatId !== null && !session.seats.some(({ id }) => id === seatId))) return notFound;
  if (earned !== null && earned > part.total) return outsidePoints(part.total);
  const wanted = {
    pairSessionId,
    origin,
    seatId,
    earned: origin === 'undo' ? null : earned,
    version,
    draftEdits: input.draftEdits,
    comment: empty(input.comment),
    note: empty(input.note),
    batchId: input.batchId ?? null,
    undoesId: origin === 'undo' ? (input.undoes ?? null) : null,
  };
  const outcomes = await write((tx) => storeDecisions(tx, part, [wanted], viewer.userId, now));
  tellPairs(partId, outcomes);
  return toResult(outcomes[0]);
}

/** The decisions of a batch that can be taken back. */
async function ofBatch(part: DecidedPart, batchId: string): Promise<PairDecision[]> {
  const { assignmentId, partId } = part;
  const touched = await database().override.findMany({
    where: { batchId, partId, pairSession: { assignmentId } },
    select: { pairSessionId: true },
  });
  const records = await database().override.findMany({
    where: { partId, pairSessionId: { in: [...new Set(touched.map((one) => one.pairSessionId))] } },
  });
  return validOfBatch(records, batchId).map(({ id: undoesId, pairSessionId }) => ({
    pairSessionId,
    origin: 'undo',
    seatId: null,
    earned: null,
    version: null,
    comment: null,
    note: null,
    batchId,
    undoesId,
  }));
}

/**
 * Stores one decision for many pairs of an assignment that said the same, or takes such a batch back. Of a pair that has
 * something else by now nothing is stored.
 */
export async function decideGroup(
  viewer: Viewer,
  input: GroupDecisionInput & { sectionId: string },
  now: Date,
): Promise<Result<GroupDecided>> {
  const { sectionId, assignmentId, partId, batchId, origin, earned = null } = input;
  const assignment = await database().assignment.findFirst({
    where: { id: assignmentId, sectionId, section: staffedBy(viewer) },
    select: { id: true, sectionId: true, worksheetRevisionId: true },
  });
  const part = assignment && (await findDecidedPart(assignment, partId));
  if (!part) return notFound;
  if (earned !== null && earned > part.total) return outsidePoints(part.total);
  const versions = new Map(input.members.map((member) => [member.pairSessionId, member.version]));
  const known = await database().pairSession.findMany({
    where: { id: { in: [...versions.keys()] }, assignmentId },
    select: { id: true },
  });
  const shared = { origin, seatId: null, earned, comment: empty(input.comment), note: empty(input.note) };
  const wanted: PairDecision[] =
    origin === 'undo'
      ? await ofBatch(part, batchId)
      : known.map(({ id: pairSessionId }) => ({
          ...shared,
          pairSessionId,
          version: versions.get(pairSessionId) ?? 0,
          batchId,
          undoesId: null,
        }));
  const result: GroupDecided = { decided: [], changed: [] };
  for (let start = 0; start < wanted.length; start += atOnce) {
    const some = wanted.slice(start, start + atOnce);
    const outcomes = await write((tx) => storeDecisions(tx, part, some, viewer.userId, now));
    tellPairs(partId, outcomes);
    for (const outcome of outcomes) {
      const { pairSessionId } = outcome;
      if (outcome.kind === 'made') result.decided.push({ pairSessionId, ...outcome.made });
      if (outcome.kind === 'changed') result.changed.push(outcome.present);
    }
  }
  return ok(result);
}
