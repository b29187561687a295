import { useSyncExternalStore } from 'react';
import type { OpsResult, PairView, ProposalView, SubmissionView } from '../pairing/pair-view';
import type { Json } from '../questions/define-kind';
import type { WidgetEdit } from '../questions/widget';
import { type CallProblem, type CallResult, callApi } from './call-api';
import { openEventLink } from './event-link';
import { type Batch, openOutboxStore } from './outbox';
import { countOps, enqueue, pendingValues, type Queue, rebase, withoutPath } from './outbox-queue';
import {
  applyOpEvent,
  applyPresence,
  applySnapshot,
  applyState,
  describePartnerEdits,
  nameOfSeat,
  type OpEvent,
  type PairState,
} from './pair-state';
import { randomId } from './random-id';

/** What a call of the page comes to: done, or a sentence for the person. */
export type Outcome<T = null> = { ok: true; value: T } | { ok: false; code: string; message: string };

/** The pair's page on this device: what it shows, and all it can ask for. */
export interface PairConnection {
  subscribe(listener: () => void): () => void;
  getSnapshot(): PairState;
  draft(partId: string, edit: WidgetEdit): void;
  commit(partId: string, edits: WidgetEdit[]): void;
  resolve(path: string, choice: 'keep' | 'replace'): void;
  focus(path: string | null): void;
  /** Saves what waits, then grades what stands in the part's fields as an attempt. */
  check(partId: string): Promise<Outcome<SubmissionView>>;
  /** `seatId`: who agrees, where two people sit at this screen. */
  reveal(partId: string, seatId?: string): Promise<Outcome<'proposed' | 'revealed'>>;
  handIn(partId: string, seatId?: string): Promise<Outcome<'proposed' | 'handed-in'>>;
  cancelProposal(partId: string, purpose: ProposalView['purpose']): Promise<Outcome>;
  /** Hands in what stands in the fields as this seat's own answer, against the partner's. */
  disagree(partId: string, seatId?: string): Promise<Outcome<'proposed' | 'handed-in'>>;
  drive(seatId: string): Promise<Outcome>;
  addSeat(email: string, password: string): Promise<Outcome>;
  leave(): Promise<Outcome>;
  /** Sets who of the people at this screen types. */
  actAs(seatId: string): void;
  close(): void;
}

const draftPauseMs = 400;
const announceEveryMs = 2_000;
const longestRetryMs = 10_000;
const presenceEveryMs = 250;
const awayAfterMs = 20_000;
const checkTries = 3;

function fullPath(partId: string, path: string): string {
  return path === '' ? partId : `${partId}/${path}`;
}

