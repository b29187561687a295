import type { FieldVerdict } from '@/lib/schemas/grading';
import type { OpInput, OpsResult } from '@/lib/schemas/ops';
import type { Viewer } from '../people/viewer';
import { refusals } from '../refusals';
import { notFound, ok, type Refusal, type Result, refuse } from '../result';
import { changePart } from './change-part';
import { type CheckedOp, editFields } from './edit-fields';
import { isPairField, partOfPath } from './find-part';
import { openAnswers, ownFieldKey, ownFieldsOf } from './own-answers';
import { mostEdits } from './pair-budgets';
import type { AcceptedOp, Decision, PairChange, PairState } from './pair-state';
import { isSpent } from './spent-parts';
import { openText, toStoredText } from './text-documents';

/** What an op is stored with beside what it brings, in bytes. */
const bytesOfRow = 200;

/** Refuses an op that names no field or carries a value of another shape; else gives it its instant verdict. */
function checkOp(state: PairState, op: OpInput): Result<CheckedOp> {
  const { opId, path, base = 0, value = '', textUpdate, own: isOwn = false } = op;
  const found = partOfPath(state.worksheet, path);
  if (!found && !isOwn && textUpdate === undefined && isPairField(state.worksheet, path, value)) {
    return ok({ opId, path, base, value, verdict: null, textUpdate: null, isOwn });
  }
  // What somebody predicts is theirs alone, and an edit is the pair's.
  const fits =
    found?.part.isPrediction === false &&
    found.part.prepared.acceptsField(found.within, value) &&
    (textUpdate === undefined || (!isOwn && found.part.prepared.isLongText(found.within)));
  if (!found || !fits) {
    return refuse('bad-request', `${path} is not a field of this worksheet, or takes another value.`);
  }
  // The partner may come to the same value: a verdict would tell both.
  const isChecked = !isOwn && found.part.instantCheck && !isSpent(state, found.part);
  const verdict = isChecked ? found.part.prepared.checkField(found.within, value) : null;
  const update = textUpdate === undefined ? null : new Uint8Array(Buffer.from(textUpdate, 'base64'));
  return ok({ opId, path, base, value, verdict, textUpdate: update, isOwn });
}

function checkOps(state: PairState, ops: readonly OpInput[]): Result<CheckedOp[]> {
  const checked: CheckedOp[] = [];
  for (const op of ops) {
    const one = checkOp(state, op);
    if (!one.ok) return one;
    checked.push(one.value);
  }
  if (new Set(checked.map(({ isOwn }) => isOwn)).size > 1) {
    return refuse('bad-request', 'Send edits of an own answer apart from those of shared ones.');
  }
  const texts = checked.flatMap(({ path, textUpdate }) => (textUpdate ? [path] : []));
  // Browsers make one edit of all that wait.
  const isEachOnce = new Set(texts).size === texts.length;
  return isEachOnce ? ok(checked) : refuse('bad-request', 'Send the edits of one text one after another.');
}

function accept(
  result: OpsResult,
  op: { opId: string; path: string; verdict: string | null; version: number },
) {
  result.accepted.push(op.opId);
  result.versions[op.path] = op.version;
  // A verdict column only ever holds what the kinds' instant checks return.
  if (op.verdict) result.verdicts[op.path] = op.verdict as FieldVerdict;
}

/** Gives repeated ops their first answer; returns the new ones, each once. */
function answerRepeated(state: PairState, ops: readonly CheckedOp[], result: OpsResult): CheckedOp[] {
  const fresh = new Map<string, CheckedOp>();
  for (const op of ops) {
    const accepted = state.accepted.get(op.opId);
    const refused = state.refused.get(op.opId);
    if (accepted) accept(result, accepted);
    else if (refused) result.conflicts.push(refused);
    else if (!fresh.has(op.opId)) fresh.set(op.opId, op);
  }
  return [...fresh.values()];
}

/** Refuses edits of own answers that the seat does not write now. */
function refuseOwn(state: PairState, ops: readonly CheckedOp[]): Refusal | null {
  for (const { path, isOwn } of ops) {
    const part = isOwn ? partOfPath(state.worksheet, path)?.part : undefined;
    if (!part) continue;
    const own = openAnswers(state, part.id).find(({ seatId }) => seatId === state.seat.id);
    if (!own) {
      return refuse('not-disagreeing', `On ${part.id} there is no own answer of yours to write.`);
    }
    if (own.confirmedAt) {
      return refuse('handed-in', 'You have confirmed your own answer. Take that back to change it.');
    }
  }
  return null;
}

