import { worksheetFor } from '@/lib/worksheets/worksheet-for';
import type { StoredOp } from '../live/bus';
import { afterEdit } from './edit-fields';
import { hasOneField, partOfPath } from './find-part';
import { roundOf } from './number-rounds';
import { isFieldOf, ownFieldKey } from './own-answers';
import { type PairRoom, type PartOfRound, presentSeats, type RoomProposal } from './pair-room';
import type { FieldState, LatestSubmission, PairChange, PastSubmission, SummaryState } from './pair-state';
import { summariesAfter } from './part-summaries';
import { afterMarks, type Mark, noFacts, personPart } from './person-facts';
import { bytesOfDocument, bytesOfField, bytesOfLatest, bytesOfPredictions } from './room-size';
import { followsPeople } from './spent-parts';

/** A change that was made in a room: what has to be stored of it, and the room after it. */
export interface MadeChange {
  before: PairRoom;
  after: PairRoom;
  change: PairChange;
  seatId: string;
  /** The edits, with their places in the pair's history. */
  ops: readonly StoredOp[];
  /** The summaries that it gave new values. */
  summaries: ReadonlyMap<string, SummaryState>;
  /** What it adds to what those who sit there have seen and used. */
  marks: readonly Mark[];
  now: Date;
}

function merged<Value>(
  all: ReadonlyMap<string, Value>,
  changed: ReadonlyMap<string, Value> | undefined,
): ReadonlyMap<string, Value> {
  return changed && changed.size > 0 ? new Map([...all, ...changed]) : all;
}

/** Whether a change is more than edits of fields and their counts, which `seq` tells of. */
function raisesVersion({ documents, ops = [], ...change }: PairChange): boolean {
  const isBesides = [
    change.submissions?.length,
    change.withdrawn?.length,
    change.ownAnswers?.length,
    change.endedOwnAnswers?.length,
    change.proposed,
    change.reveal,
    change.handIn,
    change.newNumbers,
    change.predictions?.length,
    change.driver,
    change.fillsOldSummaries,
    change.leaves,
  ].some(Boolean);
  // A document that changes with an edit is read again by who learns of the edit.
  return isBesides || ((documents?.size ?? 0) > 0 && ops.length === 0);
}

/** A submission without what nobody asks a room for. */
function toLatest(
  {
    token: _token,
    response: _response,
    confidence: _confidence,
    ...submission
  }: NonNullable<PairChange['submissions']>[number],
  now: Date,
): LatestSubmission {
  return { ...submission, createdAt: now.toISOString() };
}

function toPast({ partId, round, attempt, bodyHash, origin }: PastSubmission): PastSubmission {
  return { partId, round, attempt, bodyHash, origin };
}

function changeProposals(
  all: readonly RoomProposal[],
  { withdrawn = [], proposed }: PairChange,
  now: Date,
  newId: () => string,
): readonly RoomProposal[] {
  if (withdrawn.length === 0 && !proposed) return all;
  const isGone = (one: RoomProposal) =>
    withdrawn.some(({ partId, purpose }) => partId === one.partId && purpose === one.purpose);
  return [
    ...all.filter((one) => !isGone(one)),
    ...(proposed ? [{ ...proposed, id: newId(), createdAt: now.toISOString() }] : []),
  ];
}

/** Own answers and what is in their fields. */
function changeOwnAnswers(
  before: Pick<PairRoom, 'ownAnswers' | 'ownFields' | 'ownSubmissions'>,
  { ownAnswers = [], ownFields, endedOwnAnswers = [], submissions = [] }: PairChange,
  now: Date,
): Pick<PairRoom, 'ownAnswers' | 'ownFields' | 'ownSubmissions'> {
  const gone = new Set([...endedOwnAnswers, ...ownAnswers].map(({ id }) => id));
  const left = [...before.ownFields].filter(
    ([, field]) => !endedOwnAnswers.some((ended) => isFieldOf(ended, field)),
  );
  const graded = submissions.filter(({ origin }) => origin === 'disagreement');
  return {
    ownAnswers:
      gone.size > 0
        ? [...before.ownAnswers.filter(({ id }) => !gone.has(id)), ...ownAnswers]
        : before.ownAnswers,
    ownFields: merged(left.length < before.ownFields.size ? new Map(left) : before.ownFields, ownFields),
    ownSubmissions: merged(
      before.ownSubmissions,
      new Map(graded.map((submission) => [submission.id, toLatest(submission, now)])),
    ),
  };
}

