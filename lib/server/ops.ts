import { decideOp, type StandingField } from '../pairing/decide-op';
import type { OpConflict, OpInput, OpsResult } from '../pairing/pair-view';
import type { FieldVerdict, Json } from '../questions/define-kind';
import type { LoadedPart } from '../worksheets/worksheet';
import { pairTopic, type StoredOp } from './bus';
import { newId } from './ids';
import { lockPairSession } from './locks';
import { findPairAccess, isExplorationPath, type PairAccess, partOfPath } from './pair-access';
import { countFilled, noteFilledFields } from './part-summaries';
import { notFound, ok, type Result, refuse } from './result';
import { bus } from './shared-bus';
import { toStoredJson } from './stored-json';
import { encodeText, loadText, mergeEdit, type OpenText, replaceText, storeText } from './text-documents';
import type { Viewer } from './viewer';
import { type Tx, write } from './writer';

interface CheckedOp {
  opId: string;
  path: string;
  base: number;
  value: Json;
  verdict: FieldVerdict | null;
  /** An edit inside a long text; `value` is then known only once it is merged. */
  textUpdate: Uint8Array | null;
  /** Whether the field may hold a text that two people edit at once. */
  mayBeText: boolean;
}

interface FieldRow {
  path: string;
  value: Json;
  version: number;
  verdict: string | null;
  bySeatId: string;
  firstVerdict: string | null;
  wrongCount: number;
}

/** Whether a field takes any text a person may write; an option's id, say, is none. */
function isLongText({ part, within }: { part: LoadedPart; within: string }): boolean {
  return !part.instantCheck && part.prepared.acceptsField(within, 'Any text a person may write.');
}

/** Refuses ops that name no field or carry a value of another shape; gives the others their instant verdict. */
function checkOps(access: PairAccess, ops: readonly OpInput[]): Result<CheckedOp[]> {
  const checked: CheckedOp[] = [];
  for (const op of ops) {
    const { opId, path, base = 0, value = '', textUpdate } = op;
    const found = partOfPath(access.worksheet, path);
    const isExploration = isExplorationPath(access.worksheet, path);
    const isField = found ? found.part.prepared.acceptsField(found.within, value) : isExploration;
    const takesEdits = found !== null && isLongText(found);
    if (!isField || (textUpdate !== undefined && !takesEdits)) {
      return refuse('bad-request', `${path} is not a field of this worksheet, or takes another value.`);
    }
    const isChecked = found?.part.instantCheck && !access.revealedPartIds.has(found.part.id);
    const verdict = isChecked ? found.part.prepared.checkField(found.within, value) : null;
    const update = textUpdate === undefined ? null : new Uint8Array(Buffer.from(textUpdate, 'base64'));
    checked.push({ opId, path, base, value, verdict, textUpdate: update, mayBeText: takesEdits });
  }
  return ok(checked);
}

/** What has been answered before, by op id. */
async function findEarlierResults(tx: Tx, pairSessionId: string, opIds: string[]) {
  const where = { pairSessionId, opId: { in: opIds } };
  const [accepted, refused] = [await tx.op.findMany({ where }), await tx.refusedOp.findMany({ where })];
  return {
    accepted: new Map(accepted.map((op) => [op.opId, op])),
    refused: new Map(refused.map((op) => [op.opId, op])),
  };
}

async function storeField(
  tx: Tx,
  access: PairAccess,
  op: CheckedOp,
  field: FieldRow | undefined,
  version: number,
  now: Date,
) {
  const isWrong = op.verdict === 'incorrect' || op.verdict === 'more-digits';
  const isFirst = !field?.firstVerdict && (isWrong || op.verdict === 'correct');
  const data = {
    value: toStoredJson(op.value),
    version,
    verdict: op.verdict,
    bySeatId: access.seat.id,
    updatedAt: now,
    wrongCount: (field?.wrongCount ?? 0) + (isWrong ? 1 : 0),
    ...(isFirst ? { firstValue: toStoredJson(op.value), firstVerdict: op.verdict } : {}),
  };
  const key = { pairSessionId: access.id, path: op.path, ownerSeatId: '' };
  if (field) {
    await tx.field.update({ where: { pairSessionId_path_ownerSeatId: key }, data });
  } else {
    await tx.field.create({ data: { id: newId(), ...key, ...data } });
  }
  return {
    ...data,
    value: op.value,
    path: op.path,
    firstVerdict: isFirst ? op.verdict : (field?.firstVerdict ?? null),
  };
}

interface Decided {
  op: CheckedOp;
  version: number;
}

interface Decisions {
  decided: Decided[];
  refused: OpConflict[];
  /** Long texts that edits were merged into, by path. */
  texts: Map<string, OpenText>;
}