/** Opens the connection of a pair's page; it starts sending and listening at once. */
export function openPairConnection(initial: PairView): PairConnection {
  const base = `/api/pair-sessions/${encodeURIComponent(initial.id)}`;
  const firstSeatId = initial.seats.find(({ isYours }) => isYours)?.id ?? '';
  const store = openOutboxStore(`${initial.id}/${firstSeatId}`, () => change({ isStoredHere: false }));
  const listeners = new Set<() => void>();
  const draftTimers = new Map<string, ReturnType<typeof setTimeout>>();
  let queue: Queue = [];
  let typing: Record<string, string> = {};
  let sending: Promise<void> | null = null;
  let retries = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let partnerEditCounts = new Map<string, number>();
  const lastHeard = new Map<string, number>();
  let isClosed = false;
  let state: PairState = {
    view: initial,
    pending: {},
    conflicts: [],
    link: 'connecting',
    waiting: 0,
    refusal: null,
    partnerAt: {},
    announcements: [],
    actingSeatId: firstSeatId,
    isStoredHere: true,
  };

  function change(part: Partial<PairState>) {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  }
  function changeView(view: PairView) {
    if (view !== state.view) change({ view });
  }
  function changeQueue(next: Queue) {
    queue = next;
    change({ pending: { ...pendingValues(queue), ...typing }, waiting: countOps(queue) });
    void store.save({ batches: [...queue], typing });
  }
  function rememberTyping(path: string, text: string | null) {
    const { [path]: _old, ...others } = typing;
    typing = text === null ? others : { ...others, [path]: text };
    changeQueue(queue);
  }

  function add(edits: { path: string; value: Json }[]) {
    const batch: Batch = {
      atomic: edits.length > 1,
      seatId: state.actingSeatId,
      ops: edits.map(({ path, value }) => ({
        opId: randomId(),
        path,
        base: state.view.fields[path]?.version ?? 0,
        value,
      })),
    };
    changeQueue(enqueue(queue, batch, sending !== null));
    void flush();
  }

  /** Ends the pause after the last key stroke in a field: what was typed is now an edit. */
  function settleDraft(path: string) {
    clearTimeout(draftTimers.get(path));
    if (!draftTimers.delete(path)) return;
    const value = typing[path];
    if (value === undefined) return;
    rememberTyping(path, null);
    add([{ path, value }]);
  }

  /** Sends what waits, one batch at a time and in order. Resolves when nothing waits or sending has to pause. */
  function flush(): Promise<void> {
    if (isClosed) return Promise.resolve();
    clearTimeout(retryTimer);
    sending ??= sendQueue().finally(() => {
      sending = null;
    });
    return sending;
  }

  async function sendQueue(): Promise<void> {
    for (let [batch] = queue; batch; [batch] = queue) {
      const { ops, atomic, seatId } = batch;
      const answer = await callApi<OpsResult>('POST', `${base}/ops`, { ops, atomic, seatId });
      if (!answer.ok && !skipRefused(answer)) return;
      if (answer.ok) takeAnswer(batch, answer.value);
    }
    retries = 0;
  }

  /** Whether the refused first batch was put aside, so that those behind it may go on. */
  function skipRefused(answer: CallProblem): boolean {
    if (answer.status === 400) {
      // It would be refused for ever: the text stays in its field here, marked as unsaved.
      changeQueue(queue.slice(1));
      change({ refusal: { code: answer.code, message: answer.message } });
      return true;
    }
    if (answer.status === 401) change({ link: 'signed-out' });
    else if (answer.status === 404) change({ link: 'gone' });
    else if (answer.status === 409 || answer.status === 403) {
      change({ refusal: { code: answer.code, message: answer.message } });
    } else {
      if (answer.status === 0) change({ link: 'offline' });
      retries += 1;
      retryTimer = setTimeout(
        () => void flush(),
        Math.min(longestRetryMs, 500 * 2 ** retries) * (0.5 + Math.random()),
      );
    }
    return false;
  }

  function takeAnswer(batch: Batch, answer: OpsResult) {
    let { view, conflicts } = state;
    for (const op of batch.ops) {
      const version = answer.versions[op.path];
      if (!answer.accepted.includes(op.opId) || version === undefined) continue;
      const verdict = answer.verdicts[op.path];
      const event: OpEvent = { seq: view.seq, path: op.path, value: op.value, version, by: batch.seatId };
      view = applyOpEvent(view, verdict ? { ...event, verdict } : event);
    }
    for (const conflict of answer.conflicts) {
      const op = batch.ops.find(({ opId }) => opId === conflict.opId);
      if (!op) continue;
      const theirs: OpEvent = {
        seq: view.seq,
        path: op.path,
        value: conflict.value,
        version: conflict.version,
        by: conflict.by,
      };
      view = applyOpEvent(view, theirs);
      conflicts = [
        ...conflicts.filter(({ path }) => path !== op.path),
        { path: op.path, mine: op.value, theirs: conflict.value, by: nameOfSeat(view, conflict.by) },
      ];
    }
    change({ view, conflicts, refusal: null });
    changeQueue(rebase(queue.slice(1), answer.versions));
    if (state.link === 'offline') change({ link: 'connecting' });
    const lost = batch.atomic && answer.accepted.length === 0;
    if (lost) {
      // All or nothing: what did not conflict waits for the same decision as what did.
      const others = batch.ops.filter(
        ({ opId }) => !answer.conflicts.some((conflict) => conflict.opId === opId),
      );
      change({
        conflicts: [
          ...state.conflicts,
          ...others.map(({ path, value }) => ({
            path,
            mine: value,
            theirs: state.view.fields[path]?.value ?? '',
            by: '',
          })),
        ],
      });
    }
  }

  function hearOp(op: OpEvent) {
    const isOthers = !state.view.seats.some(({ id, isYours }) => isYours && id === op.by);
    const isNews = (state.view.fields[op.path]?.version ?? 0) < op.version;
    const view = applyOpEvent(state.view, op);
    changeView(view);
    if (!isOthers || !isNews) return;
    const partId = op.path.split('/')[0] ?? op.path;
    partnerEditCounts.set(partId, (partnerEditCounts.get(partId) ?? 0) + 1);
    const standing = state.conflicts.find(({ path }) => path === op.path);
    if (standing) {
      change({
        conflicts: state.conflicts.map((conflict) =>
          conflict === standing ? { ...conflict, theirs: op.value, by: nameOfSeat(view, op.by) } : conflict,
        ),
      });
    }
  }

  const announcer = setInterval(() => {
    if (partnerEditCounts.size === 0) return;
    const others = state.view.seats.filter(({ isYours }) => !isYours).map(({ name }) => name);
    const sentence = describePartnerEdits(others.join(', '), partnerEditCounts);
    partnerEditCounts = new Map();
    change({ announcements: [...state.announcements.slice(-4), sentence] });
  }, announceEveryMs);

  async function refresh(): Promise<void> {
    const answer = await callApi<PairView>('GET', base);
    if (answer.ok) {
      changeView(applySnapshot(state.view, answer.value));
      if (state.link === 'offline') change({ link: 'polling' });
      if (queue.length > 0) void flush();
    } else if (answer.status === 401) change({ link: 'signed-out' });
    else if (answer.status === 404) change({ link: 'gone' });
    else if (answer.status === 0) change({ link: 'offline' });
  }

  function hearPresence({
    seatId,
    path,
    present,
  }: {
    seatId: string;
    path: string | null;
    present: boolean;
  }) {
    const name = nameOfSeat(state.view, seatId);
    const others = Object.entries(state.partnerAt).filter(([, other]) => other !== name);
    if (present) lastHeard.set(seatId, Date.now());
    change({
      view: applyPresence(state.view, seatId, present),
      partnerAt: Object.fromEntries(path && present ? [...others, [path, name]] : others),
    });
  }

  /** Partners who have not been heard of for a while are away; the server tells of all others every 15 seconds. */
  const awayWatch = setInterval(() => {
    for (const [seatId, heardAt] of lastHeard) {
      if (Date.now() - heardAt < awayAfterMs) continue;
      lastHeard.delete(seatId);
      hearPresence({ seatId, path: null, present: false });
    }
  }, announceEveryMs);

  const link = openEventLink(() => `${base}/events?after=${state.view.seq}`, {
    onState(next) {
      if (next === 'live') void flush();
      const isStuck = state.link === 'signed-out' || state.link === 'gone';
      const stays = state.link === 'offline' && next === 'polling';
      if (!isStuck && !stays) change({ link: next });
      if (next === 'connecting') void refresh();
    },
    onEvent(name, data) {
      // The server and this page share these shapes; see lib/server/pair-events.ts.
      if (name === 'op') hearOp(data as OpEvent);
      else if (name === 'snapshot') changeView(applySnapshot(state.view, data as PairView));
      else if (name === 'state') changeView(applyState(state.view, data as PairView));
      else if (name === 'presence') hearPresence(data as Parameters<typeof hearPresence>[0]);
    },
    poll: refresh,
  });

  let focusTimer: ReturnType<typeof setTimeout> | undefined;
  let toldPath: string | null = null;

  function warnBeforeLeaving(event: BeforeUnloadEvent) {
    if (queue.length > 0) event.preventDefault();
  }
  function sendBeforeHiding() {
    for (const path of [...draftTimers.keys()]) settleDraft(path);
  }
  window.addEventListener('beforeunload', warnBeforeLeaving);
  window.addEventListener('pagehide', sendBeforeHiding);

  void store.load().then((held) => {
    queue = [...held.batches, ...queue];
    // A text that was being typed when the page went away is saved as if the field had been left.
    const interrupted = Object.entries(held.typing).filter(([path]) => !(path in typing));
    changeQueue(queue);
    for (const [path, value] of interrupted)
      if (state.view.fields[path]?.value !== value) add([{ path, value }]);
    void flush();
  });

  /** Waits until everything typed is saved. */
  async function saveAll(): Promise<Outcome> {
    for (const path of [...draftTimers.keys()]) settleDraft(path);
    await flush();
    if (queue.length === 0) return { ok: true, value: null };
    const { refusal } = state;
    return {
      ok: false,
      code: refusal?.code ?? 'offline',
      message: refusal?.message ?? 'The server cannot be reached. What you typed is kept here.',
    };
  }

  async function act<T>(path: string, body: object): Promise<CallResult<T>> {
    const saved = await saveAll();
    if (!saved.ok) return { ...saved, status: 0 };
    const answer = await callApi<T>('POST', `${base}/${path}`, body);
    await refresh();
    return answer;
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => state,
    draft(partId, edit) {
      const path = fullPath(partId, edit.path);
      const part = state.view.parts.find(({ id }) => id === partId);
      if (part?.hasInstantCheck && typeof edit.value === 'string') {
        // Saved only when the field is left: half a number must not be checked.
        rememberTyping(path, edit.value);
        return;
      }
      if (typeof edit.value !== 'string') {
        add([{ path, value: edit.value }]);
        return;
      }
      rememberTyping(path, edit.value);
      clearTimeout(draftTimers.get(path));
      draftTimers.set(
        path,
        setTimeout(() => settleDraft(path), draftPauseMs),
      );
    },
    commit(partId, edits) {
      const full = edits.map(({ path, value }) => ({ path: fullPath(partId, path), value }));
      for (const { path } of full) {
        clearTimeout(draftTimers.get(path));
        draftTimers.delete(path);
        if (path in typing) rememberTyping(path, null);
      }
      const known = {
        ...Object.fromEntries(Object.entries(state.view.fields).map(([p, f]) => [p, f.value])),
        ...state.pending,
      };
      const changed = full.filter(
        ({ path, value }) => JSON.stringify(known[path] ?? '') !== JSON.stringify(value),
      );
      if (changed.length > 0) add(changed);
    },
    resolve(path, choice) {
      const conflict = state.conflicts.find((other) => other.path === path);
      if (!conflict) return;
      change({ conflicts: state.conflicts.filter((other) => other !== conflict) });
      if (choice === 'keep') add([{ path, value: conflict.mine }]);
      else changeQueue(withoutPath(queue, path));
    },
    focus(path) {
      if (path === toldPath) return;
      toldPath = path;
      clearTimeout(focusTimer);
      focusTimer = setTimeout(() => {
        void callApi('POST', `${base}/presence`, { path, typing: path !== null, seatId: state.actingSeatId });
      }, presenceEveryMs);
    },
    async check(partId) {
      const token = randomId();
      const body = { partId, token, seatId: state.actingSeatId };
      let answer = await act<SubmissionView>('submissions', body);
      for (
        let tries = 1;
        !answer.ok && answer.status === 0 && answer.code === 'offline' && tries < checkTries;
        tries += 1
      ) {
        answer = await act<SubmissionView>('submissions', body);
      }
      return answer;
    },
    async reveal(partId, seatId = state.actingSeatId) {
      const answer = await act<{ key: Json } | { state: 'proposed' }>('reveals', { partId, seatId });
      return answer.ok ? { ok: true, value: answer.status === 202 ? 'proposed' : 'revealed' } : answer;
    },
    async handIn(partId, seatId = state.actingSeatId) {
      const answer = await act<{ state: 'proposed' | 'handed-in' }>('hand-ins', { partId, seatId });
      return answer.ok ? { ok: true, value: answer.value.state } : answer;
    },
    async cancelProposal(partId, purpose) {
      const answer = await act('cancellations', { partId, purpose, seatId: state.actingSeatId });
      return answer.ok ? { ok: true, value: null } : answer;
    },
    async disagree(partId, seatId = state.actingSeatId) {
      const answer = await act<{ state: 'proposed' | 'handed-in' }>('hand-ins', {
        partId,
        seatId,
        disagree: true,
      });
      return answer.ok ? { ok: true, value: answer.value.state } : answer;
    },
    async drive(seatId) {
      const answer = await act('driver-changes', { driverSeatId: seatId, seatId: state.actingSeatId });
      return answer.ok ? { ok: true, value: null } : answer;
    },
    async addSeat(email, password) {
      const answer = await callApi('POST', `${base}/seats`, { email, password });
      await refresh();
      return answer.ok ? { ok: true, value: null } : answer;
    },
    async leave() {
      const answer = await act('leave', { seatId: state.actingSeatId });
      return answer.ok ? { ok: true, value: null } : answer;
    },
    actAs(seatId) {
      if (state.view.seats.some(({ id, isYours }) => isYours && id === seatId))
        change({ actingSeatId: seatId });
    },
    close() {
      isClosed = true;
      link.close();
      clearInterval(announcer);
      clearInterval(awayWatch);
      clearTimeout(retryTimer);
      clearTimeout(focusTimer);
      window.removeEventListener('beforeunload', warnBeforeLeaving);
      window.removeEventListener('pagehide', sendBeforeHiding);
    },
  };
}

/** The state of a connection, for components. */
export function usePairState(connection: PairConnection): PairState {
  return useSyncExternalStore(connection.subscribe, connection.getSnapshot, connection.getSnapshot);
}