/** The responses that count, after a change that gave summaries new values. */
function changeCounted(
  { counted, worksheet }: PairRoom,
  { submissions = [] }: PairChange,
  summaries: ReadonlyMap<string, SummaryState>,
): PairRoom['counted'] {
  const counting = submissions.filter(
    ({ id, partId }) => hasOneField(worksheet, partId) && summaries.get(partId)?.countingSubmissionId === id,
  );
  if (counting.length === 0) return counted;
  const after = new Map(counted);
  for (const { partId, origin, response } of counting) {
    // An own answer is its writer's: no page shows it as what the pair has said.
    if (origin === 'disagreement') after.delete(partId);
    else after.set(partId, response);
  }
  return after;
}

/** Which fields are written by somebody who has seen their part's key, after some were written. */
function changeInformed(
  { informed, worksheet, people, seats }: PairRoom,
  written: Iterable<Pick<FieldState, 'path' | 'bySeatId'>>,
): PairRoom['informed'] {
  const after = new Set(informed);
  for (const { path, bySeatId } of written) {
    const part = partOfPath(worksheet, path)?.part;
    const { userId = '' } = seats.find(({ id }) => id === bySeatId) ?? {};
    const knows =
      part !== undefined &&
      followsPeople(worksheet, part) &&
      personPart(people.get(userId) ?? noFacts, part.id).hasSeenKey;
    if (knows) after.add(path);
    else after.delete(path);
  }
  return after.size === informed.size && [...after].every((path) => informed.has(path)) ? informed : after;
}

/** Those who sit there, without one who leaves. */
function changeSeats(
  { seats, people, linked, kept }: Pick<PairRoom, 'seats' | 'people' | 'linked' | 'kept'>,
  leaver: string | null,
  now: Date,
): Pick<PairRoom, 'seats' | 'people' | 'linked' | 'kept'> {
  const left = seats.find(({ id }) => id === leaver);
  if (!left) return { seats, people, linked, kept };
  return {
    seats: [...seats.filter((seat) => seat !== left), { ...left, place: null, leftAt: now.toISOString() }],
    people: new Map([...people].filter(([userId]) => userId !== left.userId)),
    linked: linked.filter(({ userId }) => userId !== left.userId),
    kept: kept.filter(({ userId }) => userId !== left.userId),
  };
}

/** What a change adds to what those who sit there have seen and used. */
function marksOf(before: PairRoom, { reveal, submissions = [] }: PairChange): Mark[] {
  const partOf = (partId: string) => {
    const part = before.worksheet.parts.get(partId);
    return part && followsPeople(before.worksheet, part) ? [partId] : [];
  };
  const seen = reveal ? partOf(reveal.partId) : [];
  const checked = submissions
    .filter(({ origin }) => origin === 'checked')
    .flatMap(({ partId }) => partOf(partId));
  return presentSeats(before).flatMap(({ userId }) => [
    ...seen.map((partId) => ({ userId, partId, seesKey: true, attempts: 0 })),
    ...checked.map((partId) => ({ userId, partId, seesKey: false, attempts: 1 })),
  ]);
}

/** Pure: a room after what those who sit there have seen and used in another pair; the same where none of them did. */
export function withMarks(room: PairRoom, marks: readonly Mark[]): PairRoom {
  const here = new Set(presentSeats(room).map(({ userId }) => userId));
  const own = marks.filter(({ userId }) => here.has(userId));
  return own.length === 0
    ? room
    : { ...room, people: afterMarks(room.people, own), version: room.version + 1 };
}

/** The page that a change turns; none where the pair has turned it before, when others sat there. */
export function newReveals(before: PairRoom, { reveal }: PairChange): PartOfRound[] {
  if (!reveal) return [];
  const round = roundOf(before, reveal.partId);
  const isKnown = before.reveals.some((one) => one.partId === reveal.partId && one.round === round);
  return isKnown ? [] : [{ partId: reveal.partId, round }];
}

function growth(before: PairRoom, after: Omit<PairRoom, 'bytes'>, change: PairChange): number {
  let bytes = 0;
  for (const [path, field] of change.fields ?? []) {
    bytes += bytesOfField(field) - bytesOfField(before.fields.get(path));
  }
  if (after.ownFields !== before.ownFields) {
    for (const field of after.ownFields.values()) bytes += bytesOfField(field);
    for (const field of before.ownFields.values()) bytes -= bytesOfField(field);
  }
  for (const [path, document] of change.documents ?? []) {
    bytes += bytesOfDocument(document) - bytesOfDocument(before.documents.get(path));
  }
  bytes += bytesOfPredictions(after.predictions) - bytesOfPredictions(before.predictions);
  for (const { partId } of change.submissions ?? []) {
    bytes += bytesOfLatest(after.latest.get(partId)) - bytesOfLatest(before.latest.get(partId));
  }
  return bytes;
}

