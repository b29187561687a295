import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** Bytes written by hand, number by number; a text in its own form. */
export function bytesOf(...parts: readonly (number | string)[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === 'string') encoding.writeVarString(encoder, part);
    else encoding.writeVarUint(encoder, part);
  }
  return encoding.toUint8Array(encoder);
}

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** A few bytes that declare 2²⁵ structs: Yjs makes room for all of them. */
export const declaresTooMany = bytesOf(1, 33_554_432, 1, 0);

/** The edit that a change of a document comes to. */
export function editOf(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const before = Y.encodeStateVector(doc);
  doc.transact(() => change(doc));
  return Y.encodeStateAsUpdate(doc, before);
}

/** Numbers below 1 that are the same in every run. */
export function makeChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** An edit, and the document that it comes to. */
export interface SentEdit {
  edit: Uint8Array;
  state: Uint8Array;
}

/** What two browsers send while they write into one text: each edit, and what an outbox makes of several. */
export function writeTogether(chance: () => number, count: number): SentEdit[] {
  const server = new Y.Doc();
  server.getText('text').insert(0, 'It divides the logits by 𝑇. 🦉');
  const browsers = [new Y.Doc(), new Y.Doc()];
  for (const browser of browsers) Y.applyUpdate(browser, Y.encodeStateAsUpdate(server));
  const single: SentEdit[] = [];
  for (let index = 0; index < count; index += 1) {
    const [mine, partner] = chance() < 0.5 ? browsers : [...browsers].reverse();
    if (!mine || !partner) break;
    const edit = editOf(mine, () => {
      const text = mine.getText('text');
      const at = Math.floor(chance() * text.length);
      text.delete(at, Math.min(text.length - at, Math.floor(chance() * 4)));
      text.insert(at, ['T', ' so', 'é𝑝', '🦉 owls'][Math.floor(chance() * 4)] ?? '');
    });
    single.push({ edit, state: Y.encodeStateAsUpdate(server) });
    Y.applyUpdate(server, edit);
    if (chance() < 0.7) Y.applyUpdate(partner, Y.encodeStateAsUpdate(mine, Y.encodeStateVector(partner)));
  }
  const merged = single.map(({ state }, index) => ({
    edit: Y.mergeUpdates(single.slice(index, index + 5).map(({ edit }) => edit)),
    state,
  }));
  return [...single, ...merged];
}

/** An edit with bytes flipped, cut, put in from another one or overwritten with a number of many digits. */
export function mutate(edit: Uint8Array, other: Uint8Array, chance: () => number): Uint8Array {
  const bytes = [...edit];
  for (let times = 1 + Math.floor(chance() * 3); times > 0; times -= 1) {
    const at = Math.floor(chance() * bytes.length);
    const kind = Math.floor(chance() * 4);
    if (kind === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(chance() * 8));
    else if (kind === 1) bytes.length = at;
    else if (kind === 2) bytes.splice(at, Math.floor(chance() * 4), ...other.slice(at, at + 12));
    else bytes.splice(at, 1, ...bytesOf(Math.floor(2 ** (chance() * 60))));
  }
  return Uint8Array.from(bytes);
}
