import type { OpsResult, PairView, ProposalView, SubmissionView } from '../pairing/pair-view';
import type { Json } from '../questions/define-kind';
import type { WidgetEdit } from '../questions/widget';
import { type CallProblem, type CallResult, callApi } from './call-api';
import { openEventLink } from './event-link';
import { carryOver, findMovedPair } from './moved-pair';
import { type Batch, openOutboxStore } from './outbox';
import { countOps, pendingValues, withoutPath } from './outbox-queue';
import {
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
import { makeSharedTexts } from './shared-texts';
import { hasTyped, rebaseTyped, type TypedTexts, textsOf, withoutTyped } from './typed-texts';

/** What a call of the page comes to: done, or a sentence for the person. */
export type Outcome<T = null> = { ok: true; value: T } | { ok: false; code: string; message: string };

/** The pair's page on this device: what it shows, and all it can ask for. */
export interface PairConnection {
  subscribe(listener: () => void): () => void;
  getSnapshot(): PairState;
  draft(partId: string, edit: WidgetEdit): void;
  commit(partId: string, edits: WidgetEdit[]): void;
  resolve(path: string, choice: 'keep' | 'replace'): void;
  /** Tells the partner where this person is; `caret` is the index in a long text. */
  focus(path: string | null, caret?: number): void;
  /** Joins in editing a long text, so that what both write is merged; until then it is edited as a whole. */
  joinText(partId: string, path: string): void;
  /** Saves what waits, then grades what stands in the part's fields as an attempt. */
  check(partId: string): Promise<Outcome<SubmissionView>>;
  /** `seatId`: who agrees, where two people sit at this screen. */
  reveal(partId: string, seatId?: string): Promise<Outcome<'proposed' | 'revealed'>>;
  handIn(partId: string, seatId?: string): Promise<Outcome<'proposed' | 'handed-in'>>;
  cancelProposal(partId: string, purpose: ProposalView['purpose']): Promise<Outcome>;
  /** Hands in what stands in the fields as this seat's own answer, against the partner's. */
  disagree(partId: string, seatId?: string): Promise<Outcome<'proposed' | 'handed-in'>>;
  /** Draws new numbers for a question that has them, for both partners. */
  newNumbers(questionId: string): Promise<Outcome>;
  /** Says who drives, from `questionId` on where the pair was asked there. */
  drive(seatId: string, questionId?: string): Promise<Outcome>;
  addSeat(email: string, password: string): Promise<Outcome>;
  leave(): Promise<Outcome>;
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
const presenceEveryMs = 300;
/** Without a stream the page asks every two seconds, and tells every so many times that it is open. */
const pollsBetweenSigns = 5;
const checkTries = 3;

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
  const shared = makeSharedTexts(base);
  /** Versions that this device wrote as a whole text and whose documents have not heard of it yet, by path. */
  const unheard = new Map<string, number>();
  let typed: TypedTexts = {};
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
    let { view, conflicts } = state;
    for (const op of batch.ops) {
      const version = answer.versions[op.path];
      if (!answer.accepted.includes(op.opId) || version === undefined) continue;
      const verdict = answer.verdicts[op.path];
      const value = 'value' in op ? op.value : (shared.text(op.path) ?? '');
      const isNews = (view.fields[op.path]?.version ?? 0) < version;
      const text = shared.text(op.path);
      if ('value' in op && isNews && text !== undefined && text !== op.value) unheard.set(op.path, version);
      const event: OpEvent = { seq: view.seq, path: op.path, value, version, by: batch.seatId };
      view = applyOpEvent(view, verdict ? { ...event, verdict } : event);
    }
    for (const conflict of answer.conflicts) {
      const op = batch.ops.find(({ opId }) => opId === conflict.opId);
      if (!op || !('value' in op)) continue;
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
    typed = rebaseTyped(typed, answer.versions);
    change({ view, conflicts, refusal: null });
    if (state.link === 'offline') change({ link: 'connecting' });
    const lost = batch.atomic && answer.accepted.length === 0;
    if (lost) {
      // All or nothing: what did not conflict waits for the same decision as what did.
      const others = batch.ops.flatMap((op) =>
        'value' in op && !answer.conflicts.some(({ opId }) => opId === op.opId) ? [op] : [],
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
    // Without an edit of its document the text had none yet, or has been fetched with this in it.
    if (op.version >= (unheard.get(op.path) ?? 0)) unheard.delete(op.path);
    if (op.textUpdate) {
      shared.hear(op.path, op.textUpdate);
      if (shared.text(op.path) !== undefined) keep();
    }
    if (!isOthers || !isNews) return;
    partner.hearEdit(op.path);
    const standing = state.conflicts.find(({ path }) => path === op.path);
    if (standing) {
      change({
        conflicts: state.conflicts.map((conflict) =>
          conflict === standing ? { ...conflict, theirs: op.value, by: nameOfSeat(view, op.by) } : conflict,
        ),
      });
    }
  }

  async function refresh(): Promise<void> {
    const answer = await callApi<PairView>('GET', base);
    if (answer.ok) {
      changeView(applySnapshot(state.view, answer.value));
      if (state.link === 'offline') change({ link: 'polling' });
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
      // The server and this page share these shapes; see lib/server/pair-events.ts.
      if (name === 'op') hearOp(data as OpEvent);
      else if (name === 'snapshot') changeView(applySnapshot(state.view, data as PairView));
      else if (name === 'state') changeView(applyState(state.view, data as PairView));
      else if (name === 'presence') partner.hearPresence(data as PresenceEvent);
    },
    poll() {
      // No stream says that this person is here, and a partner unheard of for 20 s counts as away.
      if (polls % pollsBetweenSigns === 0) {
        toldPlace = '';
        tellPlace();
      }
      polls += 1;
      return refresh();
    },
  });

  let polls = 0;

  let focusTimer: ReturnType<typeof setTimeout> | undefined;
  let place: { path: string | null; index: number | undefined } = { path: null, index: undefined };
  let toldPlace = '';

  function tellPlace() {
    focusTimer = undefined;
    const { path, index } = place;
    const caret = path === null || index === undefined ? null : (shared.positionAt(path, index) ?? null);
    const told = JSON.stringify([path, caret]);
    if (told === toldPlace) return;
    toldPlace = told;
    const { actingSeatId: seatId } = state;
    void callApi('POST', `${base}/presence`, { path, typing: path !== null, caret, seatId });
  }

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
    focus(path, index) {
      place = { path, index };
      focusTimer ??= setTimeout(tellPlace, presenceEveryMs);
    },
    joinText(partId, path) {
      const full = fullPath(partId, path);
      void shared.open(full).then(() => {
        adoptTyped(full);
        keep();
        // Where the caret stands can only be said once the document is here.
        focusTimer ??= setTimeout(tellPlace, presenceEveryMs);
      });
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
    async newNumbers(questionId) {
      const round = state.view.rounds[questionId];
      const answer = await act('new-numbers', { questionId, round, seatId: state.actingSeatId });
      return answer.ok ? { ok: true, value: null } : answer;
    },
    async drive(driverSeatId, questionId) {
      const answer = await act('driver-changes', { driverSeatId, questionId, seatId: state.actingSeatId });
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
      sendBeforeHiding();
      link.close();
      partner.close();
      store.close();
      clearTimeout(textTimer);
      sender.close();
      clearTimeout(focusTimer);
      window.removeEventListener('beforeunload', warnBeforeLeaving);
      window.removeEventListener('pagehide', sendBeforeHiding);
    },
  };
}
