import { pathWithin } from '@/lib/pairing/field-path';
import { phaseAt } from '@/lib/pairing/phase';
import { saidWords } from '@/lib/pairing/said-words';
import { isInForce } from '@/lib/results/decisions';
import type { RubricLine } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';
import type { PartView } from '@/lib/schemas/pair-view';
import type { SubmissionView } from '@/lib/schemas/submission';
import { predictionsFor } from '@/lib/worksheets/predictions';
import type { LoadedPart, Worksheet } from '@/lib/worksheets/worksheet';
import { toPublicWorksheet } from '@/lib/worksheets/worksheet';
import { drawnText, type Rounds, worksheetFor } from '@/lib/worksheets/worksheet-for';
import { database } from '../database/db';
import { contentHash } from '../pair/content-hash';
import { roundsOf } from '../pair/number-rounds';
import { predictionsOf } from '../pair/predictions';
import { toSubmissionView } from '../pair/submission-view';
import { worksheetOfRevisionId } from '../pair/worksheet-revisions';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { countDraftEdits } from './draft-edits';
import { type EarlierSession, earlierSessions, partsSeenElsewhere } from './members-elsewhere';
import { staffedBy } from './sections';

/** A decision as those who review read it; with null points it takes another one back. */
interface WorkDecision {
  id: string;
  origin: string;
  earned: number | null;
  comment: string | null;
  note: string | null;
  by: string;
  /** Null where the decision is for the whole pair. */
  seatId: string | null;
  /** Null for a draft. */
  submissionId: string | null;
  /** Somebody has taken it back. */
  isUndone: boolean;
  /** Taking it back changes what somebody has. */
  isInForce: boolean;
  createdAt: Date;
}

interface WorkSubmission {
  view: SubmissionView;
  response: Json;
  /** The key for the numbers that the pair had then. */
  revealedKey: Json;
  /** Those numbers in words; null where all pairs have the same. */
  numbers: string | null;
  seatId: string;
  /** An answer of this seat alone: the partners did not agree. */
  isOwn: boolean;
  createdAt: Date;
  gradedWith: string;
}

export interface WorkPart {
  part: PartView;
  /** What a good response contains; empty where there is no rubric. */
  rubric: RubricLine[];
  revealedKey: Json;
  /** What was drawn for the pair, in words: "p = 0.5, 0.3, 0.2"; null where all pairs have the same. */
  numbers: string | null;
  /** The response that the fields hold now, submitted or not. */
  draft: Json;
  isDraftBlank: boolean;
  /** What the pair says in the parts that this one names, in words, by part. */
  said: Readonly<Record<string, string[]>>;
  /** Of the draft: a decision on it says which one it was made on. */
  draftEdits: number;
  /** Where an exploration asks for the part: what each person predicted. */
  predicted: { seatId: string; name: string; response: Json }[];
  /** Ids of the parts in which the pair predicted something about this one. */
  predictions: string[];
  submissions: WorkSubmission[];
  /** The oldest first. */
  decisions: WorkDecision[];
  /** Of the part's state: a decision says on which one it was made. */
  version: number;
  review: string;
  countingSubmissionId: string | null;
  earned: number;
  overriddenEarned: number | null;
  isProvisional: boolean;
  isRevealed: boolean;
  /** The draft was changed after the page was turned. */
  isCorrected: boolean;
  isHandedIn: boolean;
  disagreed: boolean;
  /** Somebody who sat here had seen the key elsewhere. */
  isWithSeen: boolean;
  signature: string | null;
}

export interface PairWork {
  pairSessionId: string;
  assignmentId: string;
  sectionId: string;
  sectionTitle: string;
  title: string;
  /** The worksheet's formulas as a person reads them aloud, by their TeX. */
  spoken: Readonly<Record<string, string>>;
  seats: { id: string; name: string; isPresent: boolean; ops: number }[];
  /** Who drove, one after the other; with the question where it was decided for one. */
  drivers: { seatId: string; questionId: string | null }[];
  parts: WorkPart[];
  mayOverride: boolean;
  /** Two or more work here, the worksheet is not closed, and the viewer may decide. */
  maySplit: boolean;
  /** Of a copy: the pair session it was split from. */
  splitFromId: string | null;
  /** Other pairs of the assignment in which those who are seated here sat before. */
  earlier: EarlierSession[];
}

export interface PairWorkInput {
  sectionId: string;
  pairSessionId: string;
}

/** What was drawn for a part's question, in words; null where all pairs have the same. */
function numbersOf(worksheet: Worksheet, { questionId }: LoadedPart): string | null {
  const drawn = worksheet.questions.find(({ id }) => id === questionId)?.drawn;
  return drawn ? drawnText(drawn.values) : null;
}

