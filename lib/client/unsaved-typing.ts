import type { Json } from '@/lib/schemas/json';

/** A text being typed, and what it is typed over. */
export interface TypedText {
  text: string;
  /** The value of the field when typing began. */
  before: Json;
  /** Version of the field then, so that an edit made by others in the meantime is not overwritten. */
  base: number;
}

/** Texts being typed and not yet edits, by path. Pure: each function returns a new record. */
export type UnsavedTyping = Readonly<Record<string, TypedText>>;

export function withoutTyped(typed: UnsavedTyping, path: string): UnsavedTyping {
  const { [path]: _old, ...others } = typed;
  return others;
}

/** Whether something was typed that would be lost. */
export function hasTyped(typed: UnsavedTyping): boolean {
  return Object.values(typed).some(({ text, before }) => text !== before);
}

export function textsOf(typed: UnsavedTyping): Record<string, string> {
  return Object.fromEntries(Object.entries(typed).map(([path, { text }]) => [path, text]));
}

/** After an own edit of a field was accepted, what is typed there is based on its version. */
export function rebaseTyped(typed: UnsavedTyping, versions: Readonly<Record<string, number>>): UnsavedTyping {
  return Object.fromEntries(
    Object.entries(typed).map(([path, one]) => [
      path,
      { ...one, base: Math.max(one.base, versions[path] ?? 0) },
    ]),
  );
}
