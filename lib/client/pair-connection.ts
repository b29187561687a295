import type { Json } from '@/lib/schemas/json';
import type { OpsResult, PairView } from '@/lib/schemas/pair-view';
import { type CallProblem, callApi } from './call-api';
import { openEventLink } from './event-link';
import type { WidgetEdit } from './field-edits';
import { makeLongTexts } from './long-texts';
import { carryOver, findMovedPair } from './moved-pair';
import { type Batch, openOutboxStore } from './outbox';
import { countOps, pendingValues, withoutPath } from './outbox-queue';
import { makeOwnPlace } from './own-place';
import { makePairCalls, type Outcome, type PairCalls } from './pair-calls';
import {
  applyAnswer,
  applyOpEvent,
  applySnapshot,
  applyState,
  nameOfSeat,
  type OpEvent,
  type PairState,
} from './pair-state';
import { followPartner, type PresenceEvent } from './partner-news';
import { randomId } from './random-id';
import { makeSender } from './sender';
import { hasTyped, rebaseTyped, textsOf, type UnsavedTyping, withoutTyped } from './unsaved-typing';

/** The pair's page on this device: what it shows, and all it can ask for. */
export interface PairConnection extends PairCalls {
  subscribe(listener: () => void): () => void;
  getSnapshot(): PairState;
  draft(partId: string, edit: WidgetEdit): void;
  commit(partId: string, edits: WidgetEdit[]): void;
  resolve(path: string, choice: 'keep' | 'replace'): void;
  /** Tells the partner where this person is; `caret` is the index in a long text. */
  focus(path: string | null, caret?: number): void;
  /** Joins in editing a long text, so that what both write is merged; until then it is edited as a whole. */
  joinText(partId: string, path: string): void;
  /** Sets who of the people at this screen types. */
  actAs(seatId: string): void;
  close(): void;
}

/** A new value for a field, and the version of the field that it was made on. */
interface Edit {
  path: string;
  value: Json;
  base: number;
}

const draftPauseMs = 400;

function fullPath(partId: string, path: string): string {
  return path === '' ? partId : `${partId}/${path}`;
}

function outboxKey(pairSessionId: string, seatId: string): string {
  return `${pairSessionId}/${seatId}`;
}

