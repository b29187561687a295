import type { Json } from '@/lib/schemas/json';
import type { OpsResult } from '@/lib/schemas/ops';
import type { OpEvent } from '@/lib/schemas/pair-events';
import type { FieldView, PairView, SeatView, SharedPairState } from '@/lib/schemas/pair-view';
import type { FieldConflict } from './field-edits';
import type { Batch } from './outbox';
import { withOwnFields } from './own-answers';

/** How the page learns of changes: by events, by asking every few seconds, or not at all. */
type LinkState = 'connecting' | 'live' | 'polling' | 'offline' | 'signed-out' | 'gone';

/** Everything the page draws. Replaced as a whole on each change, never changed in place. */
export interface PairState {
  view: PairView;
  /** What this device typed and the server has not acknowledged, by full path. */
  pending: Readonly<Record<string, Json>>;
  /** Edits that met a newer value of the partner's; paths are full. */
  conflicts: readonly FieldConflict[];
  link: LinkState;
  /** How many edits wait to be sent. */
  waiting: number;
  /** Why edits cannot be saved at all, where the server said so (closed, for example). */
  refusal: { code: string; message: string } | null;
  /** Where others are now: full path → name. */
  partnerAt: Readonly<Record<string, string>>;
  /** What others are typing and have not saved: full path → text. */
  partnerTyping: Readonly<Record<string, string>>;
  /** The carets of others in long texts: full path → index of the character after the caret. */
  partnerCarets: Readonly<Record<string, number>>;
  /** Ids of the seats of others whose typing has arrived in the last moments. */
  typingSeatIds: readonly string[];
  /** Sentences for screen readers about what others did; the newest last. */
  announcements: readonly string[];
  /** The seat that types on this device. */
  actingSeatId: string;
  /** Whether what is typed survives closing the tab here. */
  isStoredHere: boolean;
}

/** What an op does to a field: all of it that the page needs. */
export type FieldOp = Pick<OpEvent, 'seq' | 'path' | 'value' | 'version' | 'by' | 'verdict'>;

/** The view after one op; the same view when it knew the op already. */
export function applyOpEvent(view: PairView, op: FieldOp): PairView {
  const seq = Math.max(view.seq, op.seq);
  const known = view.fields[op.path];
  if (known && known.version >= op.version) return seq === view.seq ? view : { ...view, seq };
  const { value, version, by, verdict } = op;
  const field: FieldView = { value, version, by, ...(verdict && { verdict }) };
  return { ...view, seq, fields: { ...view.fields, [op.path]: field } };
}

/**
 * The state after the server's answer to a batch of edits. An edit that met a newer value becomes a conflict; in an
 * atomic batch, the other edits wait for the same decision.
 *
 * @param textOf the long text of a field as this device has it.
 */
export function applyAnswer(
  { view, conflicts }: Pick<PairState, 'view' | 'conflicts'>,
  batch: Batch,
  answer: OpsResult,
  textOf: (path: string) => string | undefined,
): Pick<PairState, 'view' | 'conflicts'> {
  let next = view;
  for (const op of batch.ops) {
    const version = answer.versions[op.path];
    if (!answer.accepted.includes(op.opId) || version === undefined) continue;
    const verdict = answer.verdicts[op.path];
    const value = 'value' in op ? op.value : (textOf(op.path) ?? '');
    const { path } = op;
    const event: FieldOp = { seq: next.seq, path, value, version, by: batch.seatId };
    next = applyOpEvent(next, verdict ? { ...event, verdict } : event);
  }
  for (const { opId, ...theirs } of answer.conflicts) {
    const path = batch.ops.find((op) => op.opId === opId)?.path;
    if (path !== undefined) next = applyOpEvent(next, { seq: next.seq, path, ...theirs });
  }
  const isRefusedWhole = batch.atomic && answer.accepted.length === 0;
  const open = batch.ops.flatMap((op): FieldConflict[] => {
    if (!('value' in op)) return [];
    const { path, value: mine } = op;
    const theirs = answer.conflicts.find(({ opId }) => opId === op.opId);
    if (theirs) return [{ path, mine, theirs: theirs.value, by: nameOfSeat(next, theirs.by) }];
    return isRefusedWhole ? [{ path, mine, theirs: next.fields[path]?.value ?? '', by: '' }] : [];
  });
  const paths = new Set(open.map(({ path }) => path));
  return { view: next, conflicts: [...conflicts.filter(({ path }) => !paths.has(path)), ...open] };
}

/** The view with everything but its fields and parts replaced by that of a newer one. */
export function applyState(view: PairView, state: SharedPairState): PairView {
  return withOwnFields({ ...view, ...state, seq: view.seq });
}

/**
 * The view after a whole new one: each field takes the newer version, because the new view may have been read before
 * an op that is known here already.
 */
export function applySnapshot(view: PairView, next: PairView): PairView {
  const fields = { ...next.fields };
  for (const [path, field] of Object.entries(view.fields)) {
    if ((fields[path]?.version ?? 0) < field.version) fields[path] = field;
  }
  return withOwnFields({ ...next, fields, seq: Math.max(view.seq, next.seq) });
}

/** The view with a seat marked present, away or left. */
export function applyPresence(
  view: PairView,
  seatId: string,
  presence: Pick<SeatView, 'present' | 'hasLeft'>,
): PairView {
  return { ...view, seats: view.seats.map((seat) => (seat.id === seatId ? { ...seat, ...presence } : seat)) };
}

/** The view with the staff who read along as a notice tells. */
export function applyReader(view: PairView, name: string, isHere: boolean): PairView {
  const others = view.readers.filter((other) => other !== name);
  return { ...view, readers: isHere ? [...others, name] : others };
}

export function nameOfSeat(view: PairView, seatId: string): string {
  return view.seats.find(({ id }) => id === seatId)?.name ?? 'Your partner';
}

/** One sentence about what others changed, for screen readers: counts by part, not each key stroke. */
export function describePartnerEdits(names: string, countByPart: ReadonlyMap<string, number>): string {
  const parts = [...countByPart].map(
    ([partId, count]) => `${partId} (${count} ${count === 1 ? 'edit' : 'edits'})`,
  );
  return `${names || 'Your partner'} changed ${parts.join(', ')}.`;
}
