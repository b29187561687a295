import { type Phase, phaseAt } from '@/lib/pairing/phase';
import type { JoinCost } from '@/lib/schemas/join-cost';
import type { Json } from '@/lib/schemas/json';
import type { Policy } from '@/lib/schemas/policy';
import type { Worksheet } from '@/lib/worksheets/worksheet';
import type { Rounds } from '@/lib/worksheets/worksheet-for';
import type { Viewer } from '../people/viewer';
import { currentPartIds } from './number-rounds';
import type { PairAccess, PairSeat } from './pair-access';
import type {
  FieldState,
  LatestSubmission,
  OwnAnswer,
  PairState,
  PastSubmission,
  PredictionState,
  ProposalState,
  SubmissionFacts,
  SummaryState,
} from './pair-state';
import type { PersonFacts } from './person-facts';

/** Who changes a pair session: a person, or the end of its time. */
export type Actor = Viewer | 'closing time';

/** What a pair's work depends on of its assignment. The same facts are the same object. */
export interface AssignmentFacts {
  id: string;
  sectionId: string;
  worksheetRevisionId: string;
  policy: Policy;
  opensAt: Date | null;
  closesAt: Date | null;
  settledAt: Date | null;
}

/** A part whose page was turned, or that was handed in, with the round of its numbers then. */
export interface PartOfRound {
  partId: string;
  round: number;
}

/** A part that was handed in; where the partners disagreed, with what each of them handed in. */
export interface RoomHandIn extends PartOfRound {
  disagreement: readonly { seatId: string; submissionId: string }[] | null;
}

/** Somebody who wants to join, and what it costs those who sit here. */
export interface RoomJoinRequest {
  id: string;
  userId: string;
  name: string;
  costs: readonly JoinCost[];
  /** Of users. */
  agreedIds: readonly string[];
  createdAt: string;
}

/** What a part had when somebody left another pair of the assignment, who sits here now. */
export interface KeptPoints {
  userId: string;
  seatId: string;
  partId: string;
  isOwn: boolean;
  outcome: string;
  earned: number;
  total: number;
  provisional: boolean;
  keptAt: string;
  /** Names of those who sat there at the same time. */
  with: readonly string[];
}

export type RoomProposal = ProposalState & { id: string };

/**
 * All that a server remembers of a pair session, as it is stored at one `seq` and `version`. A room never changes: each
 * change makes a new one.
 */
export interface PairRoom {
  id: string;
  /** Of the database that it was read from. */
  installationId: string;
  seq: number;
  version: number;
  assignment: AssignmentFacts;
  code: string;
  seed: string;
  rounds: Rounds;
  driverSeatId: string | null;
  isSplit: boolean;
  /** As this pair sees it, with its own numbers. */
  worksheet: Worksheet;
  /** Present seats by place, then past ones, whose place is null. */
  seats: readonly (Omit<PairSeat, 'place'> & {
    place: number | null;
    joinedAt: string;
    leftAt: string | null;
  })[];
  /** What those who sit here have kept from earlier pairs of the assignment, the oldest first. */
  kept: readonly KeptPoints[];
  /** What those who sit here have seen and used of the worksheet, in all pairs; by user. */
  people: ReadonlyMap<string, PersonFacts>;
  /** Other pair sessions on the worksheet in which those who sit here sit, too. */
  linked: readonly { userId: string; pairSessionId: string }[];
  joinRequests: readonly RoomJoinRequest[];
  reveals: readonly PartOfRound[];
  handIns: readonly RoomHandIn[];
  fields: ReadonlyMap<string, FieldState>;
  /** Paths of those whose last writer had seen the part's key by then. */
  informed: ReadonlySet<string>;
  /** Fields that one seat alone sees; by {@link ownFieldKey}. */
  ownFields: ReadonlyMap<string, FieldState>;
  ownAnswers: readonly OwnAnswer[];
  /** What own answers were graded as, by id. */
  ownSubmissions: ReadonlyMap<string, SubmissionFacts>;
  /** Yjs states of those long texts that somebody asked for; null where none is stored. */
  documents: ReadonlyMap<string, Uint8Array | null>;
  submissions: readonly PastSubmission[];
  /** The newest submission of each part that is no own answer. */
  latest: ReadonlyMap<string, LatestSubmission>;
  /** Of parts with one short field: the response that counts, by part. */
  counted: ReadonlyMap<string, Json>;
  proposals: readonly RoomProposal[];
  summaries: ReadonlyMap<string, SummaryState>;
  predictions: readonly PredictionState[];
  drivenQuestions: ReadonlySet<string>;
  /** About how much memory it takes. */
  bytes: number;
}