/** Decides each op on what those before it leave behind; nothing is written yet. */
async function decideOps(
  tx: Tx,
  access: PairAccess,
  ops: readonly CheckedOp[],
  fields: ReadonlyMap<string, FieldRow>,
): Promise<Decisions> {
  const standing = new Map<string, StandingField>(
    [...fields].map(([path, { value, version }]) => [path, { value, version }]),
  );
  const texts = new Map<string, OpenText>();
  const decisions: Decisions = { decided: [], refused: [], texts };
  for (const op of ops) {
    const field = standing.get(op.path) ?? { value: undefined, version: 0 };
    const taken = await decideOne(tx, access, op, field, texts);
    if (taken) {
      decisions.decided.push(taken);
      standing.set(op.path, { value: taken.op.value, version: taken.version });
    } else {
      const by = fields.get(op.path)?.bySeatId ?? access.seat.id;
      decisions.refused.push({ opId: op.opId, value: field.value ?? '', version: field.version, by });
    }
  }
  return decisions;
}

/** An edit inside a long text is merged whatever version it was made on; any other op needs the current one. */
async function decideOne(
  tx: Tx,
  access: PairAccess,
  op: CheckedOp,
  field: StandingField,
  texts: Map<string, OpenText>,
): Promise<Decided | null> {
  const isText = op.mayBeText && (typeof field.value === 'string' || field.value === undefined);
  const open =
    texts.get(op.path) ??
    (isText ? await loadText(tx, access.id, op.path, field.value?.toString() ?? '') : null);
  if (op.textUpdate) {
    if (!open || !mergeEdit(open, op.textUpdate)) return null;
    texts.set(op.path, open);
    const found = partOfPath(access.worksheet, op.path);
    if (!found?.part.prepared.acceptsField(found.within, open.text())) {
      throw new TooLong();
    }
    return { op: { ...op, value: open.text() }, version: field.version + 1 };
  }
  const decision = decideOp(field, op);
  if (!decision.accepted) return null;
  const isShared = open !== null && (texts.has(op.path) || ('isStored' in open && open.isStored === true));
  if (!isShared || typeof op.value !== 'string') return { op, version: decision.version };
  texts.set(op.path, open);
  return { op: { ...op, textUpdate: replaceText(open, op.value) }, version: decision.version };
}

/** Thrown inside the transaction to undo it: merged, a text would be longer than its field takes. */
class TooLong extends Error {
  readonly code = 'text-too-long';
}

