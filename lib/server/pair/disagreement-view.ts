import type { Phase } from '@/lib/pairing/phase';
import type { CurrentScore, DisagreementView, FieldView } from '@/lib/schemas/pair-view';
import { currentPartIds } from './number-rounds';
import { isFieldOf } from './own-answers';
import { type PairRoom, presentSeats } from './pair-room';
import type { OwnAnswer } from './pair-state';
import { toPairSubmission } from './submission-view';

/** Seats whose own answers were handed in together; then everybody may read them. */
function handedInTogether(room: PairRoom, partId: string): ReadonlySet<string> {
  const current = currentPartIds(room, room.handIns);
  const handIn = room.handIns.findLast((one) => one.partId === partId && current.has(partId));
  return new Set((handIn?.disagreement ?? []).map(({ seatId }) => seatId));
}

function fieldsOf(room: PairRoom, answer: OwnAnswer): Record<string, FieldView> {
  return Object.fromEntries(
    [...room.ownFields.values()]
      .filter((field) => isFieldOf(answer, field))
      .map(({ path, value, version, bySeatId }) => [path, { value, version, by: bySeatId }]),
  );
}

/**
 * Whether what an own answer says is sent to a browser: its writer's; everybody's once it was handed in beside the
 * others. Of two at one screen, only who writes now: one after the other, by place.
 */
function isSentTo(
  room: PairRoom,
  yourSeatIds: readonly string[],
  answer: OwnAnswer,
  answers: readonly OwnAnswer[],
): boolean {
  if (handedInTogether(room, answer.partId).has(answer.seatId)) return true;
  if (!yourSeatIds.includes(answer.seatId)) return false;
  if (yourSeatIds.length === 1) return true;
  const [writing] = presentSeats(room).filter(({ id }) =>
    answers.some(
      ({ seatId, confirmedAt }) => seatId === id && confirmedAt === null && yourSeatIds.includes(id),
    ),
  );
  return writing?.id === answer.seatId;
}

/** The parts that members write, or have handed in, own answers to, as a page with these seats may see them. */
export function disagreementsOf(
  room: PairRoom,
  yourSeatIds: readonly string[],
  phase: Phase,
): DisagreementView[] {
  const present = presentSeats(room);
  const handedIn = currentPartIds(room, room.handIns);
  const place = ({ seatId }: OwnAnswer) => {
    const index = present.findIndex(({ id }) => id === seatId);
    return index < 0 ? present.length : index;
  };
  return [...room.worksheet.parts.keys()].flatMap((partId): DisagreementView[] => {
    const answers = room.ownAnswers
      .filter((answer) => answer.partId === partId)
      .filter(
        ({ seatId, submissionId }) =>
          submissionId !== null ||
          (phase === 'open' && !handedIn.has(partId) && present.some(({ id }) => id === seatId)),
      )
      .sort((a, b) => place(a) - place(b));
    if (answers.length === 0) return [];
    return [
      {
        partId,
        isSettled: answers.every(({ submissionId }) => submissionId !== null),
        answers: answers.map((answer) => {
          const { id, seatId, confirmedAt, submissionId } = answer;
          const submission = submissionId === null ? undefined : room.ownSubmissions.get(submissionId);
          return {
            id,
            seatId,
            name: room.seats.find((seat) => seat.id === seatId)?.name ?? '',
            isConfirmed: confirmedAt !== null,
            ...(isSentTo(room, yourSeatIds, answer, answers) && {
              fields: fieldsOf(room, answer),
              ...(submission && { submission: toPairSubmission(submission) }),
            }),
          };
        }),
      },
    ];
  });
}

/** A part's score as the one who looks has it: by the own answer where that counts. */
export function scoreOfSeat(
  room: PairRoom,
  yourSeatIds: readonly string[],
  partId: string,
  score: CurrentScore,
): CurrentScore {
  const [seatId] = yourSeatIds.length === 1 ? yourSeatIds : [];
  const own = room.ownAnswers.find((answer) => answer.partId === partId && answer.seatId === seatId);
  if (!own || own.earned === null || score.overridden) return score;
  const { outcome, earned, provisional } = own;
  return { ...score, outcome, earned, provisional };
}