/** The seats that people hold now, by place. */
export function presentSeats(room: PairRoom): PairSeat[] {
  return room.seats.flatMap(({ place, joinedAt: _joinedAt, leftAt: _leftAt, ...seat }) =>
    place === null ? [] : [{ ...seat, place }],
  );
}

/** Whether a pair session takes work. What comes after the settling would never be graded: it counts as closed then. */
export function phaseOf({ assignment }: PairRoom, now: Date): Phase {
  return assignment.settledAt ? 'closed' : phaseAt(assignment, now);
}

/** The seat that acts and those that the same person or browser has; null where the actor has no seat here. */
function findSeats(actor: Actor, room: PairRoom, seatId: string | undefined) {
  const present = presentSeats(room);
  if (actor === 'closing time') {
    const [seat] = room.seats.map(({ joinedAt: _joinedAt, leftAt: _leftAt, ...one }) => ({
      ...one,
      place: one.place ?? 0,
    }));
    return seat ? { present, seat, yours: [] } : null;
  }
  const proved = new Set(actor.seats.map((seat) => `${seat.seatId} ${seat.userId}`));
  const yours = present.filter(({ id, userId }) => userId === actor.userId || proved.has(`${id} ${userId}`));
  const seat = yours.find(({ id, userId }) => (seatId ? id === seatId : userId === actor.userId));
  return seat && yours.some(({ userId }) => userId === actor.userId) ? { present, seat, yours } : null;
}

/**
 * A pair session as the actor may work on it: null when the viewer has no present seat in it, or when `seatId` is not
 * one that this browser has proved.
 */
export function accessTo(
  room: PairRoom,
  actor: Actor,
  now: Date,
  seatId?: string | undefined,
): PairAccess | null {
  const found = findSeats(actor, room, seatId);
  if (!found) return null;
  const { assignment } = room;
  return {
    id: room.id,
    assignmentId: assignment.id,
    sectionId: assignment.sectionId,
    code: room.code,
    seed: room.seed,
    rounds: room.rounds,
    driverSeatId: room.driverSeatId,
    isSplit: room.isSplit,
    policy: assignment.policy,
    phase: phaseOf(room, now),
    opensAt: assignment.opensAt,
    closesAt: assignment.closesAt,
    worksheet: room.worksheet,
    seats: found.present,
    seat: found.seat,
    yourSeatIds: found.yours.map(({ id }) => id),
    people: room.people,
    revealedPartIds: currentPartIds(room, room.reveals),
    handedInPartIds: currentPartIds(room, room.handIns),
  };
}

/** What one command has to know besides its room. */
export type CommandContext = Pick<PairState, 'roundsBefore' | 'repeated' | 'accepted' | 'refused'>;

/** A room as a command of the actor is decided on it; null as for {@link accessTo}. */
export function stateFor(
  room: PairRoom,
  command: { actor: Actor; seatId?: string | undefined },
  now: Date,
  context: CommandContext,
): PairState | null {
  const access = accessTo(room, command.actor, now, command.seatId);
  if (!access) return null;
  const {
    seq,
    fields,
    informed,
    ownFields,
    ownAnswers,
    submissions,
    latest,
    proposals,
    summaries,
    predictions,
  } = room;
  const { drivenQuestions } = room;
  return {
    ...access,
    ...context,
    seq,
    fields,
    informed,
    ownFields,
    ownAnswers,
    documents: storedDocuments(room),
    submissions,
    latest,
    names: new Map(room.seats.map(({ id, name }) => [id, name])),
    userIds: new Map(room.seats.map(({ id, userId }) => [id, userId])),
    proposals,
    summaries,
    predictions,
    drivenQuestions,
  };
}

function storedDocuments({ documents }: PairRoom): ReadonlyMap<string, Uint8Array> {
  return new Map([...documents].flatMap(([path, state]) => (state ? [[path, state] as const] : [])));
}
