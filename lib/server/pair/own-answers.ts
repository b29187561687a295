import { pathWithin, splitFieldPath } from '@/lib/pairing/field-path';
import type { Json } from '@/lib/schemas/json';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import { type Refusal, refuse } from '../result';
import type { FieldState, OwnAnswer, PairChange, PairState } from './pair-state';

/** What of a pair its own answers are told by. */
type Disagreeing = Pick<PairState, 'ownAnswers' | 'handedInPartIds'> & {
  seats: readonly { id: string }[];
};

/** Tells the fields that one seat alone sees apart. */
export function ownFieldKey(ownerSeatId: string, path: string): string {
  return `${ownerSeatId} ${path}`;
}

/** Whether a field that one seat alone sees belongs to an own answer. */
export function isFieldOf({ seatId, partId }: OwnAnswer, field: FieldState): boolean {
  return field.bySeatId === seatId && pathWithin(partId, field.path) !== null;
}

/**
 * The own answers, by place, of those who sit there to a part that the pair disagrees on; none where it agrees. What somebody
 * confirmed who has left is kept for that person, and binds nobody else.
 */
export function openAnswers(state: Disagreeing, partId: string): OwnAnswer[] {
  if (state.handedInPartIds.has(partId)) return [];
  return state.seats.flatMap(({ id }) =>
    state.ownAnswers.filter(
      (answer) => answer.partId === partId && answer.seatId === id && answer.submissionId === null,
    ),
  );
}

/** Refuses what the pair can do only together while its members write own answers. */
export function refuseDisagreeing(state: Disagreeing, partId: string): Refusal | null {
  return openAnswers(state, partId).length === 0
    ? null
    : refuse('disagreeing', `On ${partId} you two do not agree: finish your own answers, or agree again.`);
}

/** The fields of a seat that it alone sees, by path. */
export function ownFieldsOf(state: Pick<PairState, 'ownFields'>, seatId: string): Map<string, FieldState> {
  return new Map(
    [...state.ownFields.values()]
      .filter(({ bySeatId }) => bySeatId === seatId)
      .map((field) => [field.path, field]),
  );
}

/** What an own answer says. */
export function ownResponse(state: Pick<PairState, 'ownFields'>, part: LoadedPart, answer: OwnAnswer): Json {
  const fields = [...state.ownFields.values()].filter((field) => isFieldOf(answer, field));
  return part.prepared.responseFromFields(
    new Map(fields.map(({ path, value }) => [splitFieldPath(path).within, value])),
  );
}

/** A change that ends own answers, with what was asked about them. */
export function endingOwnAnswers(
  state: Pick<PairState, 'proposals'>,
  endedOwnAnswers: readonly OwnAnswer[],
): PairChange {
  const parts = new Set(endedOwnAnswers.map(({ partId }) => partId));
  return {
    endedOwnAnswers,
    withdrawn: state.proposals.filter(({ partId, purpose }) => parts.has(partId) && purpose === 'agreement'),
  };
}
