import { decideOp } from '../pairing/decide-op';
import type { OpConflict, OpInput, OpsResult } from '../pairing/pair-view';
import type { FieldVerdict, Json } from '../questions/define-kind';
import { pairTopic } from './bus';
import { newId } from './ids';
import { lockPairSession } from './locks';
import { findPairAccess, type PairAccess, partOfPath } from './pair-access';
import { noteFilledFields } from './part-summaries';
import { notFound, ok, type Result, refuse } from './result';
import { bus } from './shared-bus';
import { toStoredJson } from './stored-json';
import type { Viewer } from './viewer';
import { type Tx, write } from './writer';

interface CheckedOp extends OpInput {
  verdict: FieldVerdict | null;
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

/** Refuses ops that name no field or carry a value of another shape; gives the others their instant verdict. */
async function checkOps(access: PairAccess, ops: readonly OpInput[]): Promise<Result<CheckedOp[]>> {
  const checked: CheckedOp[] = [];
  for (const op of ops) {
    const found = partOfPath(access.worksheet, op.path);
    if (!found?.part.prepared.acceptsField(found.within, op.value)) {
      return refuse('bad-request', `${op.path} is not a field of this worksheet, or takes another value.`);
    }
    const isChecked = found.part.instantCheck && !access.revealedPartIds.has(found.part.id);
    const verdict = isChecked ? found.part.prepared.checkField(found.within, op.value) : null;
    checked.push({ ...op, verdict });
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

/** Applies checked ops in order inside one transaction; with `isAtomic` all of them or none. */
async function storeOps(
  tx: Tx,
  access: PairAccess,
  ops: readonly CheckedOp[],
  isAtomic: boolean,
  now: Date,
): Promise<OpsResult> {
  await lockPairSession(tx, access.id);
  const session = await tx.pairSession.findUniqueOrThrow({ where: { id: access.id }, select: { seq: true } });
  const earlier = await findEarlierResults(
    tx,
    access.id,
    ops.map(({ opId }) => opId),
  );
  const rows = await tx.field.findMany({ where: { pairSessionId: access.id, ownerSeatId: '' } });
  const fields = new Map<string, FieldRow>(
    rows.map((row) => [row.path, { ...row, value: row.value as Json }]),
  );

  const result: OpsResult = { seq: session.seq, accepted: [], conflicts: [], verdicts: {}, versions: {} };
  const accept = (op: { opId: string; path: string; verdict: string | null; version: number }) => {
    result.accepted.push(op.opId);
    result.versions[op.path] = op.version;
    // A verdict column only ever holds what the kinds' instant checks return.
    if (op.verdict) result.verdicts[op.path] = op.verdict as FieldVerdict;
  };
  const fresh: CheckedOp[] = [];
  for (const op of ops) {
    const done = earlier.accepted.get(op.opId);
    const refused = earlier.refused.get(op.opId);
    if (done) accept(done);
    else if (refused) {
      result.conflicts.push({
        opId: op.opId,
        value: refused.value as Json,
        version: refused.version,
        by: refused.bySeatId,
      });
    } else if (!fresh.some(({ opId }) => opId === op.opId)) fresh.push(op);
  }

  const refusedNow: OpConflict[] = [];
  const standing = new Map([...fields].map(([path, { value, version }]) => [path, { value, version }]));
  const decided: { op: CheckedOp; version: number }[] = [];
  for (const op of fresh) {
    const field = standing.get(op.path) ?? { value: undefined, version: 0 };
    const decision = decideOp(field, op);
    if (decision.accepted) {
      decided.push({ op, version: decision.version });
      standing.set(op.path, { value: op.value, version: decision.version });
    } else {
      const current = fields.get(op.path);
      refusedNow.push({
        opId: op.opId,
        value: field.value ?? '',
        version: field.version,
        by: current?.bySeatId ?? access.seat.id,
      });
    }
  }
  result.conflicts.push(...refusedNow);
  if (refusedNow.length > 0) {
    await tx.refusedOp.createMany({
      data: refusedNow.map(({ by, value, ...refused }) => ({
        id: newId(),
        pairSessionId: access.id,
        ...refused,
        value: toStoredJson(value),
        bySeatId: by,
        createdAt: now,
      })),
    });
  }
  if (decided.length === 0 || (isAtomic && refusedNow.length > 0)) return result;

  for (const { op, version } of decided) {
    fields.set(op.path, await storeField(tx, access, op, fields.get(op.path), version, now));
    accept({ ...op, version });
  }
  await tx.op.createMany({
    data: decided.map(({ op, version }, index) => ({
      id: newId(),
      pairSessionId: access.id,
      seq: session.seq + index + 1,
      opId: op.opId,
      seatId: access.seat.id,
      path: op.path,
      base: op.base,
      value: toStoredJson(op.value),
      version,
      verdict: op.verdict,
      createdAt: now,
    })),
  });
  result.seq = session.seq + decided.length;
  await tx.pairSession.update({ where: { id: access.id }, data: { seq: result.seq } });

  const touched = new Set(decided.map(({ op }) => op.path.split('/')[0] ?? op.path));
  await tx.proposal.deleteMany({ where: { pairSessionId: access.id, partId: { in: [...touched] } } });
  await noteFilledFields(tx, access, touched, fields, now);
  return result;
}

/**
 * Applies what a pair typed. Each op is applied once however often it is sent; one on a stale version is a conflict
 * that changes nothing. With `atomic` one conflict keeps all of them out.
 */
export async function applyOps(
  viewer: Viewer,
  input: { pairSessionId: string; ops: OpInput[]; atomic?: boolean | undefined; seatId?: string | undefined },
  now: Date,
): Promise<Result<OpsResult>> {
  const access = await findPairAccess(viewer, input.pairSessionId, now, input.seatId);
  if (!access) return notFound;
  if (access.phase === 'closed')
    return refuse('closed', 'This worksheet is closed. What you typed stays on this device.');
  if (access.phase === 'not-open') return refuse('not-open', 'This worksheet is not open yet.');
  const checked = await checkOps(access, input.ops);
  if (!checked.ok) return checked;
  const result = await write((tx) => storeOps(tx, access, checked.value, input.atomic ?? false, now));
  if (result.accepted.length > 0) bus().publish(pairTopic(access.id), { type: 'ops' });
  return ok(result);
}
