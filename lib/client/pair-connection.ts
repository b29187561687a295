import { fieldPath } from '@/lib/pairing/field-path';
import type { OpsResult } from '@/lib/schemas/ops';
import type { OpEvent } from '@/lib/schemas/pair-events';
import type { PairView } from '@/lib/schemas/pair-view';
import { callApi } from './call-api';
import type { FieldEdit, WidgetEdit } from './field-edits';
import { makeFieldTyping } from './field-typing';
import { makeLongTextFields } from './long-text-fields';
import { makeLongTexts } from './long-texts';
import { messages } from './messages';
import { moveToOtherPair } from './moved-pair';
import { type Batch, type OutboxContent, type OutboxStore, openOutboxStore, outboxKey } from './outbox';
import { countOps, pendingValues, withoutPath } from './outbox-queue';
import { fromOpEvent, fromOpsResult, toOpsBody, writerOf } from './own-answers';
import { makeOwnPlace } from './own-place';
import { makePairCalls, type Outcome, type PairCalls } from './pair-calls';
import { applyAnswer, applyOpEvent, nameOfSeat, type PairState } from './pair-state';
import { makePairStore } from './pair-store';
import { makePairTransport } from './pair-transport';
import { followPartner } from './partner-news';
import { randomId } from './random-id';
import { makeSender } from './sender';
import { hasTyped, textsOf } from './unsaved-typing';

/** The pair's page on this device: what it shows, and all it can ask for. */
export interface PairConnection extends PairCalls {
  /** Starts to listen and to send, in the browser. Returns what ends both again. */
  open(): () => void;
  subscribe(listener: () => void): () => void;
  getSnapshot(): PairState;
  /** The state that the server rendered the page from; parts that hydrate later start with it. */
  getFirstSnapshot(): PairState;
  draft(partId: string, edit: WidgetEdit): void;
  commit(partId: string, edits: WidgetEdit[]): void;
  resolve(path: string, choice: 'keep' | 'replace'): void;
  /** Tells the partner where this person is; `caret` is the index in a long text. */
  focus(path: string | null, caret?: number): void;
  /** Joins in editing a long text, so that what both write is merged; until then it is edited as a whole. */
  joinText(partId: string, path: string): void;
  /** Sets who of the people at this screen types. */
  actAs(seatId: string): void;
  /** The page is about to be left for signing in again: what it has stored on this device needs no warning. */
  leaveToSignIn(): void;
}

/** By these a person shows that they are there. */
const doings = ['pointerdown', 'keydown'] as const;

/**
 * The connection of a pair's page. It is inert until it is opened: no listener, no request, nothing stored. Edits made
 * before wait in its outbox, and calls wait until it is open.
 */