/** Opens the connection of a pair's page; it starts sending and listening at once. */
export function openPairConnection(initial: PairView): PairConnection {
  const base = `/api/pair-sessions/${encodeURIComponent(initial.id)}`;
  const firstSeatId = initial.seats.find(({ isYours }) => isYours)?.id ?? '';
  const store = openOutboxStore(outboxKey(initial.id, firstSeatId), () => change({ isStoredHere: false }));
  const listeners = new Set<() => void>();
  const draftTimers = new Map<string, ReturnType<typeof setTimeout>>();
  const shared = makeLongTexts(base);
  /** Versions that this device wrote as a whole text and whose documents have not heard of it yet, by path. */
  const unheard = new Map<string, number>();
  let typed: UnsavedTyping = {};
  let textTimer: ReturnType<typeof setTimeout> | undefined;
  let state: PairState = {
    view: initial,
    pending: {},
    conflicts: [],
    link: 'connecting',
    waiting: 0,
    refusal: null,
    partnerAt: {},
    partnerCarets: {},
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
  const ownPlace = makeOwnPlace(shared.positionAt, (place) => {
    void callApi('POST', `${base}/presence`, { ...place, seatId: state.actingSeatId });
  });
  const partner = followPartner(() => state, change, shared.indexOf);

  function keep() {
    const queue = sender.queue();
    const heard = Object.entries(shared.all()).filter(([path]) => !unheard.has(path));
    change({
      pending: { ...Object.fromEntries(heard), ...pendingValues(queue), ...textsOf(typed) },
      waiting: countOps(queue),
    });
    partner.placeCarets();
    void store.save({ batches: [...queue], typed });
  }
  /** What a field holds for this person: what waits here, else what is saved. */
  function known(path: string): Json {
    return state.pending[path] ?? state.view.fields[path]?.value ?? '';
  }
  function versionOf(path: string): number {
    return state.view.fields[path]?.version ?? 0;
  }
  function rememberTyped(path: string, text: string) {
    const { before, base } = typed[path] ?? { before: known(path), base: versionOf(path) };
    typed = { ...typed, [path]: { text, before, base } };
    keep();
  }
  /** Ends typing in a field; returns the edit it comes to, or null where nothing was changed. */
  function takeTyped(path: string, value: Json): Edit | null {
    const { before, base } = typed[path] ?? { before: known(path), base: versionOf(path) };
    if (path in typed) {
      typed = withoutTyped(typed, path);
      keep();
    }
    return JSON.stringify(before) === JSON.stringify(value) ? null : { path, value, base };
  }

  function add(edits: Edit[]) {
    sender.add({
      atomic: edits.length > 1,
      seatId: state.actingSeatId,
      ops: edits.map((edit) => ({ opId: randomId(), ...edit })),
    });
    void sender.flush();
  }

  /** Whether a field is edited as a shared text now: its document is here and holds what the server has. */
  function isShared(path: string): boolean {
    const text = shared.text(path);
    if (text === undefined || path in typed || unheard.has(path)) return false;
    const waiting = sender.queue().flatMap(({ ops }) => ops.filter((op) => op.path === path));
    if (waiting.length > 0) return waiting.every((op) => 'textUpdate' in op);
    return text === (state.view.fields[path]?.value ?? '');
  }

  /** Takes a key stroke in a shared text in at once, and sends what has gathered after a short pause. */
  function editText(path: string, text: string) {
    const textUpdate = shared.edit(path, text);
    sender.addTextEdit({ opId: randomId(), path, textUpdate, seatId: state.actingSeatId }, shared.merge);
    clearTimeout(textTimer);
    textTimer = setTimeout(() => void sender.flush(), draftPauseMs);
  }

  /** What was typed while a document was being fetched becomes an edit inside it, if it holds what was typed on. */
  function adoptTyped(path: string) {
    const own = typed[path];
    if (!own || own.before !== shared.text(path)) return;
    typed = withoutTyped(typed, path);
    if (isShared(path)) {
      clearTimeout(draftTimers.get(path));
      draftTimers.delete(path);
      editText(path, own.text);
    } else typed = { ...typed, [path]: own };
  }

  /** Ends the pause after the last key stroke in a field: what was typed is now an edit. */
  function settleDraft(path: string) {
    clearTimeout(draftTimers.get(path));
    if (!draftTimers.delete(path)) return;
    const edit = typed[path] && takeTyped(path, typed[path].text);
    if (edit) add([edit]);
  }

  function hearProblem({ status, code, message }: CallProblem) {
    if (status === 401) change({ link: 'signed-out' });
    else if (status === 404) void leaveForMovedPair();
    else if (status === 0) change({ link: 'offline' });
    else if (status < 500) change({ refusal: { code, message } });
  }

  /** This seat is no longer here; where the person has another one, what waits goes there, and so does the page. */
  async function leaveForMovedPair(): Promise<void> {
    if (state.link === 'gone') return;
    change({ link: 'gone' });
    const next = await findMovedPair(initial.assignmentId, initial.id);
    const seatId = next?.seats.find(({ isYours }) => isYours)?.id;
    if (!next || !seatId) return;
    const target = openOutboxStore(outboxKey(next.id, seatId), () => {});
    await target.save(carryOver({ batches: [...sender.queue()], typed }, seatId));
    typed = {};
    sender.setQueue([]);
    location.replace(`/pair-sessions/${next.id}`);
  }

  function takeAnswer(batch: Batch, answer: OpsResult) {
    for (const op of batch.ops) {
      const version = answer.versions[op.path] ?? 0;
      const isNews = versionOf(op.path) < version;
      const text = shared.text(op.path);
      if ('value' in op && isNews && text !== undefined && text !== op.value) unheard.set(op.path, version);
    }
    typed = rebaseTyped(typed, answer.versions);
    change({ ...applyAnswer(state, batch, answer, shared.text), refusal: null });
    if (state.link === 'offline') change({ link: 'connecting' });
  }

  function hearOp(op: OpEvent) {
    const isOthers = !state.view.seats.some(({ id, isYours }) => isYours && id === op.by);
    const isNews = (state.view.fields[op.path]?.version ?? 0) < op.version;
    const view = applyOpEvent(state.view, op);
    changeView(view);
    // Without an edit of its document the text had none yet, or has been fetched with this in it.
    if (op.version >= (unheard.get(op.path) ?? 0)) unheard.delete(op.path);
    if (op.textUpdate) {
      shared.hear(op.path, op.textUpdate);
      if (shared.text(op.path) !== undefined) keep();
    }
    if (!isOthers || !isNews) return;
    partner.hearEdit(op.path);
    const open = state.conflicts.find(({ path }) => path === op.path);
    if (open) {
      change({
        conflicts: state.conflicts.map((conflict) =>
          conflict === open ? { ...conflict, theirs: op.value, by: nameOfSeat(view, op.by) } : conflict,
        ),
      });
    }
  }

  /** Fetches what open texts have missed: their edits come one by one only on a stream that goes on where it was. */
  function catchUpTexts() {
    for (const [path, text] of Object.entries(shared.all())) {
      const { value = '', version = 0 } = state.view.fields[path] ?? {};
      if (text === value) continue;
      void shared.catchUp(path).then(() => {
        if ((unheard.get(path) ?? 0) <= version) unheard.delete(path);
        keep();
      });
    }
  }

  /** Answers are numbered as they are asked for; those up to `overtaken` tell nothing new of the state. */
  let asked = 0;
  let overtaken = 0;
  function hearState(view: PairView) {
    overtaken = asked;
    changeView(view);
  }

  async function refresh(): Promise<void> {
    asked += 1;
    const turn = asked;
    const answer = await callApi<PairView>('GET', base);
    if (answer.ok) {
      const next = applySnapshot(state.view, answer.value);
      // Events come in order, an answer comes when it comes: one that was overtaken has only fields to add.
      changeView(turn > overtaken ? next : applyState(next, state.view));
      overtaken = Math.max(overtaken, turn);
      if (state.link === 'offline') change({ link: 'polling' });
      if (state.link !== 'live') catchUpTexts();
      if (sender.queue().length > 0) void sender.flush();
    } else if (answer.status < 500) hearProblem(answer);
  }

  const sender = makeSender({
    send: ({ ops, atomic, seatId }) => callApi<OpsResult>('POST', `${base}/ops`, { ops, atomic, seatId }),
    onQueue: keep,
    onAnswer: takeAnswer,
    onProblem: hearProblem,
  });

  const link = openEventLink(() => `${base}/events?after=${state.view.seq}`, {
    onState(next) {
      if (next === 'live') void sender.flush();
      const isStuck = state.link === 'signed-out' || state.link === 'gone';
      const stays = state.link === 'offline' && next === 'polling';
      if (!isStuck && !stays) change({ link: next });
      if (next === 'connecting') void refresh();
    },
    onEvent(name, data) {
      // The server and this page share these shapes; see lib/server/pair/feed-pair-events.ts.
      if (name === 'op') hearOp(data as OpEvent);
      else if (name === 'snapshot') {
        hearState(applySnapshot(state.view, data as PairView));
        catchUpTexts();
      } else if (name === 'state') hearState(applyState(state.view, data as PairView));
      else if (name === 'presence') partner.hearPresence(data as PresenceEvent);
    },
    poll: refresh,
  });

  function warnBeforeLeaving(event: BeforeUnloadEvent) {
    if (sender.queue().length > 0 || hasTyped(typed)) event.preventDefault();
  }
  function sendBeforeHiding() {
    for (const path of [...draftTimers.keys()]) settleDraft(path);
  }
  window.addEventListener('beforeunload', warnBeforeLeaving);
  window.addEventListener('pagehide', sendBeforeHiding);

  void store.load().then((held) => {
    sender.setQueue([...held.batches, ...sender.queue()]);
    // A text that was being typed when the page went away is saved as if the field had been left.
    for (const [path, { text, before, base }] of Object.entries(held.typed)) {
      if (!(path in typed) && text !== before) add([{ path, value: text, base }]);
    }
    void sender.flush();
  });

  /** Waits until everything typed is saved. */
  async function saveAll(): Promise<Outcome> {
    for (const path of [...draftTimers.keys()]) settleDraft(path);
    await sender.flush();
    if (sender.queue().length === 0) return { ok: true, value: null };
    const { refusal } = state;
    return {
      ok: false,
      code: refusal?.code ?? 'offline',
      message: refusal?.message ?? 'The server cannot be reached. What you typed is kept here.',
    };
  }

  const calls = makePairCalls({
    base,
    getState: () => state,
    saveAll,
    refresh,
    reopenStream: link.reopen,
  });

  return {
    ...calls,
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
        rememberTyped(path, edit.value);
        return;
      }
      if (typeof edit.value !== 'string') {
        add([{ path, value: edit.value, base: versionOf(path) }]);
        return;
      }
      if (isShared(path)) {
        editText(path, edit.value);
        return;
      }
      rememberTyped(path, edit.value);
      clearTimeout(draftTimers.get(path));
      draftTimers.set(
        path,
        setTimeout(() => settleDraft(path), draftPauseMs),
      );
    },
    commit(partId, edits) {
      const full = edits.map(({ path, value }) => ({ path: fullPath(partId, path), value }));
      const [only] = full;
      if (full.length === 1 && only && typeof only.value === 'string' && isShared(only.path)) {
        if (only.value !== shared.text(only.path)) editText(only.path, only.value);
        void sender.flush();
        return;
      }
      for (const { path } of full) {
        clearTimeout(draftTimers.get(path));
        draftTimers.delete(path);
      }
      const changed = full.flatMap(({ path, value }) => takeTyped(path, value) ?? []);
      if (changed.length > 0) add(changed);
    },
    resolve(path, choice) {
      const conflict = state.conflicts.find((other) => other.path === path);
      if (!conflict) return;
      change({ conflicts: state.conflicts.filter((other) => other !== conflict) });
      if (choice === 'keep') add([{ path, value: conflict.mine, base: versionOf(path) }]);
      else sender.setQueue(withoutPath(sender.queue(), path));
    },
    focus: (path, index) => ownPlace.moveTo({ path, index }),
    joinText(partId, path) {
      const full = fullPath(partId, path);
      void shared.open(full).then(() => {
        adoptTyped(full);
        keep();
        ownPlace.tellAgain();
      });
    },
    actAs(seatId) {
      if (state.view.seats.some(({ id, isYours }) => isYours && id === seatId))
        change({ actingSeatId: seatId });
    },
    close() {
      sendBeforeHiding();
      link.close();
      partner.close();
      store.close();
      clearTimeout(textTimer);
      sender.close();
      ownPlace.close();
      window.removeEventListener('beforeunload', warnBeforeLeaving);
      window.removeEventListener('pagehide', sendBeforeHiding);
    },
  };
}
