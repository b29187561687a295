import { simpleDiffString } from 'lib0/diff';
import { callApi } from './call-api';
import type * as TextLibrary from './long-text-library';

/** Name of the one shared text inside each document; the server's half uses the same. */
const sharedTextName = 'text';

type Library = typeof TextLibrary;

interface OpenText {
  doc: TextLibrary.Doc;
  text(): string;
}

/**
 * Long texts that both partners may edit at once. Until a document has come from the server, and while older edits of
 * the whole text are on their way, a field is edited the plain way.
 */
export interface LongTexts {
  /** Fetches the document of a field, and the library with the first of them. */
  open(path: string): Promise<void>;
  /** The text on this device; undefined while the field is edited as a whole. */
  text(path: string): string | undefined;
  /** Makes the document hold a new text. Returns the edit for the server, as base64. */
  edit(path: string, next: string): string;
  /** Two edits of one field as one. */
  merge(first: string, second: string): string;
  /** Fetches what an open document has missed. */
  catchUp(path: string): Promise<void>;
  /** Lets go of a document that the server has replaced; the field is edited as a whole from then on. */
  forget(path: string): void;
  /** Takes in an edit made elsewhere. */
  hear(path: string, update: string): void;
  /** A caret's place as a position that moves with the text around it, as base64; undefined as for `text`. */
  positionAt(path: string, index: number): string | undefined;
  /** Where a position is now; null while this text is not open, or does not hold the position yet. */
  indexOf(path: string, position: string): number | null;
  /** All texts that are open, by path. */
  all(): Record<string, string>;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** @param id of the pair session. */
export function makeLongTexts(id: string): LongTexts {
  const open = new Map<string, OpenText>();
  /** Edits received while a document was being fetched. */
  const updatesWhileFetching = new Map<string, string[]>();
  let library: Library | null = null;

  function need(path: string): { Y: Library; openText: OpenText } {
    const openText = open.get(path);
    if (!library || !openText) throw new Error(`The text of ${path} is not open.`);
    return { Y: library, openText };
  }

  function fetchState(path: string) {
    return callApi('GET /api/pair-sessions/{id}/texts', { id, query: { path } });
  }

  return {
    async catchUp(path) {
      const answer = await fetchState(path);
      const openText = open.get(path);
      if (library && openText && answer.ok) library.applyUpdate(openText.doc, fromBase64(answer.value.state));
    },
    async open(path) {
      if (open.has(path) || updatesWhileFetching.has(path)) return;
      updatesWhileFetching.set(path, []);
      const [Y, answer] = await Promise.all([import('./long-text-library'), fetchState(path)]);
      const missed = updatesWhileFetching.get(path) ?? [];
      updatesWhileFetching.delete(path);
      if (!answer.ok) return;
      library = Y;
      const doc = new Y.Doc();
      Y.applyUpdate(doc, fromBase64(answer.value.state));
      for (const update of missed) Y.applyUpdate(doc, fromBase64(update));
      open.set(path, { doc, text: () => doc.getText(sharedTextName).toString() });
    },
    text: (path) => open.get(path)?.text(),
    edit(path, next) {
      const { Y, openText } = need(path);
      const before = Y.encodeStateVector(openText.doc);
      const old = openText.text();
      const { index, remove, insert } = simpleDiffString(old, next);
      openText.doc.transact(() => {
        const text = openText.doc.getText(sharedTextName);
        text.delete(index, remove);
        text.insert(index, insert);
      });
      return toBase64(Y.encodeStateAsUpdate(openText.doc, before));
    },
    merge(first, second) {
      if (!library) throw new Error('No text is open.');
      return toBase64(library.mergeUpdates([fromBase64(first), fromBase64(second)]));
    },
    forget: (path) => void open.delete(path),
    hear(path, update) {
      updatesWhileFetching.get(path)?.push(update);
      const openText = open.get(path);
      if (library && openText) library.applyUpdate(openText.doc, fromBase64(update));
    },
    positionAt(path, index) {
      const openText = open.get(path);
      if (!library || !openText) return undefined;
      const text = openText.doc.getText(sharedTextName);
      const position = library.createRelativePositionFromTypeIndex(text, index);
      return toBase64(library.encodeRelativePosition(position));
    },
    indexOf(path, position) {
      const openText = open.get(path);
      if (!library || !openText) return null;
      try {
        const decoded = library.decodeRelativePosition(fromBase64(position));
        return library.createAbsolutePositionFromRelativePosition(decoded, openText.doc)?.index ?? null;
      } catch {
        // What a partner's browser sent may be anything.
        return null;
      }
    },
    all: () => Object.fromEntries([...open].map(([path, openText]) => [path, openText.text()])),
  };
}
