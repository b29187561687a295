import { simpleDiffString } from 'lib0/diff';
import * as Y from 'yjs';
import { newId } from '../database/ids';
import type { Tx } from '../database/writer';

/** Name of the one shared text inside each document; the browser's half uses the same. */
export const sharedTextName = 'text';

/** A long text that two people edit at once. */
export interface OpenText {
  doc: Y.Doc;
  text(): string;
}

function openText(state: Uint8Array | null, text: string): OpenText {
  const doc = new Y.Doc({ gc: true });
  if (state) Y.applyUpdate(doc, state);
  else if (text !== '') doc.getText(sharedTextName).insert(0, text);
  return { doc, text: () => doc.getText(sharedTextName).toString() };
}

/** The document of a field, made from the text that stands in the field where there is none yet. */
export async function loadText(
  tx: Pick<Tx, 'textDocument'>,
  pairSessionId: string,
  path: string,
  text: string,
): Promise<OpenText & { isStored: boolean }> {
  const row = await tx.textDocument.findUnique({ where: { pairSessionId_path: { pairSessionId, path } } });
  return { ...openText(row?.state ?? null, text), isStored: row !== null };
}

/** Keeps a document as one merged state: what was deleted leaves no trace that grows. */
export async function storeText(
  tx: Pick<Tx, 'textDocument'>,
  pairSessionId: string,
  path: string,
  open: OpenText,
  now: Date,
): Promise<void> {
  const state = new Uint8Array(Y.encodeStateAsUpdate(open.doc));
  await tx.textDocument.upsert({
    where: { pairSessionId_path: { pairSessionId, path } },
    create: { id: newId(), pairSessionId, path, state, updatedAt: now },
    update: { state, updatedAt: now },
  });
}

/** A document as base64, for the browser. */
export function encodeText(open: OpenText): string {
  return Buffer.from(Y.encodeStateAsUpdate(open.doc)).toString('base64');
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
