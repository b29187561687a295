import type { Decision, Delivery } from '@/lib/client/decision-outbox';
import type { PresentState } from '@/lib/schemas/decisions';
import type { Json } from '@/lib/schemas/json';
import type { QueueItem, QueuePage, ReviewProgress } from '@/lib/schemas/review-queue';

/** A decision that was made here on a response. */
interface Made {
  /** Of the decision in the outbox. */
  key: string;
  points: number;
  batchId: string | null;
}

/** A response in the room. */
export interface Entry {
  item: QueueItem;
  made: Made | null;
  /** Pairs of a group that are left out. */
  leftOut: ReadonlySet<string>;
  conflict: Conflict | null;
}

/** Somebody decided, or the pair submitted, before our decision came. */
export interface Conflict {
  /** The points that we gave, and what we wrote: it is not typed twice. */
  ours: number;
  comment: string;
  note: string;
  /** What we had read. */
  read: Json;
  present: PresentState;
}

export interface QueueState {
  entries: readonly Entry[];
  at: number;
  next: string | null;
  progress: ReviewProgress;
  /** What was decided here, the newest last: keys of entries. */
  history: readonly string[];
}

export type QueueAction =
  | { does: 'page'; page: QueuePage }
  | { does: 'go'; by: 1 | -1 }
  | { does: 'decide'; key: string; made: Made }
  | { does: 'undo'; key: string }
  | { does: 'leave-out'; key: string; pairSessionId: string }
  | { does: 'flag'; key: string; by: string | null }
  | { does: 'claimed'; others: readonly { pairSessionId: string; by: string }[] }
  | { does: 'delivered'; decision: Decision; delivery: Exclude<Delivery, { is: 'unreachable' }> }
  | { does: 'replace'; pairSessionId: string; items: readonly QueueItem[] };

function toEntry(item: QueueItem): Entry {
  return { item, made: null, leftOut: new Set(), conflict: null };
}

export function initialState({ items, next, progress }: QueuePage): QueueState {
  return { entries: items.map(toEntry), at: 0, next, progress, history: [] };
}

/** Whether nobody has decided on it since it came here. */
export function isOpen({ made }: Entry): boolean {
  return made === null;
}

/** The pairs of an entry that a decision is for. */
export function includedIn({ item, leftOut }: Entry): QueueItem['members'] {
  return item.members.filter(({ pairSessionId }) => !leftOut.has(pairSessionId));
}

function withEntry(state: QueueState, key: string, change: (entry: Entry) => Partial<Entry>): QueueState {
  return {
    ...state,
    entries: state.entries.map((entry) => (entry.item.key === key ? { ...entry, ...change(entry) } : entry)),
  };
}

function withVersions(item: QueueItem, versions: ReadonlyMap<string, number>): QueueItem {
  return {
    ...item,
    members: item.members.map((member) => ({
      ...member,
      // Later decisions of this device have raised it further.
      version: Math.max(member.version, versions.get(member.pairSessionId) ?? 0),
    })),
  };
}

/** Each decision raises the version by one: the next one here is made on that. */
function raised(entry: Entry): QueueItem {
  const versions = new Map(includedIn(entry).map((one) => [one.pairSessionId, one.version + 1]));
  return withVersions(entry.item, versions);
}

/** The next entry that is open, behind the present one and then from the beginning; the end where none is. */
function nextOpen({ entries, at }: QueueState): number {
  const behind = entries.findIndex((entry, index) => index > at && isOpen(entry));
  if (behind >= 0) return behind;
  const first = entries.findIndex(isOpen);
  return first >= 0 ? first : entries.length;
}

/** An entry of its own for a pair that has something else by now than what was decided on. */
function toApart({ item, made }: Entry, { body }: Decision, present: PresentState): Entry[] {
  const member = item.members.find(({ pairSessionId }) => pairSessionId === present.pairSessionId);
  if (!member || !made) return [];
  const { version } = present;
  const key = item.members.length === 1 ? item.key : `${item.key} ${present.pairSessionId}`;
  const { comment = '', note = '' } = body;
  return [
    {
      ...toEntry({ ...item, key, members: [{ ...member, version }] }),
      conflict: { ours: made.points, comment, note, read: item.response, present },
    },
  ];
}