export function makePairConnection(initial: PairView): PairConnection {
  const { id } = initial;
  const store = makePairStore(initial);
  const key = outboxKey(id, store.getFirst().actingSeatId);
  let outbox: OutboxStore | null = null;
  let tellOpened: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    tellOpened = resolve;
  });

  const savedField = (path: string) => store.get().view.fields[path];
  const versionOf = (path: string) => savedField(path)?.version ?? 0;
  const send = () => void sender.flush();

  const sender = makeSender({
    async send(batch) {
      const answer = await callApi('POST /api/pair-sessions/{id}/ops', { id, body: toOpsBody(batch) });
      return answer.ok ? { ...answer, value: fromOpsResult(batch, answer.value) } : answer;
    },
    onQueue: saveOutbox,
    onAnswer: takeAnswer,
    onProblem: (problem) => transport.hearProblem(problem),
  });
  const typing = makeFieldTyping({
    fieldBefore: (path) => ({
      value: store.get().pending[path] ?? savedField(path)?.value ?? '',
      version: versionOf(path),
    }),
    onChange: saveOutbox,
    onEdit: (edit) => addEdits([edit]),
  });
  const documents = makeLongTexts(id);
  const longTexts = makeLongTextFields({
    documents,
    saved: savedField,
    waiting: (path) => sender.queue().flatMap(({ ops }) => ops.filter((op) => op.path === path)),
    addEdit(path, textUpdate) {
      const seatId = store.get().actingSeatId;
      sender.addTextEdit({ opId: randomId(), path, textUpdate, seatId }, documents.merge);
    },
    send,
    onChange: saveOutbox,
  });
  const ownPlace = makeOwnPlace(documents.positionAt, (place) => {
    const body = { ...place, seatId: store.get().actingSeatId };
    void callApi('POST /api/pair-sessions/{id}/presence', { id, body });
  });
  const partner = followPartner(store.get, store.change, documents.indexOf);
  const transport = makePairTransport({
    id,
    store,
    hearOp,
    hearPresence: partner.hearPresence,
    onGap: longTexts.catchUp,
    onReach: send,
    onGone: () => void leaveForOtherPair(),
  });
  const calls = makePairCalls({
    id,
    opened,
    getState: store.get,
    saveAll,
    refresh: transport.refresh,
    reopenStream: transport.reopenStream,
  });

  function outboxContent(): OutboxContent {
    return { batches: [...sender.queue()], typed: typing.unsaved() };
  }
  /** Shows everything that waits on this device, and stores it there. */
  function saveOutbox() {
    const queue = sender.queue();
    store.change({
      pending: { ...longTexts.current(), ...pendingValues(queue), ...textsOf(typing.unsaved()) },
      waiting: countOps(queue),
    });
    partner.placeCarets();
    void outbox?.save(outboxContent());
  }
  function addEdits(edits: FieldEdit[]) {
    const { view, actingSeatId } = store.get();
    sender.add({
      atomic: edits.length > 1,
      seatId: writerOf(view, edits[0]?.path ?? '', actingSeatId),
      ops: edits.map((edit) => ({ opId: randomId(), ...edit })),
    });
    send();
  }
  function isMerged(path: string): boolean {
    return !(path in typing.unsaved()) && longTexts.isInStep(path);
  }
  /** What was typed while a document was being fetched becomes an edit inside it, if it was typed over the same text. */
  function mergeTyped(path: string) {
    const typed = typing.unsaved()[path];
    if (!typed || typed.before !== longTexts.text(path) || !longTexts.isInStep(path)) return;
    typing.takeOut(path);
    longTexts.edit(path, typed.text);
  }

  function takeAnswer(batch: Batch, answer: OpsResult) {
    for (const op of batch.ops) {
      const version = answer.versions[op.path] ?? 0;
      if ('value' in op && versionOf(op.path) < version) longTexts.noteWholeText(op.path, version, op.value);
    }
    typing.rebase(answer.versions);
    store.change({ ...applyAnswer(store.get(), batch, answer, longTexts.text), refusal: null });
    if (store.get().link === 'offline') store.change({ link: 'connecting' });
  }
  function hearOp(event: OpEvent) {
    const { view, conflicts } = store.get();
    const op = fromOpEvent(view, event);
    if (!op) return;
    const isOthers = !view.seats.some(({ id, isYours }) => isYours && id === op.by);
    const isNews = versionOf(op.path) < op.version;
    store.changeView(applyOpEvent(view, op));
    if (longTexts.hear(op)) saveOutbox();
    if (!isOthers || !isNews) return;
    partner.hearEdit(op.path, op.by);
    if (!conflicts.some(({ path }) => path === op.path)) return;
    const theirs = { theirs: op.value, by: nameOfSeat(view, op.by) };
    store.change({
      conflicts: conflicts.map((open) => (open.path === op.path ? { ...open, ...theirs } : open)),
    });
  }

  /** The seat was moved: hands waiting edits over to the pair session where the person sits now, and goes there. */
  async function leaveForOtherPair(): Promise<void> {
    if (store.get().link === 'gone') return;
    store.change({ link: 'gone' });
    const address = await moveToOtherPair(initial, () => ({
      ...outboxContent(),
      checks: calls.unfinishedChecks(),
    }));
    if (address === null) return;
    typing.clear();
    sender.setQueue([]);
    location.replace(address);
  }

  /** Saves everything typed; a refusal where that cannot be done now. */
  async function saveAll(): Promise<Outcome> {
    typing.finishPauses();
    await sender.flush();
    if (sender.queue().length === 0) return { ok: true, value: null };
    const { refusal, link } = store.get();
    if (link === 'signed-out') return { ok: false, code: 'signed-out', message: messages.call.signedOut };
    return {
      ok: false,
      code: refusal?.code ?? 'offline',
      message: refusal?.message ?? messages.call.unreachable,
    };
  }

  /** Takes over what closed pages left on this device. */
  async function takeOverOutbox(store: OutboxStore): Promise<void> {
    const { batches, typed, checks = [] } = await store.load();
    sender.setQueue([...batches, ...sender.queue()]);
    // A text that was being typed when its page went away is saved as if the field had been left.
    for (const [path, { text, before, base }] of Object.entries(typed)) {
      if (!(path in typing.unsaved()) && text !== before) addEdits([{ path, value: text, base }]);
    }
    await sender.flush();
    for (const check of checks) await calls.finishCheck(check);
  }

  let isLeavingToSignIn = false;
  function warnBeforeLeaving(event: BeforeUnloadEvent) {
    if (isLeavingToSignIn && store.get().isStoredHere) return;
    if (sender.queue().length > 0 || hasTyped(typing.unsaved())) event.preventDefault();
  }

  return {
    ...calls,
    open() {
      // A page of somebody who has left stays as it was, and a preview is nobody's.
      if (initial.readOnly === 'left' || initial.readOnly === 'preview') return () => {};
      outbox = openOutboxStore(key, () => store.change({ isStoredHere: false }));
      sender.open();
      partner.open();
      transport.open();
      window.addEventListener('beforeunload', warnBeforeLeaving);
      window.addEventListener('pagehide', typing.finishPauses);
      for (const doing of doings) window.addEventListener(doing, ownPlace.stir);
      void takeOverOutbox(outbox);
      tellOpened();
      return () => {
        typing.finishPauses();
        transport.close();
        partner.close();
        outbox?.close();
        outbox = null;
        longTexts.close();
        sender.close();
        ownPlace.close();
        window.removeEventListener('beforeunload', warnBeforeLeaving);
        window.removeEventListener('pagehide', typing.finishPauses);
        for (const doing of doings) window.removeEventListener(doing, ownPlace.stir);
      };
    },
    subscribe: store.subscribe,
    getSnapshot: store.get,
    getFirstSnapshot: store.getFirst,
    draft(partId, { path, value }) {
      const full = fieldPath(partId, path);
      const part = store.get().view.parts.find(({ id }) => id === partId);
      if (typeof value !== 'string') addEdits([{ path: full, value, base: versionOf(full) }]);
      else if (part?.hasInstantCheck) {
        typing.type(full, value);
        ownPlace.typeIn(full, value);
      } else if (isMerged(full)) longTexts.edit(full, value);
      else typing.typeOn(full, value);
    },
    commit(partId, edits) {
      const full = edits.map(({ path, value }) => ({ path: fieldPath(partId, path), value }));
      for (const { path } of full) ownPlace.typeIn(path, null);
      const [only] = full;
      if (full.length === 1 && only && typeof only.value === 'string' && isMerged(only.path)) {
        if (only.value !== longTexts.text(only.path)) longTexts.edit(only.path, only.value);
        send();
        return;
      }
      const changed = full.flatMap(({ path, value }) => typing.finish(path, value) ?? []);
      if (changed.length > 0) addEdits(changed);
    },
    resolve(path, choice) {
      const { conflicts } = store.get();
      const conflict = conflicts.find((other) => other.path === path);
      if (!conflict) return;
      store.change({ conflicts: conflicts.filter((other) => other !== conflict) });
      if (choice === 'keep') addEdits([{ path, value: conflict.mine, base: versionOf(path) }]);
      else sender.setQueue(withoutPath(sender.queue(), path));
    },
    focus(path, index) {
      if (!store.get().view.readOnly) ownPlace.moveTo({ path, index });
    },
    joinText(partId, path) {
      if (store.get().view.readOnly) return;
      const full = fieldPath(partId, path);
      void longTexts.open(full).then(() => {
        mergeTyped(full);
        saveOutbox();
        ownPlace.tellAgain();
      });
    },
    actAs(seatId) {
      const isProved = store.get().view.seats.some(({ id, isYours }) => isYours && id === seatId);
      if (isProved) store.change({ actingSeatId: seatId });
    },
    leaveToSignIn() {
      isLeavingToSignIn = true;
    },
  };
}