/** What has been answered before to ops of the list; the rest is new. */
function answerEarlier(
  ops: readonly CheckedOp[],
  earlier: Awaited<ReturnType<typeof findEarlierResults>>,
  result: OpsResult,
): CheckedOp[] {
  const fresh: CheckedOp[] = [];
  for (const op of ops) {
    const done = earlier.accepted.get(op.opId);
    const refused = earlier.refused.get(op.opId);
    if (done) accept(result, done);
    else if (refused) {
      const { value, version, bySeatId } = refused;
      result.conflicts.push({ opId: op.opId, value: value as Json, version, by: bySeatId });
    } else if (!fresh.some(({ opId }) => opId === op.opId)) fresh.push(op);
  }
  return fresh;
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

interface StoredOps {
  result: OpsResult;
  /** What was written, in order. */
  stored: StoredOp[];
  /** Parts whose proposals an edit has taken back. */
  cancelled: string[];
}

/** Applies checked ops in order inside one transaction; with `isAtomic` all of them or none. */
async function storeOps(
  tx: Tx,
  access: PairAccess,
  ops: readonly CheckedOp[],
  isAtomic: boolean,
  now: Date,
): Promise<Result<StoredOps>> {
  await lockPairSession(tx, access.id);
  const { seq, seats } = await tx.pairSession.findUniqueOrThrow({
    where: { id: access.id },
    select: { seq: true, seats: { where: { id: access.seat.id, leftAt: null }, select: { id: true } } },
  });
  // Meanwhile the seat may have left or gone into a copy: an edit acknowledged here would be lost there.
  if (seats.length === 0) return notFound;
  const result: OpsResult = { seq, accepted: [], conflicts: [], verdicts: {}, versions: {} };
  const opIds = ops.map(({ opId }) => opId);
  const fresh = answerEarlier(ops, await findEarlierResults(tx, access.id, opIds), result);
  if (fresh.length === 0) return ok({ result, stored: [], cancelled: [] });
  // Only what is new can come too late: a repeated op gets its first answer.
  if (access.phase === 'closed') {
    return refuse('closed', 'This worksheet is closed. What you typed stays on this device.');
  }
  if (access.phase === 'not-open') return refuse('not-open', 'This worksheet is not open yet.');

  const rows = await tx.field.findMany({
    where: { pairSessionId: access.id, ownerSeatId: '', path: { in: fresh.map(({ path }) => path) } },
  });
  const fields = new Map<string, FieldRow>(
    rows.map((row) => [row.path, { ...row, value: row.value as Json }]),
  );
  const { decided, refused, texts } = await decideOps(tx, access, fresh, fields);
  result.conflicts.push(...refused);
  if (refused.length > 0) {
    await tx.refusedOp.createMany({
      data: refused.map(({ by, value, ...others }) => ({
        id: newId(),
        pairSessionId: access.id,
        ...others,
        value: toStoredJson(value),
        bySeatId: by,
        createdAt: now,
      })),
    });
  }
  if (decided.length === 0 || (isAtomic && result.conflicts.length > 0)) {
    return ok({ result, stored: [], cancelled: [] });
  }
  const before = new Map(fields);
  for (const { op, version } of decided) {
    fields.set(op.path, await storeField(tx, access, op, fields.get(op.path), version, now));
    accept(result, { ...op, version });
  }
  for (const [path, open] of texts) await storeText(tx, access.id, path, open, now);
  const stored = decided.map(({ op, version }, index) => ({
    seq: seq + index + 1,
    opId: op.opId,
    seatId: access.seat.id,
    path: op.path,
    value: op.value,
    version,
    verdict: op.verdict,
    textUpdate: op.textUpdate,
  }));
  await tx.op.createMany({
    data: stored.map((op, index) => ({
      ...op,
      id: newId(),
      pairSessionId: access.id,
      base: decided[index]?.op.base ?? 0,
      value: toStoredJson(op.value),
      textUpdate: op.textUpdate && new Uint8Array(op.textUpdate),
      createdAt: now,
    })),
  });
  result.seq = seq + decided.length;
  await tx.pairSession.update({ where: { id: access.id }, data: { seq: result.seq } });

  const touched = [...new Set(decided.map(({ op }) => op.path.split('/')[0] ?? op.path))];
  const cancelled = await cancelProposals(tx, access.id, touched);
  for (const partId of touched) {
    if (!access.worksheet.parts.has(partId)) continue;
    const filledIn = (rows: ReadonlyMap<string, FieldRow>) =>
      countFilled([...rows.values()].filter(({ path }) => path.split('/')[0] === partId));
    await noteFilledFields(tx, access, partId, filledIn(fields) - filledIn(before), now);
  }
  return ok({ result, stored, cancelled });
}

/**
 * Takes back what was proposed for content that an edit has changed; returns the parts it was proposed for. An answer
 * handed in against the partner's stays: it is kept with the proposal, not in the fields.
 */
async function cancelProposals(tx: Tx, pairSessionId: string, partIds: string[]): Promise<string[]> {
  const where = { pairSessionId, partId: { in: partIds }, purpose: { not: 'disagreement' } };
  const proposals = await tx.proposal.findMany({ where, select: { partId: true } });
  if (proposals.length > 0) await tx.proposal.deleteMany({ where });
  return proposals.map(({ partId }) => partId);
}

/**
 * Applies what a pair typed. Each op is applied once however often it is sent; one on a stale version is a conflict
 * that changes nothing, unless it is an edit inside a long text, which is merged. With `atomic` one conflict keeps
 * all of them out.
 */
export async function applyOps(
  viewer: Viewer,
  input: { pairSessionId: string; ops: OpInput[]; atomic?: boolean | undefined; seatId?: string | undefined },
  now: Date,
): Promise<Result<OpsResult>> {
  const access = await findPairAccess(viewer, input.pairSessionId, now, input.seatId);
  if (!access) return notFound;
  const checked = checkOps(access, input.ops);
  if (!checked.ok) return checked;
  try {
    const stored = await write((tx) => storeOps(tx, access, checked.value, input.atomic ?? false, now));
    if (!stored.ok) return stored;
    const { result, cancelled } = stored.value;
    if (stored.value.stored.length > 0) {
      bus().publish(pairTopic(access.id), { type: 'ops', stored: stored.value.stored });
    }
    for (const partId of cancelled) {
      bus().publish(pairTopic(access.id), { type: 'state', news: 'hand-in', partId });
    }
    return ok(result);
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    return refuse('bad-request', 'Together with what your partner wrote, this text is too long.');
  }
}

/** The state of a long text, from which a browser joins in editing it; as base64. */
export async function getTextState(
  viewer: Viewer,
  input: { pairSessionId: string; path: string },
  now: Date,
): Promise<Result<{ state: string }>> {
  const access = await findPairAccess(viewer, input.pairSessionId, now);
  const found = access && partOfPath(access.worksheet, input.path);
  if (!access || !found || !isLongText(found)) {
    return notFound;
  }
  return write(async (tx) => {
    await lockPairSession(tx, access.id);
    const key = { pairSessionId: access.id, path: input.path, ownerSeatId: '' };
    const field = await tx.field.findUnique({ where: { pairSessionId_path_ownerSeatId: key } });
    const open = await loadText(
      tx,
      access.id,
      input.path,
      typeof field?.value === 'string' ? field.value : '',
    );
    // Stored on the first look, so that both browsers start from the very same document.
    if (!open.isStored) await storeText(tx, access.id, input.path, open, now);
    return ok({ state: encodeText(open) });
  });
}