/** Takes the pairs that changed out of what was decided together: they come next, one by one. */
function splitOff(state: QueueState, decision: Decision, changed: readonly PresentState[]): QueueState {
  const index = state.entries.findIndex(({ made }) => made?.key === decision.key);
  const entry = state.entries[index];
  if (!entry || changed.length === 0) return state;
  const gone = new Set(changed.map(({ pairSessionId }) => pairSessionId));
  const members = entry.item.members.filter(({ pairSessionId }) => !gone.has(pairSessionId));
  const kept = members.length === 0 ? [] : [{ ...entry, item: { ...entry.item, members } }];
  const rest = [...state.entries.slice(0, index), ...kept, ...state.entries.slice(index + 1)];
  const at = state.at - (kept.length === 0 && index < state.at ? 1 : 0);
  const apart = changed.flatMap((present) => toApart(entry, decision, present));
  const next = Math.min(at + 1, rest.length);
  return {
    ...state,
    at,
    entries: [...rest.slice(0, next), ...apart, ...rest.slice(next)],
    history: kept.length === 0 ? state.history.filter((key) => key !== entry.item.key) : state.history,
  };
}

function afterDelivery(
  state: QueueState,
  decision: Decision,
  delivery: Exclude<Delivery, { is: 'unreachable' }>,
): QueueState {
  if (delivery.is === 'stored') {
    const { versions, changed } = delivery;
    const entries = state.entries.map((entry) => ({ ...entry, item: withVersions(entry.item, versions) }));
    return splitOff({ ...state, entries }, decision, changed);
  }
  const { present } = delivery;
  return {
    ...state,
    entries: state.entries.map((entry) => {
      if (entry.made?.key !== decision.key) return entry;
      const [apart] = present ? toApart(entry, decision, present) : [];
      return apart ?? { ...entry, made: null };
    }),
  };
}

/** Pure: the room after something was done, or came from the server. */
export function reduceQueue(state: QueueState, action: QueueAction): QueueState {
  switch (action.does) {
    case 'page': {
      const known = new Set(state.entries.map(({ item }) => item.key));
      const fresh = action.page.items.filter(({ key }) => !known.has(key)).map(toEntry);
      return {
        ...state,
        entries: [...state.entries, ...fresh],
        next: action.page.next,
        // What was decided here is counted here: the figures of later pages would count it twice.
        progress: { ...state.progress, people: action.page.progress.people },
      };
    }
    case 'go':
      return { ...state, at: Math.max(0, Math.min(state.entries.length, state.at + action.by)) };
    case 'decide': {
      const decided = withEntry(state, action.key, (entry) => ({
        made: action.made,
        conflict: null,
        item: raised(entry),
      }));
      const history = [...state.history.filter((key) => key !== action.key), action.key];
      return { ...decided, history, at: nextOpen(decided) };
    }
    case 'undo': {
      const undone = withEntry(state, action.key, (entry) => ({ made: null, item: raised(entry) }));
      const at = state.entries.findIndex(({ item }) => item.key === action.key);
      return { ...undone, history: state.history.filter((key) => key !== action.key), at };
    }
    case 'leave-out':
      return withEntry(state, action.key, ({ leftOut }) => {
        const after = new Set(leftOut);
        if (!after.delete(action.pairSessionId)) after.add(action.pairSessionId);
        return { leftOut: after };
      });
    case 'flag':
      return withEntry(state, action.key, ({ item }) => ({ item: { ...item, flaggedBy: action.by } }));
    case 'claimed': {
      const by = new Map(action.others.map((one) => [one.pairSessionId, one.by]));
      return {
        ...state,
        entries: state.entries.map((entry, index) => {
          const name = by.get(entry.item.members[0]?.pairSessionId ?? '') ?? null;
          return index === state.at ? { ...entry, item: { ...entry.item, claimedBy: name } } : entry;
        }),
      };
    }
    case 'delivered':
      return afterDelivery(state, action.decision, action.delivery);
    case 'replace':
      return {
        ...state,
        entries: state.entries.map((entry) => {
          const [member, second] = entry.item.members;
          // A group goes on without what the one pair has changed.
          if (!member || second || member.pairSessionId !== action.pairSessionId) return entry;
          const fresh = action.items.find(({ seatId }) => seatId === entry.item.seatId);
          return fresh ? { ...entry, item: { ...fresh, key: entry.item.key } } : entry;
        }),
      };
  }
}
