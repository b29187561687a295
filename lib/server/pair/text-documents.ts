import { simpleDiffString } from 'lib0/diff';
import * as Y from 'yjs';
import { readTextEdit, sharedTextName } from './text-edit';

/**
 * Most pieces of a document: a thousand slips of the pen, say. Yjs may have to compare each piece with every other one
 * when it opens a document, which takes a second beyond this. A document of so many pieces has less than 256 KB.
 */
const mostPieces = 1_500;
/** Most comparisons for one edit, for the same reason: an hour of typing without a network, at 40 places. */
const mostComparisons = 150_000;

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

function countPieces({ store }: Y.Doc): number {
  let pieces = 0;
  for (const structs of store.clients.values()) pieces += structs.length;
  return pieces;
}

/** Whether a document has more history than can be stored. */
export function isTooLarge({ doc }: OpenText): boolean {
  return countPieces(doc) > mostPieces;
}

/** What became of an edit: merged, no edit of such a document, or one that is too much for it. */
export type Merging = 'merged' | 'no edit' | 'too large';

/** Merges an edit into a document, which is of no use where that fails. */
export function mergeEdit(open: OpenText, update: Uint8Array): Merging {
  const edit = readTextEdit(update);
  if (!edit) return 'no edit';
  const pieces = countPieces(open.doc);
  const comparisons = edit.places * (pieces + edit.stretches);
  if (comparisons > mostComparisons || pieces + edit.places > mostPieces) return 'too large';
  try {
    Y.applyUpdate(open.doc, update);
  } catch {
    // Yjs fails on what stands after its own later characters, say.
    return 'no edit';
  }
  const { pendingStructs, pendingDs } = open.doc.store;
  // What stands on edits that are not stored would wait unseen, and for ever.
  if (pendingStructs !== null || pendingDs !== null) return 'no edit';
  return isTooLarge(open) ? 'too large' : 'merged';
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
