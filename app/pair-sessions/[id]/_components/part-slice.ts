import type { FieldConflict } from '@/lib/client/field-edits';
import type { PairState } from '@/lib/client/pair-state';
import { ownPartId, pathWithin } from '@/lib/pairing/field-path';
import { partProgress } from '@/lib/pairing/part-progress';
import { scoreState } from '@/lib/pairing/score-state';
import type { FieldView, PairView, ProposalView } from '@/lib/schemas/pair-view';

/** What one part's widget shows; paths are relative to the part. */
export interface PartSlice {
  fields: Readonly<Record<string, FieldView>>;
  conflicts: readonly FieldConflict[];
  partnerAt: Readonly<Record<string, string>>;
  partnerTyping: Readonly<Record<string, string>>;
  partnerCarets: Readonly<Record<string, number>>;
}

/** Picks what belongs to one part. Unsaved typing of this device takes precedence over drafts. */
export function partSlice(state: PairState, partId: string): PartSlice {
  const fields: Record<string, FieldView> = {};
  for (const [path, field] of Object.entries(state.view.fields)) {
    const name = pathWithin(partId, path);
    if (name !== null) fields[name] = field;
  }
  for (const [path, value] of Object.entries(state.pending)) {
    const name = pathWithin(partId, path);
    if (name === null) continue;
    const saved = fields[name];
    // The verdict belongs to what is saved, so it goes as soon as something else is typed.
    if (!saved || JSON.stringify(saved.value) !== JSON.stringify(value)) {
      fields[name] = { value, version: saved?.version ?? 0, by: state.actingSeatId };
    }
  }
  return {
    fields,
    conflicts: state.conflicts.flatMap((conflict) => {
      const path = pathWithin(partId, conflict.path);
      return path === null ? [] : [{ ...conflict, path }];
    }),
    partnerAt: ofPart(partId, state.partnerAt),
    partnerTyping: ofPart(partId, state.partnerTyping),
    partnerCarets: ofPart(partId, state.partnerCarets),
  };
}

/** The part below which this person's finished work is: an own answer where the pair did not agree. */
export function ownWorkId(view: PairView, partId: string): string {
  const settled = view.disagreements.find((one) => one.partId === partId && one.isSettled);
  const own = settled?.answers.find(
    ({ seatId, fields }) => fields && view.seats.some(({ id, isYours }) => isYours && id === seatId),
  );
  return own ? ownPartId(partId, own.id) : partId;
}

/** The entries below a part, by path relative to it. */
function ofPart<Value>(partId: string, byPath: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(byPath).flatMap(([path, value]) => {
      const relative = pathWithin(partId, path);
      return relative === null ? [] : [[relative, value] as const];
    }),
  );
}

function isSameRecord(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/**
 * `next`, but with the members of `previous` that are equal, so that a key stroke in one part does not render the
 * widgets of the others.
 */
export function keepSame(previous: PartSlice, next: PartSlice): PartSlice {
  const fields = keepFields(previous.fields, next.fields);
  const conflicts =
    JSON.stringify(previous.conflicts) === JSON.stringify(next.conflicts)
      ? previous.conflicts
      : next.conflicts;
  const kept = {
    fields,
    conflicts,
    partnerAt: isSameRecord(previous.partnerAt, next.partnerAt) ? previous.partnerAt : next.partnerAt,
    partnerTyping: isSameRecord(previous.partnerTyping, next.partnerTyping)
      ? previous.partnerTyping
      : next.partnerTyping,
    partnerCarets: isSameRecord(previous.partnerCarets, next.partnerCarets)
      ? previous.partnerCarets
      : next.partnerCarets,
  };
  return isSameRecord({ ...previous }, { ...kept }) ? previous : kept;
}

function keepFields(previous: PartSlice['fields'], next: PartSlice['fields']): PartSlice['fields'] {
  const kept = Object.fromEntries(
    Object.entries(next).map(([path, field]) => {
      const old = previous[path];
      const isSame =
        old !== undefined &&
        old.version === field.version &&
        old.verdict === field.verdict &&
        old.by === field.by &&
        JSON.stringify(old.value) === JSON.stringify(field.value);
      return [path, isSame ? old : field];
    }),
  );
  return isSameRecord(previous, kept) ? previous : kept;
}

/** The proposal on a part for one purpose, if there is one. */
export function findProposal(
  view: PairView,
  partId: string,
  purpose: ProposalView['purpose'],
): ProposalView | null {
  return (
    view.proposals.find((proposal) => proposal.partId === partId && proposal.purpose === purpose) ?? null
  );
}

interface ScoreSoFar {
  earned: number;
  total: number;
  isProvisional: boolean;
  /** Parts of which a person decides the points: they are in no sum before. */
  waitingIds: string[];
  /** Parts that are all right and would earn more points if they were checked, and how many. */
  uncounted: { partIds: string[]; points: number };
}

/** Points of the scored parts so far: what counts now, out of all. */
export function scoreSoFar(view: PairView): ScoreSoFar {
  const scored = view.parts.filter(({ isScored }) => isScored);
  const stateOf = (id: string) => {
    const score = view.scores[id];
    return score ? scoreState(score) : 'none';
  };
  const counting = scored.filter(({ id }) => stateOf(id) !== 'waiting');
  const ready = scored.filter(
    ({ id }) => partProgress(view, id).sign === 'ready' && view.scores[id]?.pointsState === 'open',
  );
  return {
    uncounted: {
      partIds: ready.map(({ id }) => id),
      points: ready.reduce((sum, { id, points }) => sum + points - (view.scores[id]?.earned ?? 0), 0),
    },
    earned: counting.reduce((sum, { id }) => sum + (view.scores[id]?.earned ?? 0), 0),
    total: scored.reduce((sum, { points }) => sum + points, 0),
    isProvisional: scored.some(({ id }) => stateOf(id) === 'stands'),
    waitingIds: scored.flatMap(({ id }) => (stateOf(id) === 'waiting' ? [id] : [])),
  };
}
