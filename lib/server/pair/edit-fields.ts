import { decideOp } from '@/lib/pairing/decide-op';
import type { FieldVerdict } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';
import type { OpConflict } from '@/lib/schemas/ops';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import { type Refusal, refuse } from '../result';
import { partOfPath } from './find-part';
import type { AcceptedOp, DecisionTools, FieldState, PairChange, PairState } from './pair-state';
import { isEmpty } from './part-summaries';
import { isTooLarge, mergeEdit, type OpenText, openText, replaceText, toStoredText } from './text-documents';

/** An edit of a field that exists, with what its instant check says. */
export interface CheckedOp {
  opId: string;
  path: string;
  base: number;
  value: Json;
  verdict: FieldVerdict | null;
  /** An edit inside a long text; `value` is then known only once it is merged. */
  textUpdate: Uint8Array | null;
  /** Of a field that only the seat that acts sees. */
  isOwn: boolean;
}

/** The results of edits; the change is empty where all of them are refused. */
export interface EditedFields {
  change: PairChange & { ops: readonly AcceptedOp[] };
  refused: OpConflict[];
}

const refusals = {
  tooLong: refuse('bad-request', 'Together with what your partner wrote, this text is too long.'),
  noEdit: refuse('bad-request', 'This is no edit of the text as it is stored here.'),
  tooMuchHistory: refuse('too-much-history', 'This text has been changed more often than can be stored.'),
} as const satisfies Record<string, Refusal>;

/**
 * Decides each edit on the state after the ones before it. An edit inside a long text is merged whatever version it was
 * made on; any other needs the current one. What was proposed for content that changes is withdrawn.
 */
export function editFields(
  state: PairState,
  edits: readonly CheckedOp[],
): ({ ok: true } & EditedFields) | Refusal {
  const fields = new Map<string, FieldState>();
  const texts = new Map<string, OpenText>();
  const ops: AcceptedOp[] = [];
  const refused: OpConflict[] = [];
  for (const edit of edits) {
    const { path } = edit;
    const field = fields.get(path) ?? state.fields.get(path);
    const accepted = edit.textUpdate
      ? mergeIntoText(state, texts, field, { ...edit, textUpdate: edit.textUpdate })
      : replaceValue(state, texts, field, edit);
    if (accepted && 'code' in accepted) return accepted;
    if (accepted) {
      ops.push(accepted);
      fields.set(path, afterEdit(field, accepted, state.seat.id));
    } else {
      const { value = '', version = 0, bySeatId: by = state.seat.id } = field ?? {};
      refused.push({ opId: edit.opId, value, version, by });
    }
  }
  const documents = new Map([...texts].map(([path, open]) => [path, toStoredText(open)]));
  const touched = new Set(ops.map(({ path }) => partOfPath(state.worksheet, path)?.part.id));
  const withdrawn = state.proposals.filter(
    // To agree again is no matter of what the fields say.
    ({ partId, purpose }) => touched.has(partId) && purpose !== 'agreement',
  );
  return { ok: true, change: { ops, fields, documents, withdrawn }, refused };
}

function openedText(
  state: PairState,
  texts: ReadonlyMap<string, OpenText>,
  field: FieldState | undefined,
  path: string,
): OpenText | null {
  const found = partOfPath(state.worksheet, path);
  if (!found?.part.prepared.isLongText(found.within)) return null;
  const { value = '' } = field ?? {};
  return texts.get(path) ?? (typeof value === 'string' ? openText(state.documents.get(path), value) : null);
}

function mergeIntoText(
  state: PairState,
  texts: Map<string, OpenText>,
  field: FieldState | undefined,
  edit: CheckedOp & { textUpdate: Uint8Array },
): AcceptedOp | Refusal | null {
  const open = openedText(state, texts, field, edit.path);
  if (!open) return null;
  const merging = mergeEdit(open, edit.textUpdate);
  if (merging !== 'merged') return merging === 'no edit' ? refusals.noEdit : refusals.tooMuchHistory;
  const found = partOfPath(state.worksheet, edit.path);
  if (!found?.part.prepared.acceptsField(found.within, open.text())) return refusals.tooLong;
  texts.set(edit.path, open);
  return { ...edit, value: open.text(), version: (field?.version ?? 0) + 1 };
}

function replaceValue(
  state: PairState,
  texts: Map<string, OpenText>,
  field: FieldState | undefined,
  edit: CheckedOp,
): AcceptedOp | null {
  const decision = decideOp(field ?? { value: undefined, version: 0 }, edit);
  if (!decision.accepted) return null;
  const { version } = decision;
  const isShared = texts.has(edit.path) || state.documents.has(edit.path);
  const open = isShared ? openedText(state, texts, field, edit.path) : null;
  if (!open || typeof edit.value !== 'string') return { ...edit, version };
  if (isTooLarge(open)) {
    // Who writes a whole text has seen all of the one before. An edit of anybody else is refused from then on, and
    // their browser asks them which text stays.
    texts.set(edit.path, openText(undefined, edit.value));
    return { ...edit, version };
  }
  texts.set(edit.path, open);
  return { ...edit, version, textUpdate: replaceText(open, edit.value) };
}

/** A field after an edit; of its checked values it remembers the first one and how many were wrong. */
export function afterEdit(
  field: FieldState | undefined,
  op: Pick<AcceptedOp, 'path' | 'value' | 'version' | 'verdict'>,
  bySeatId: string,
): FieldState {
  const { path, value, version, verdict } = op;
  const isWrong = verdict === 'incorrect' || verdict === 'more-digits';
  const isFirst = !field?.firstVerdict && (isWrong || verdict === 'correct');
  return {
    path,
    value,
    version,
    verdict,
    bySeatId,
    firstValue: isFirst ? value : (field?.firstValue ?? null),
    firstVerdict: isFirst ? verdict : (field?.firstVerdict ?? null),
    wrongCount: (field?.wrongCount ?? 0) + (isWrong ? 1 : 0),
  };
}

/** Empties every field of the parts. */
export function emptyFields(
  state: PairState,
  parts: readonly LoadedPart[],
  { newId }: DecisionTools,
): PairChange {
  const edits = [...state.fields.values()].flatMap(({ path, value, version }): CheckedOp[] => {
    const part = partOfPath(state.worksheet, path)?.part;
    if (!part || !parts.includes(part) || isEmpty(value)) return [];
    const empty = Array.isArray(value) ? [] : '';
    return [
      { opId: newId(), path, base: version, value: empty, verdict: null, textUpdate: null, isOwn: false },
    ];
  });
  const edited = editFields(state, edits);
  return edited.ok ? edited.change : {};
}
