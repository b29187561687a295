import type { Json } from '@/lib/schemas/json';
import type { OpEvent } from '@/lib/schemas/pair-events';
import type { FieldView } from '@/lib/schemas/pair-view';
import type { LongTexts } from './long-texts';
import type { Batch } from './outbox';

const pauseMs = 400;

/** The fields of long texts whose documents are open: what both partners write into them is merged. */
export interface LongTextFields {
  /**
   * Whether an edit of a field can go into its document now: the document is here, and holds what the server has and
   * what waits on this device.
   */
  isInStep(path: string): boolean;
  text(path: string): string | undefined;
  /** Takes a key stroke in at once, and sends what has gathered after a short pause. */
  edit(path: string, text: string): void;
  /** Fetches the document of a field. */
  open(path: string): Promise<void>;
  /** The server has accepted a whole text of this device; its document does not know of it until the event comes. */
  noteWholeText(path: string, version: number, value: Json): void;
  /** Takes in an edit made elsewhere; true where an open document has changed, or is gone. */
  hear(op: OpEvent): boolean;
  /** Fetches what open documents have missed: an event stream that began anew does not bring it. */
  catchUp(): void;
  /** The texts of the documents that are not behind this device's own edits, by path. */
  current(): Record<string, string>;
  close(): void;
}

interface LongTextFieldsOptions {
  documents: LongTexts;
  /** What the server has in a field. */
  saved(path: string): FieldView | undefined;
  /** Edits of a field that wait on this device. */
  waiting(path: string): Batch['ops'];
  addEdit(path: string, textUpdate: string): void;
  send(): void;
  /** An open document has caught up. */
  onChange(): void;
}

export function makeLongTextFields({
  documents,
  saved,
  waiting,
  addEdit,
  send,
  onChange,
}: LongTextFieldsOptions): LongTextFields {
  /** Versions that this device wrote as a whole text and that have not reached their document yet, by path. */
  const ahead = new Map<string, number>();
  let pause: ReturnType<typeof setTimeout> | undefined;

  function reach(path: string, version: number) {
    if (version >= (ahead.get(path) ?? 0)) ahead.delete(path);
  }
  return {
    isInStep(path) {
      const text = documents.text(path);
      if (text === undefined || ahead.has(path)) return false;
      const ops = waiting(path);
      if (ops.length > 0) return ops.every((op) => 'textUpdate' in op);
      return text === (saved(path)?.value ?? '');
    },
    text: documents.text,
    edit(path, text) {
      addEdit(path, documents.edit(path, text));
      clearTimeout(pause);
      pause = setTimeout(send, pauseMs);
    },
    open: documents.open,
    noteWholeText(path, version, value) {
      const text = documents.text(path);
      if (text !== undefined && text !== value) ahead.set(path, version);
    },
    hear({ path, version, value, textUpdate }) {
      reach(path, version);
      if (!textUpdate) {
        // The field had no document then, or the fetched one already holds this op, or the server has begun it anew.
        const isBegunAnew = documents.text(path) !== undefined && documents.text(path) !== value;
        if (!isBegunAnew || waiting(path).some((op) => 'textUpdate' in op)) return false;
        documents.forget(path);
        return true;
      }
      documents.hear(path, textUpdate);
      return documents.text(path) !== undefined;
    },
    catchUp() {
      for (const [path, text] of Object.entries(documents.all())) {
        const { value = '', version = 0 } = saved(path) ?? {};
        if (text === value) continue;
        void documents.catchUp(path).then(() => {
          reach(path, version);
          onChange();
        });
      }
    },
    current: () => Object.fromEntries(Object.entries(documents.all()).filter(([path]) => !ahead.has(path))),
    close: () => clearTimeout(pause),
  };
}