/** A pair session with everything that its page shows, found through those who teach or assist its section. */
function readSession(viewer: Viewer, { sectionId, pairSessionId }: PairWorkInput) {
  return database().pairSession.findFirst({
    where: { id: pairSessionId, assignment: { sectionId, section: staffedBy(viewer) } },
    select: {
      id: true,
      seed: true,
      numberRounds: true,
      splitFromId: true,
      seats: {
        orderBy: { joinedAt: 'asc' },
        select: {
          id: true,
          userId: true,
          activeUserId: true,
          leftAt: true,
          user: { select: { name: true } },
        },
      },
      reveals: { select: { partId: true, createdAt: true } },
      fields: {
        where: { ownerSeatId: '' },
        select: { path: true, value: true, version: true, bySeatId: true },
      },
      predictions: { select: { seatId: true, partId: true, response: true } },
      summaries: {
        select: {
          partId: true,
          countingSubmissionId: true,
          earned: true,
          overriddenEarned: true,
          provisional: true,
          review: true,
          version: true,
          isRevealed: true,
          isHandedIn: true,
          disagreed: true,
          signature: true,
        },
      },
      driverChanges: { orderBy: { createdAt: 'asc' }, select: { seatId: true, questionId: true } },
      submissions: { orderBy: { attempt: 'asc' } },
      overrides: {
        orderBy: [{ version: 'asc' }, { createdAt: 'asc' }],
        include: { by: { select: { name: true } } },
      },
      assignment: {
        select: {
          id: true,
          sectionId: true,
          opensAt: true,
          closesAt: true,
          worksheetRevisionId: true,
          section: {
            select: {
              title: true,
              enrollments: { where: { userId: viewer.userId }, select: { role: true } },
            },
          },
        },
      },
    },
  });
}

type SessionRow = NonNullable<Awaited<ReturnType<typeof readSession>>>;
type SubmissionRow = SessionRow['submissions'][number];

/** A pair session with its worksheet: the pair's own numbers, in their present rounds. */
interface LoadedSession {
  row: SessionRow;
  rounds: Rounds;
  worksheet: Worksheet;
}

async function loadSession(row: SessionRow): Promise<LoadedSession> {
  const rounds = roundsOf(row);
  const published = await worksheetOfRevisionId(row.assignment.worksheetRevisionId);
  return { row, rounds, worksheet: worksheetFor(published, row.seed, rounds) };
}

/** The response that the fields of a part hold now, submitted or not. */
function draftOf({ fields }: SessionRow, { id, prepared }: LoadedPart): Json {
  const own = fields
    .filter(({ path }) => pathWithin(id, path) !== null)
    // The value column only ever holds JSON that a kind has taken.
    .map(({ path, value }): [string, Json] => [path.slice(id.length + 1), value as Json]);
  return prepared.responseFromFields(new Map(own));
}

/** What the pair says now in the parts that one names. */
function saidIn({ fields }: SessionRow, { namedParts = [] }: PartView): WorkPart['said'] {
  const said = namedParts.map(({ partId, words }): [string, string[]] => {
    const field = fields.find(({ path }) => path === partId);
    // The value column only ever holds JSON that a kind has taken.
    return [partId, saidWords(field?.value as Json | undefined, words)];
  });
  return Object.fromEntries(said);
}

/** What each person predicted, by part. */
function predictedIn({ row, worksheet }: LoadedSession): ReadonlyMap<string, WorkPart['predicted']> {
  const seats = new Map(row.seats.map((seat) => [seat.id, seat]));
  const all = predictionsOf({
    worksheet,
    userIds: new Map(row.seats.map(({ id, userId }) => [id, userId])),
    // Both columns only ever hold JSON that a kind has taken.
    fields: row.fields.map((field) => ({ ...field, value: field.value as Json })),
    predictions: row.predictions.map((one) => ({
      ...one,
      userId: seats.get(one.seatId)?.userId ?? '',
      response: one.response as Json,
    })),
  });
  const byPart = new Map<string, WorkPart['predicted']>();
  const places = [...seats.keys()];
  all.sort((a, b) => places.indexOf(a.seatId) - places.indexOf(b.seatId));
  for (const { seatId, partId, response } of all) {
    const name = seats.get(seatId)?.user.name ?? '';
    byPart.set(partId, [...(byPart.get(partId) ?? []), { seatId, name, response }]);
  }
  return byPart;
}

/** A submission beside what was asked for when it was made: a pair may have drawn new numbers since. */
function toWorkSubmission(session: LoadedSession, part: LoadedPart, row: SubmissionRow): WorkSubmission {
  const rounds = { ...session.rounds, [part.questionId]: row.round };
  const worksheet = worksheetFor(session.worksheet, session.row.seed, rounds);
  const asked = worksheet.parts.get(part.id) ?? part;
  return {
    view: toSubmissionView(row),
    // The column is only ever written from a graded submission, as JSON.
    response: row.response as Json,
    revealedKey: asked.prepared.toRevealedKey(),
    numbers: numbersOf(worksheet, asked),
    seatId: row.seatId,
    isOwn: row.origin === 'disagreement',
    createdAt: row.createdAt,
    gradedWith: row.gradedWith,
  };
}

