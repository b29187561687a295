import { fieldPath, ownPartId, pathWithin, splitFieldPath, withoutOwnPart } from '@/lib/pairing/field-path';
import type { ApiBody } from '@/lib/schemas/api-routes';
import type { OpsResult } from '@/lib/schemas/ops';
import type { OpEvent } from '@/lib/schemas/pair-events';
import type { FieldView, OwnAnswerView, PairView } from '@/lib/schemas/pair-view';
import type { Batch } from './outbox';

/** The view with what own answers say among its fields; each field takes the newer version. */
export function withOwnFields(view: PairView): PairView {
  const own: Record<string, FieldView> = {};
  for (const { partId, answers } of view.disagreements) {
    for (const { id, fields = {} } of answers) {
      for (const [path, field] of Object.entries(fields)) {
        const key = fieldPath(ownPartId(partId, id), pathWithin(partId, path) ?? '');
        if ((view.fields[key]?.version ?? 0) < field.version) own[key] = field;
      }
    }
  }
  return Object.keys(own).length === 0 ? view : { ...view, fields: { ...view.fields, ...own } };
}

/** The own answer that a field belongs to. */
function answerOf(view: PairView, path: string): OwnAnswerView | undefined {
  const { ownAnswerId } = withoutOwnPart(path);
  return view.disagreements.flatMap(({ answers }) => answers).find(({ id }) => id === ownAnswerId);
}

/** The seat that writes a field: of an own answer its writer, else who acts here. */
export function writerOf(view: PairView, path: string, actingSeatId: string): string {
  return answerOf(view, path)?.seatId ?? actingSeatId;
}

/** Edits as they are sent: those of own answers are marked, and name the part itself. */
export function toOpsBody({ ops, atomic, seatId }: Batch): ApiBody<'POST /api/pair-sessions/{id}/ops'> {
  const sent = ops.map((op) => {
    const { path, ownAnswerId } = withoutOwnPart(op.path);
    return ownAnswerId === null ? op : { ...op, path, own: true };
  });
  return { ops: sent, atomic, seatId };
}

/** The answer to edits with the paths that the page knows them by. */
export function fromOpsResult({ ops }: Batch, result: OpsResult): OpsResult {
  const known = new Map(ops.map(({ path }) => [withoutOwnPart(path).path, path]));
  const renamed = <Value>(byPath: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(byPath).map(([path, value]) => [known.get(path) ?? path, value]));
  return { ...result, versions: renamed(result.versions), verdicts: renamed(result.verdicts) };
}

/** An event with the path that the page knows the field by; null for an own answer that the page does not know. */
export function fromOpEvent(view: PairView, op: OpEvent): OpEvent | null {
  if (!op.own) return op;
  const { partId, within } = splitFieldPath(op.path);
  const answers = view.disagreements.find((one) => one.partId === partId)?.answers ?? [];
  const answer = answers.find(({ seatId }) => seatId === op.by);
  return answer ? { ...op, path: fieldPath(ownPartId(partId, answer.id), within) } : null;
}
