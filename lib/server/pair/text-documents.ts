import { simpleDiffString } from 'lib0/diff';
import * as Y from 'yjs';

/** Name of the one shared text inside each document; the browser's half uses the same. */
const sharedTextName = 'text';

/** A long text that two people edit at once. */
export interface OpenText {
  doc: Y.Doc;
  text(): string;
}

/** Opens a stored document; one that is made of the text in its field where there is none yet. */
export function openText(stored: Uint8Array | undefined, text: string): OpenText {
  const doc = new Y.Doc({ gc: true });
  if (stored) Y.applyUpdate(doc, stored);
  else if (text !== '') doc.getText(sharedTextName).insert(0, text);
  return { doc, text: () => doc.getText(sharedTextName).toString() };
}

/** A document as one merged state: what was deleted leaves no trace that grows. */
export function toStoredText(open: OpenText): Uint8Array {
  return Y.encodeStateAsUpdate(open.doc);
}

/** Merges an edit into a document; false when the bytes are no edit of such a document. */
export function mergeEdit(open: OpenText, update: Uint8Array): boolean {
  try {
    Y.applyUpdate(open.doc, update);
    // Asking for the text fails where the edit made something else of it.
    return typeof open.text() === 'string';
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
