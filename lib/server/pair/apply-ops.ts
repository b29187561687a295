import { Prisma } from '@/lib/generated/sqlite/client';
import type { FieldVerdict } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';
import type { OpInput, OpsResult } from '@/lib/schemas/ops';
import { newId } from '../database/ids';
import { lockPairSession } from '../database/locks';
import { toStoredJson } from '../database/stored-json';
import { type Tx, write } from '../database/writer';
import { pairTopic, type StoredOp } from '../live/bus';
import { bus } from '../live/shared-bus';
import type { Viewer } from '../people/viewer';
import { refusals } from '../refusals';
import { notFound, ok, type Result, refuse } from '../result';
import { findPairAccess, isExplorationPath, partOfPath } from './find-pair-access';
import { haveRoundsChanged } from './number-rounds';
import type { PairAccess } from './pair-access';
import { type CheckedOp, decideOps, isLongText, readFields, storeDecided, TooLong } from './store-ops';
import { encodeText, loadText, storeText } from './text-documents';

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

/**
 * What rarely is there, found out by one statement: each of the many that a class sends at once counts. Whether one of
 * the ops was answered before, and whether the pair has proposed anything.
 */
async function findRareRows(
  tx: Tx,
  pairSessionId: string,
  opIds: string[],
): Promise<{ isRepeated: boolean; hasProposals: boolean }> {
  const ids = Prisma.join(opIds);
  const rows = await tx.$queryRaw<{ what: 'op' | 'proposal' }[]>`
    SELECT 'op' AS "what" FROM "Op" WHERE "pairSessionId" = ${pairSessionId} AND "opId" IN (${ids})
    UNION SELECT 'op' FROM "RefusedOp" WHERE "pairSessionId" = ${pairSessionId} AND "opId" IN (${ids})
    UNION SELECT 'proposal' FROM "Proposal" WHERE "pairSessionId" = ${pairSessionId}`;
  return {
    isRepeated: rows.some(({ what }) => what === 'op'),
    hasProposals: rows.some(({ what }) => what === 'proposal'),
  };
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

/** What has been answered before to ops of the list; the rest is new. */
function answerEarlier(
  ops: readonly CheckedOp[],
  earlier: Awaited<ReturnType<typeof findEarlierResults>> | null,
  result: OpsResult,
): CheckedOp[] {
  const fresh: CheckedOp[] = [];
  for (const op of ops) {
    const done = earlier?.accepted.get(op.opId);
    const refused = earlier?.refused.get(op.opId);
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

/**
 * Applies checked ops in order inside one transaction; with `isAtomic` all of them or none. null, and nothing done,
 * when new numbers were drawn since the access was found: the verdicts are those of the old ones.
 */
async function storeOps(
  tx: Tx,
  access: PairAccess,
  ops: readonly CheckedOp[],
  isAtomic: boolean,
  now: Date,
): Promise<Result<StoredOps> | null> {
  await lockPairSession(tx, access.id);
  // Meanwhile the seat may have left or gone into a copy: an edit acknowledged here would be lost there.
  const session = await tx.pairSession.findFirst({
    where: { id: access.id, seats: { some: { id: access.seat.id, leftAt: null } } },
    select: { seq: true, numberRounds: true },
  });
  if (!session) return notFound;
  const { seq } = session;
  if (haveRoundsChanged(access, session)) return null;
  const result: OpsResult = { seq, accepted: [], conflicts: [], verdicts: {}, versions: {} };
  const opIds = ops.map(({ opId }) => opId);
  const { isRepeated, hasProposals } = await findRareRows(tx, access.id, opIds);
  const earlier = isRepeated ? await findEarlierResults(tx, access.id, opIds) : null;
  const fresh = answerEarlier(ops, earlier, result);
  if (fresh.length === 0) return ok({ result, stored: [], cancelled: [] });
  // Only what is new can come too late: a repeated op gets its first answer.
  if (access.phase === 'closed') {
    return refuse('closed', 'This worksheet is closed. What you typed stays on this device.');
  }
  if (access.phase === 'not-open') return refusals.notOpenYet;

  const fields = await readFields(tx, access, { path: { in: fresh.map(({ path }) => path) } });
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

  for (const { op, version } of decided) accept(result, { ...op, version });
  result.seq = seq + decided.length;
  return ok({
    result,
    ...(await storeDecided(tx, access, { seq, fields, decided, texts, hasProposals }, now)),
  });
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
    if (stored === null) return applyOps(viewer, input, now);
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
