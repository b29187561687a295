import { phaseAt } from '@/lib/pairing/phase';
import type { OpConflict } from '@/lib/schemas/ops';
import { policySchema } from '@/lib/schemas/policy';
import { worksheetFor } from '@/lib/worksheets/worksheet-for';
import type { Reader } from '../database/db';
import type { Viewer } from '../people/viewer';
import { currentPartIds, roundsOf } from './number-rounds';
import type { PairSeat } from './pair-access';
import type {
  FieldState,
  PairState,
  PastSubmission,
  ProposalState,
  SubmissionFacts,
  SummaryState,
} from './pair-state';
import { pairStateStatement, type Reach, type StoredRow } from './pair-state-statement';
import { worksheetOfRevisionId } from './worksheet-revisions';

/** Who changes a pair session: a person, or the end of its time. */
export type Actor = Viewer | 'closing time';

interface StoredSession {
  assignmentId: string;
  sectionId: string;
  worksheetRevisionId: string;
  policy: unknown;
  opensAt: string | null;
  closesAt: string | null;
  settledAt: string | null;
  code: string;
  seed: string;
  numberRounds: unknown;
  driverSeatId: string | null;
  splitAt: string | null;
  seq: number;
}

/** A time as the databases write it into JSON: SQLite's with an offset, PostgreSQL's without one, in UTC. */
function toDate(text: string | null): Date | null {
  if (text === null) return null;
  return new Date(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
}

function byKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** The seat that acts and those that the same person or browser has; null where the actor has no seat here. */
function findSeats(actor: Actor, all: readonly PairSeat[], present: PairSeat[], seatId: string | undefined) {
  if (actor === 'closing time') {
    const seat = present[0] ?? all[0];
    return seat ? { seat, yours: [] } : null;
  }
  const proved = new Set(actor.seats.map((seat) => `${seat.seatId} ${seat.userId}`));
  const yours = present.filter(({ id, userId }) => userId === actor.userId || proved.has(`${id} ${userId}`));
  const seat = yours.find(({ id, userId }) => (seatId ? id === seatId : userId === actor.userId));
  return seat && yours.some(({ userId }) => userId === actor.userId) ? { seat, yours } : null;
}

/**
 * Reads a pair session through the actor, by one statement: null when it does not exist, when a viewer has no
 * present seat in it, or when `seatId` is not one that this browser has proved.
 */
export async function readPairState(
  reader: Pick<Reader, '$queryRaw'>,
  actor: Actor,
  { pairSessionId, seatId }: { pairSessionId: string; seatId?: string | undefined },
  reach: Reach | null,
  now: Date,
): Promise<PairState | null> {
  const rows = await reader.$queryRaw<StoredRow[]>(pairStateStatement(pairSessionId, reach));
  // Each row is the JSON that the statement makes of it; JSON columns only ever hold what a kind or a verb wrote.
  const of = <Row>(kind: string) =>
    rows.flatMap(({ what, row, earned, total }) =>
      what === kind ? [{ ...(JSON.parse(row) as Row), ...(earned !== null && { earned, total }) }] : [],
    );
  const [session] = of<StoredSession>('session');
  if (!session) return null;
  const all = of<Omit<PairSeat, 'place'> & { place: number | null }>('seat');
  const present = all
    .flatMap(({ place, ...seat }) => (place === null ? [] : [{ ...seat, place }]))
    .sort((a, b) => a.place - b.place);
  const seats = findSeats(
    actor,
    all.map((seat) => ({ ...seat, place: seat.place ?? 0 })),
    present,
    seatId,
  );
  if (!seats) return null;
  const times = { opensAt: toDate(session.opensAt), closesAt: toDate(session.closesAt) };
  const rounds = roundsOf(session);
  const published = await worksheetOfRevisionId(session.worksheetRevisionId);
  const worksheet = worksheetFor(published, session.seed, rounds);
  const [repeated = null] = of<SubmissionFacts & { bodyHash: string }>('repeated');
  return {
    id: pairSessionId,
    assignmentId: session.assignmentId,
    sectionId: session.sectionId,
    code: session.code,
    seed: session.seed,
    rounds,
    roundsBefore: rounds,
    driverSeatId: session.driverSeatId,
    isSplit: session.splitAt !== null,
    policy: policySchema.parse(session.policy),
    // What comes after the settling would never be graded, so the assignment counts as closed.
    phase: session.settledAt ? 'closed' : phaseAt(times, now),
    ...times,
    worksheet,
    seats: present,
    seat: seats.seat,
    yourSeatIds: seats.yours.map(({ id }) => id),
    revealedPartIds: currentPartIds({ worksheet, rounds }, of('reveal')),
    handedInPartIds: currentPartIds({ worksheet, rounds }, of('hand-in')),
    seq: session.seq,
    fields: byKey(of<FieldState>('field'), ({ path }) => path),
    documents: new Map(
      rows.flatMap(({ what, row, state }) =>
        what === 'document' && state ? [[(JSON.parse(row) as { path: string }).path, state]] : [],
      ),
    ),
    submissions: of<PastSubmission>('submission'),
    repeated: repeated && {
      ...repeated,
      provisional: Boolean(repeated.provisional),
    },
    accepted: byKey(
      of<{ opId: string; path: string; version: number; verdict: string | null }>('accepted'),
      ({ opId }) => opId,
    ),
    refused: byKey(
      of<Omit<OpConflict, 'by'> & { bySeatId: string }>('refused').map(({ bySeatId: by, ...op }) => ({
        ...op,
        by,
      })),
      ({ opId }) => opId,
    ),
    proposals: of<ProposalState>('proposal'),
    summaries: byKey(of<SummaryState>('summary'), ({ partId }) => partId),
    drivenQuestions: new Set(
      of<{ questionId: string | null }>('driver').flatMap(({ questionId }) => questionId ?? []),
    ),
  };
}
