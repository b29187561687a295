import type { Json } from '@/lib/schemas/json';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import type { Viewer } from '../people/viewer';
import { refusals } from '../refusals';
import { ok, type Result, refuse } from '../result';
import { changePart } from './change-part';
import type { Decision, PairState } from './pair-state';
import { predictionsOf } from './predictions';

/** Whether a part of an exploration takes a response: readable by its kind, and no longer than its fields are. */
function takes(part: LoadedPart | undefined, response: Json): boolean {
  if (!part?.isPrediction) return false;
  const { prepared, points } = part;
  const fields = Array.isArray(response) ? response.map((value, at) => [`${at}`, value] as const) : null;
  const fits = (fields ?? [['', response] as const]).every(([path, value]) =>
    prepared.acceptsField(path, value),
  );
  return fits && prepared.grade(response, points).outcome !== 'ungradable';
}

/** Decides on what a person predicts. What they predicted before stays as it is, and is the answer. */
function decidePredictions(
  state: PairState,
  responses: Readonly<Record<string, Json>>,
): Decision<{ predictions: Record<string, Json> }> {
  const { worksheet } = state;
  const fits = Object.entries(responses).every(([partId, response]) =>
    takes(worksheet.parts.get(partId), response),
  );
  if (!fits) return refuse('bad-request', 'This is nothing that the worksheet asks you to predict.');
  const before = predictionsOf({ ...state, fields: [...state.fields.values()] }).filter(
    ({ userId }) => userId === state.seat.userId,
  );
  const known = new Map(before.map(({ partId, response }) => [partId, response]));
  const predictions = Object.fromEntries(
    Object.entries(responses).map(([partId, response]) => [partId, known.get(partId) ?? response]),
  );
  const added = Object.entries(responses).flatMap(([partId, response]) =>
    known.has(partId) ? [] : [{ partId, response }],
  );
  if (added.length === 0) return ok({ predictions });
  if (state.phase === 'closed')
    return refuse('closed', 'This worksheet is closed. Nothing is stored any more.');
  if (state.phase === 'not-open') return refusals.notOpenYet;
  return { ok: true, value: { predictions }, change: { predictions: added }, news: [{ news: 'seats' }] };
}

/**
 * Stores what a person predicted, once. It is told to the partner when both have predicted. Sent again, also with
 * another prediction, it answers with the first one.
 */
export function predict(
  viewer: Viewer,
  input: { pairSessionId: string; responses: Readonly<Record<string, Json>>; seatId?: string | undefined },
  now: Date,
): Promise<Result<{ predictions: Record<string, Json> }>> {
  const { responses, ...which } = input;
  const bytes = JSON.stringify(responses).length;
  return changePart(viewer, { ...which, bytes }, now, (state) => decidePredictions(state, responses));
}