/** Decides edits of the fields that they are of: those that the pair shares, or those of the seat alone. */
function editOwnOrShared(
  state: PairState,
  ops: readonly CheckedOp[],
):
  | ({ ok: true; refused: OpsResult['conflicts'] } & { change: PairChange & { ops: readonly AcceptedOp[] } })
  | Refusal {
  if (!ops.some(({ isOwn }) => isOwn)) return editFields(state, ops);
  const fields = ownFieldsOf(state, state.seat.id);
  const edited = editFields({ ...state, fields, documents: new Map(), proposals: [] }, ops);
  if (!edited.ok) return edited;
  const { ops: accepted, fields: after = new Map() } = edited.change;
  const ownFields = [...after.values()].map(
    (field) => [ownFieldKey(state.seat.id, field.path), field] as const,
  );
  return { ok: true, refused: edited.refused, change: { ops: accepted, ownFields: new Map(ownFields) } };
}

/** Decides on the ops of a pair; with `isAtomic`, accepts all or none. */
export function decideOps(state: PairState, ops: readonly OpInput[], isAtomic: boolean): Decision<OpsResult> {
  const checked = checkOps(state, ops);
  if (!checked.ok) return checked;
  const result: OpsResult = { seq: state.seq, accepted: [], conflicts: [], verdicts: {}, versions: {} };
  const fresh = answerRepeated(state, checked.value, result);
  if (fresh.length === 0) return ok(result);
  // Only a new op can come too late: a repeated one gets its first answer.
  if (state.phase === 'closed') {
    return refuse('closed', 'This worksheet is closed. What you typed stays on this device.');
  }
  if (state.phase === 'not-open') return refusals.notOpenYet;
  if (state.seq + fresh.length > mostEdits) {
    return refuse('too-much-history', 'You have changed this worksheet more often than can be stored.');
  }
  const refusal = refuseOwn(state, fresh);
  if (refusal) return refusal;
  const edited = editOwnOrShared(state, fresh);
  if (!edited.ok) return edited;
  const { change, refused: refusedOps } = edited;
  result.conflicts.push(...refusedOps);
  if (change.ops.length === 0 || (isAtomic && result.conflicts.length > 0)) {
    return { ok: true, value: result, change: { refusedOps } };
  }
  for (const op of change.ops) accept(result, op);
  return {
    ok: true,
    value: { ...result, seq: state.seq + change.ops.length },
    change: { ...change, refusedOps },
    news: (change.withdrawn ?? []).map(({ partId }) => ({ news: 'hand-in', partId })),
  };
}

/**
 * Applies what a pair typed. Each op is applied once however often it is sent; one on a stale version is a conflict
 * that changes nothing, unless it is an edit inside a long text, which is merged. With `atomic` one conflict keeps
 * all of them out.
 */
export function applyOps(
  viewer: Viewer,
  input: { pairSessionId: string; ops: OpInput[]; atomic?: boolean | undefined; seatId?: string | undefined },
  now: Date,
): Promise<Result<OpsResult>> {
  const { ops, atomic = false, ...which } = input;
  const needs = { documents: ops.map(({ path }) => path), opIds: ops.map(({ opId }) => opId) };
  const bytes = JSON.stringify(ops).length + ops.length * bytesOfRow;
  return changePart(viewer, { ...which, needs, bytes, edits: ops.length }, now, (state) =>
    decideOps(state, ops, atomic),
  );
}

/** The state of a long text, from which a browser joins in editing it; as base64. */
export function getTextState(
  viewer: Viewer,
  input: { pairSessionId: string; path: string },
  now: Date,
): Promise<Result<{ state: string }>> {
  const { pairSessionId, path } = input;
  return changePart(viewer, { pairSessionId, needs: { documents: [path] } }, now, (state) => {
    const found = partOfPath(state.worksheet, path);
    if (!found?.part.prepared.isLongText(found.within)) return notFound;
    const { value = '' } = state.fields.get(path) ?? {};
    const stored = state.documents.get(path);
    const document = stored ?? toStoredText(openText(undefined, typeof value === 'string' ? value : ''));
    const answer = { state: Buffer.from(document).toString('base64') };
    // Stored on the first look, so that both browsers start from the very same document.
    return stored
      ? ok(answer)
      : { ok: true, value: answer, change: { documents: new Map([[path, document]]) } };
  });
}
