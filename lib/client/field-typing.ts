import type { Json } from '@/lib/schemas/json';
import type { FieldEdit } from './field-edits';
import { rebaseTyped, type TypedText, type UnsavedTyping, withoutTyped } from './unsaved-typing';

const pauseMs = 400;

/** The fields that somebody types in on this device: what is typed becomes an edit when the typing ends. */
export interface FieldTyping {
  /** What is typed and not yet an edit, by path. */
  unsaved(): UnsavedTyping;
  /** Notes a text that becomes an edit only when the field is left: half a number must not be checked. */
  type(path: string, text: string): void;
  /** Notes a text that becomes an edit when the field is left, or after a short pause. */
  typeOn(path: string, text: string): void;
  /** Ends typing in a field; returns the edit it comes to, or null where the value is the one from before. */
  finish(path: string, value: Json): FieldEdit | null;
  /** Ends every pause now: what is typed becomes an edit at once. */
  finishPauses(): void;
  /** Removes and returns what is typed in a field, for an edit other than one of the whole field. */
  takeOut(path: string): TypedText | undefined;
  /** After an own edit was accepted, what is typed in its field is based on the new version. */
  rebase(versions: Readonly<Record<string, number>>): void;
  /** Forgets everything that is typed, because another page takes it over. */
  clear(): void;
}

interface FieldTypingOptions {
  /** What a field holds for this person before the typing begins, and its version. */
  fieldBefore(path: string): { value: Json; version: number };
  /** What is typed has changed. */
  onChange(): void;
  /** A pause has ended with an edit. */
  onEdit(edit: FieldEdit): void;
}

export function makeFieldTyping({ fieldBefore, onChange, onEdit }: FieldTypingOptions): FieldTyping {
  let unsaved: UnsavedTyping = {};
  const pauses = new Map<string, ReturnType<typeof setTimeout>>();

  function beginning(path: string): { before: Json; base: number } {
    const typed = unsaved[path];
    if (typed) return typed;
    const { value, version } = fieldBefore(path);
    return { before: value, base: version };
  }
  function type(path: string, text: string) {
    const { before, base } = beginning(path);
    unsaved = { ...unsaved, [path]: { text, before, base } };
    onChange();
  }
  function endPause(path: string): boolean {
    clearTimeout(pauses.get(path));
    return pauses.delete(path);
  }
  function finish(path: string, value: Json): FieldEdit | null {
    endPause(path);
    const { before, base } = beginning(path);
    if (path in unsaved) {
      unsaved = withoutTyped(unsaved, path);
      onChange();
    }
    return JSON.stringify(before) === JSON.stringify(value) ? null : { path, value, base };
  }
  function finishPause(path: string) {
    const typed = unsaved[path];
    const edit = endPause(path) && typed ? finish(path, typed.text) : null;
    if (edit) onEdit(edit);
  }
  return {
    unsaved: () => unsaved,
    type,
    typeOn(path, text) {
      type(path, text);
      endPause(path);
      pauses.set(
        path,
        setTimeout(() => finishPause(path), pauseMs),
      );
    },
    finish,
    finishPauses() {
      for (const path of [...pauses.keys()]) finishPause(path);
    },
    takeOut(path) {
      const typed = unsaved[path];
      endPause(path);
      unsaved = withoutTyped(unsaved, path);
      return typed;
    },
    rebase(versions) {
      unsaved = rebaseTyped(unsaved, versions);
    },
    clear() {
      for (const path of [...pauses.keys()]) endPause(path);
      unsaved = {};
    },
  };
}
