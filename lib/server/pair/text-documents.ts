import { simpleDiffString } from 'lib0/diff';
import * as Y from 'yjs';
import { sharedTextName } from './text-edit';

/** Most bytes of a stored document: many times what 20,000 characters and the traces of their writing take. */
const mostBytes = 256 * 1024;

/** A long text that two people edit at once. */
export interface OpenText {
  doc: Y.Doc;
  text(): string;
}

/** Opens a stored document; one that is made of the text in its field where there is none yet. */
export function openText(stored: Uint8Array | undefined, text: string): OpenText {
  const doc = new Y.Doc({ gc: true });
  if (stored) {
    Y.applyUpdate(doc, stored);
    forgetPending(doc);
  } else if (text !== '') doc.getText(sharedTextName).insert(0, text);
  return { doc, text: () => doc.getText(sharedTextName).toString() };
}

/** What waits for other edits is no part of the text, and grows unseen. */
function forgetPending({ store }: Y.Doc): void {
  store.pendingStructs = null;
  store.pendingDs = null;
}

/** A document as one merged state: what was deleted leaves no trace that grows. */
export function toStoredText(open: OpenText): Uint8Array {
  return Y.encodeStateAsUpdate(open.doc);
}

/** Whether a document is larger than a text with its history may be. */
export function isTooLarge(stored: Uint8Array): boolean {
  return stored.byteLength > mostBytes;
}

/**
 * Merges an edit into a document. False where it stands on edits that the document does not have; the document is of no
 * use then.
 *
 * @param update one that `isTextEdit` has let through.
 */
export function mergeEdit(open: OpenText, update: Uint8Array): boolean {
  try {
    Y.applyUpdate(open.doc, update);
    const { pendingStructs, pendingDs } = open.doc.store;
    return pendingStructs === null && pendingDs === null;
  } catch {
    return false;
  }
}

/**
 * Makes a document hold a whole new text, as one edit of the stretch that differs: somebody typing elsewhere in it
 * keeps what they type. Returns the edit.
 */
export function replaceText(open: OpenText, next: string): Uint8Array {
  const before = Y.encodeStateVector(open.doc);
  const { index, remove, insert } = simpleDiffString(open.text(), next);
  open.doc.transact(() => {
    const text = open.doc.getText(sharedTextName);
    text.delete(index, remove);
    text.insert(index, insert);
  });
  return Y.encodeStateAsUpdate(open.doc, before);
}
