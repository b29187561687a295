import { decideOp, type FieldState } from '@/lib/pairing/decide-op';
import type { FieldVerdict } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';
import type { OpConflict } from '@/lib/schemas/ops';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import { newId } from '../database/ids';
import { toStoredJson } from '../database/stored-json';
import type { Tx } from '../database/writer';
import type { StoredOp } from '../live/bus';
import { partOfPath } from './find-pair-access';
import type { PairAccess } from './pair-access';
import { countFilled, isEmpty, noteFilledFields } from './part-summaries';
import { loadText, mergeEdit, type OpenText, replaceText, storeText } from './text-documents';

export interface CheckedOp {
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

export interface FieldRow {
  path: string;
  value: Json;
  version: number;
  verdict: string | null;
  bySeatId: string;
  firstVerdict: string | null;
  wrongCount: number;
}

/** Whether a field takes any text a person may write; an option's id, say, is none. */
export function isLongText({ part, within }: { part: LoadedPart; within: string }): boolean {
  return !part.instantCheck && part.prepared.acceptsField(within, 'Any text a person may write.');
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
export async function decideOps(
  tx: Tx,
  access: PairAccess,
  ops: readonly CheckedOp[],
  fields: ReadonlyMap<string, FieldRow>,
): Promise<Decisions> {
  const current = new Map<string, FieldState>(
    [...fields].map(([path, { value, version }]) => [path, { value, version }]),
  );
  const texts = new Map<string, OpenText>();
  const decisions: Decisions = { decided: [], refused: [], texts };
  for (const op of ops) {
    const field = current.get(op.path) ?? { value: undefined, version: 0 };
    const taken = await decideOne(tx, access, op, field, texts);
    if (taken) {
      decisions.decided.push(taken);
      current.set(op.path, { value: taken.op.value, version: taken.version });
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
  field: FieldState,
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
export class TooLong extends Error {
  readonly code = 'text-too-long';
}

/** Fields that both partners see, by path. */
export async function readFields(
  tx: Tx,
  access: PairAccess,
  which: NonNullable<Parameters<Tx['field']['findMany']>[0]>['where'],
): Promise<Map<string, FieldRow>> {
  const rows = await tx.field.findMany({ where: { ...which, pairSessionId: access.id, ownerSeatId: '' } });
  return new Map(rows.map((row) => [row.path, { ...row, value: row.value as Json }]));
}

/** Writes what was decided on the fields as they were read, after the op numbered `seq`. */
export async function storeDecided(
  tx: Tx,
  access: PairAccess,
  input: {
    seq: number;
    fields: ReadonlyMap<string, FieldRow>;
    /** False spares a look where it is known that nothing was proposed. */
    hasProposals: boolean;
  } & Pick<Decisions, 'decided' | 'texts'>,
  now: Date,
): Promise<{ stored: StoredOp[]; cancelled: string[] }> {
  const { seq, fields: before, decided, texts } = input;
  const fields = new Map(before);
  for (const { op, version } of decided) {
    fields.set(op.path, await storeField(tx, access, op, fields.get(op.path), version, now));
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
  await tx.pairSession.update({ where: { id: access.id }, data: { seq: seq + decided.length } });

  const touched = [...new Set(decided.map(({ op }) => op.path.split('/')[0] ?? op.path))];
  const cancelled = input.hasProposals ? await cancelProposals(tx, access.id, touched) : [];
  for (const partId of touched) {
    if (!access.worksheet.parts.has(partId)) continue;
    const filledIn = (rows: ReadonlyMap<string, FieldRow>) =>
      countFilled([...rows.values()].filter(({ path }) => path.split('/')[0] === partId));
    await noteFilledFields(tx, access, partId, filledIn(fields) - filledIn(before), now);
  }
  return { stored, cancelled };
}

/** Empties every field of the parts, as edits of the seat that acts; inside the pair session's lock. */
export async function emptyFields(
  tx: Tx,
  access: PairAccess,
  parts: readonly LoadedPart[],
  now: Date,
): Promise<StoredOp[]> {
  const fields = await readFields(tx, access, {
    OR: parts.flatMap(({ id }) => [{ path: id }, { path: { startsWith: `${id}/` } }]),
  });
  const ops = [...fields].flatMap(([path, { value, version }]): CheckedOp[] => {
    const found = partOfPath(access.worksheet, path);
    if (!found || isEmpty(value)) return [];
    const empty = Array.isArray(value) ? [] : '';
    const mayBeText = isLongText(found);
    return [{ opId: newId(), path, base: version, value: empty, verdict: null, textUpdate: null, mayBeText }];
  });
  if (ops.length === 0) return [];
  const { seq } = await tx.pairSession.findUniqueOrThrow({ where: { id: access.id }, select: { seq: true } });
  const { decided, texts } = await decideOps(tx, access, ops, fields);
  return (await storeDecided(tx, access, { seq, fields, decided, texts, hasProposals: true }, now)).stored;
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