function addPredictions(
  { seats, predictions }: PairRoom,
  seatId: string,
  added: PairChange['predictions'] = [],
): PairRoom['predictions'] {
  const { userId } = seats.find(({ id }) => id === seatId) ?? {};
  return userId === undefined || added.length === 0
    ? predictions
    : [...predictions, ...added.map((one) => ({ ...one, seatId, userId }))];
}

/** A room as its summaries follow from it. */
function summedUp(room: PairRoom) {
  return { ...room, policy: room.assignment.policy, seats: presentSeats(room) };
}

/** Pure: the room after a change by one of its seats, and what has to be stored of it. */
export function changeRoom(
  before: PairRoom,
  seatId: string,
  change: PairChange,
  now: Date,
  newId: () => string,
): MadeChange {
  const ops = (change.ops ?? []).map(({ base: _base, isOwn, ...op }, index) => ({
    ...op,
    seq: before.seq + index + 1,
    seatId,
    ownerSeatId: isOwn ? seatId : '',
  }));
  const { submissions = [], handIn, newNumbers, driver } = change;
  const marks = marksOf(before, change);
  const rounds = newNumbers ? { ...before.rounds, [newNumbers.questionId]: newNumbers.round } : before.rounds;
  const summaries = summariesAfter(summedUp(before), change, now);
  const after = {
    ...before,
    seq: before.seq + ops.length,
    version: before.version + (raisesVersion(change) ? 1 : 0),
    rounds,
    worksheet: newNumbers ? worksheetFor(before.worksheet, before.seed, rounds) : before.worksheet,
    driverSeatId: driver ? driver.seatId : before.driverSeatId,
    ...changeSeats(
      { ...before, people: afterMarks(before.people, marks) },
      change.leaves ? seatId : null,
      now,
    ),
    reveals: [...before.reveals, ...newReveals(before, change)],
    handIns: handIn
      ? [
          ...before.handIns,
          {
            partId: handIn.partId,
            round: roundOf(before, handIn.partId),
            disagreement: handIn.disagreement ?? null,
          },
        ]
      : before.handIns,
    fields: merged(before.fields, change.fields),
    informed: changeInformed(before, change.fields?.values() ?? []),
    ...changeOwnAnswers(before, change, now),
    documents: merged(before.documents, change.documents),
    submissions:
      submissions.length > 0 ? [...before.submissions, ...submissions.map(toPast)] : before.submissions,
    latest: merged(
      before.latest,
      new Map(
        submissions
          .filter(({ origin }) => origin !== 'disagreement')
          .map((one) => [one.partId, toLatest(one, now)]),
      ),
    ),
    counted: changeCounted(before, change, summaries),
    proposals: changeProposals(before.proposals, change, now, newId),
    summaries: merged(before.summaries, summaries),
    predictions: addPredictions(before, seatId, change.predictions),
    drivenQuestions: driver?.questionId
      ? new Set([...before.drivenQuestions, driver.questionId])
      : before.drivenQuestions,
  };
  const bytes = before.bytes + growth(before, after, change);
  return { before, after: { ...after, bytes }, change, seatId, ops, summaries, marks, now };
}

/** Pure: a room after edits that another server has stored. Their texts are read again when somebody asks for them. */
export function afterOps(before: PairRoom, ops: readonly StoredOp[]): PairRoom {
  const fields = new Map<string, FieldState>();
  const ownFields = new Map<string, FieldState>();
  for (const op of ops) {
    const { seatId, path, ownerSeatId } = op;
    const isOwn = ownerSeatId !== '';
    const key = isOwn ? ownFieldKey(ownerSeatId, path) : path;
    const changed = isOwn ? ownFields : fields;
    const field = changed.get(key) ?? (isOwn ? before.ownFields : before.fields).get(key);
    changed.set(key, afterEdit(field, op, seatId));
  }
  const summaries = new Map<string, SummaryState>();
  for (const [partId, summary] of summariesAfter(summedUp(before), { fields }, new Date(0))) {
    // Who stored the edits has noted the time.
    summaries.set(partId, { ...summary, lastWorkAt: before.summaries.get(partId)?.lastWorkAt ?? null });
  }
  const changed = new Set(fields.keys());
  const after = {
    ...before,
    seq: ops.at(-1)?.seq ?? before.seq,
    fields: merged(before.fields, fields),
    informed: changeInformed(before, fields.values()),
    ownFields: merged(before.ownFields, ownFields),
    documents: new Map([...before.documents].filter(([path]) => !changed.has(path))),
    summaries: merged(before.summaries, summaries),
  };
  return { ...after, bytes: before.bytes + growth(before, after, { fields }) };
}