/** The decisions on a part, with what became of them. */
function decisionsOn({ overrides }: SessionRow, partId: string): WorkDecision[] {
  const records = overrides.filter((record) => record.partId === partId);
  const undone = new Set(records.map(({ undoesId }) => undoesId));
  return records.map(({ id, origin, earned, comment, note, by, seatId, submissionId, createdAt }) => ({
    id,
    origin,
    earned,
    comment,
    note,
    by: by.name,
    seatId,
    submissionId,
    isUndone: undone.has(id),
    isInForce: isInForce(records, id),
    createdAt,
  }));
}

/** What the part's summary says; as of an untouched part where there is none. */
function currentScore({ summaries }: SessionRow, partId: string) {
  const summary = summaries.find((one) => one.partId === partId);
  return {
    countingSubmissionId: summary?.countingSubmissionId ?? null,
    version: summary?.version ?? 0,
    review: summary?.review ?? 'none',
    earned: summary?.earned ?? 0,
    overriddenEarned: summary?.overriddenEarned ?? null,
    isProvisional: (summary?.provisional ?? false) && summary?.overriddenEarned == null,
    isRevealed: summary?.isRevealed ?? false,
    isHandedIn: summary?.isHandedIn ?? false,
    disagreed: summary?.disagreed ?? false,
    signature: summary?.signature ?? null,
  };
}

function toWorkPart(
  session: LoadedSession,
  part: PartView,
  loaded: LoadedPart,
  withSeen: ReadonlySet<string>,
  predicted: WorkPart['predicted'],
): WorkPart {
  const { row, worksheet } = session;
  const { prepared } = loaded;
  const draft = draftOf(row, loaded);
  const isDraftBlank = prepared.isBlank(draft);
  const score = currentScore(row, part.id);
  const submissions = row.submissions.filter(({ partId }) => partId === part.id);
  return {
    part,
    rubric: prepared.toRubric(),
    revealedKey: prepared.toRevealedKey(),
    numbers: numbersOf(worksheet, loaded),
    draft,
    isDraftBlank,
    said: saidIn(row, part),
    draftEdits: countDraftEdits(part.id, row.fields),
    predicted,
    predictions: predictionsFor(worksheet, part.id),
    submissions: submissions.map((submission) => toWorkSubmission(session, loaded, submission)),
    decisions: decisionsOn(row, part.id),
    ...score,
    isWithSeen: withSeen.has(part.id),
    // Turning the page submits the draft, so a draft that differs from the last submission was typed later. Own answers
    // have taken the place of the draft.
    isCorrected:
      score.isRevealed &&
      !isDraftBlank &&
      submissions.at(-1)?.origin !== 'disagreement' &&
      contentHash(draft) !== contentHash(submissions.at(-1)?.response),
  };
}

/** How many edits each seat made. */
async function countEdits(pairSessionId: string): Promise<ReadonlyMap<string, number>> {
  const counts = await database().op.groupBy({
    by: ['seatId'],
    where: { pairSessionId },
    _count: { _all: true },
  });
  return new Map(counts.map(({ seatId, _count }) => [seatId, _count._all]));
}

/** Everything a pair did, for those who teach or assist its section. */
export async function getPairWork(
  viewer: Viewer,
  input: PairWorkInput,
  now: Date,
): Promise<Result<PairWork>> {
  const row = await readSession(viewer, input);
  if (!row) return notFound;
  const { assignment } = row;
  const session = await loadSession(row);
  const { worksheet } = session;
  const edits = await countEdits(row.id);
  const withSeen = await partsSeenElsewhere(row, worksheet);
  const predicted = predictedIn(session);
  const seats = row.seats.map(({ id, user, activeUserId }) => ({
    id,
    name: user.name,
    isPresent: activeUserId !== null,
    ops: edits.get(id) ?? 0,
  }));
  const mayOverride = assignment.section.enrollments.some(({ role }) => role === 'INSTRUCTOR');
  const isPair = seats.filter(({ isPresent }) => isPresent).length > 1;
  return ok({
    pairSessionId: row.id,
    assignmentId: assignment.id,
    sectionId: assignment.sectionId,
    sectionTitle: assignment.section.title,
    title: worksheet.title,
    spoken: worksheet.spoken,
    seats,
    drivers: row.driverChanges,
    parts: toPublicWorksheet(worksheet).questions.flatMap(({ parts }) =>
      parts.flatMap((part) => {
        const loaded = worksheet.parts.get(part.id);
        return loaded ? [toWorkPart(session, part, loaded, withSeen, predicted.get(part.id) ?? [])] : [];
      }),
    ),
    mayOverride,
    maySplit: mayOverride && isPair && phaseAt(assignment, now) !== 'closed',
    splitFromId: row.splitFromId,
    earlier: await earlierSessions(row),
  });
}
