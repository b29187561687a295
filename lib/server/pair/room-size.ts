import type { Json } from '@/lib/schemas/json';
import type { PairRoom } from './pair-room';
import type { FieldState, LatestSubmission, PredictionState } from './pair-state';

/** What an entry of a room takes besides its texts, in bytes: about what V8 needs for the objects around them. */
const bytesOfEntry = 400;
/** A room without any work: its seats, times and the maps of everything else. */
const bytesOfEmptyRoom = 6_000;

function bytesOfJson(value: Json | null): number {
  if (value === null) return 0;
  // V8 holds a character in one or two bytes.
  return 2 * (typeof value === 'string' ? value.length : JSON.stringify(value).length);
}

/** About the memory that a field takes, in bytes. */
export function bytesOfField(field: FieldState | undefined): number {
  return field ? bytesOfEntry + bytesOfJson(field.value) + bytesOfJson(field.firstValue) : 0;
}

/** About the memory that what is remembered of a part's newest submission takes, in bytes. */
export function bytesOfLatest(submission: LatestSubmission | undefined): number {
  return submission ? bytesOfEntry + 2 * JSON.stringify(submission).length : 0;
}

/** About the memory that a long text takes, in bytes. */
export function bytesOfDocument(document: Uint8Array | null | undefined): number {
  return document?.byteLength ?? 0;
}

function sum<T>(all: Iterable<T>, bytesOf: (one: T) => number): number {
  let total = 0;
  for (const one of all) total += bytesOf(one);
  return total;
}

/** About the memory that what people predicted takes, in bytes. */
export function bytesOfPredictions(predictions: readonly PredictionState[]): number {
  return sum(predictions, ({ response }) => bytesOfEntry + bytesOfJson(response));
}

/** About the memory that a room takes, in bytes, without its worksheet, which many share. */
export function bytesOfRoom(room: Omit<PairRoom, 'bytes'>): number {
  return (
    bytesOfEmptyRoom +
    sum(room.fields.values(), bytesOfField) +
    sum(room.ownFields.values(), bytesOfField) +
    sum(room.documents.values(), bytesOfDocument) +
    sum(room.latest.values(), bytesOfLatest) +
    bytesOfPredictions(room.predictions) +
    bytesOfEntry *
      (room.submissions.length +
        room.summaries.size +
        room.proposals.length +
        room.handIns.length +
        room.ownAnswers.length)
  );
}
