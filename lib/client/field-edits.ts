import type { Json } from '@/lib/schemas/json';

/** A field whose value the partner changed meanwhile; the person decides which one stays. */
export interface FieldConflict {
  path: string;
  mine: Json;
  theirs: Json;
  /** Name of the person who wrote the other value. */
  by: string;
}

/** A new value for a field, and the version of the field that it was made on. `path` is full. */
export interface FieldEdit {
  path: string;
  value: Json;
  base: number;
}

/** One edit that a widget asks for; paths are relative to the part ('' is the part itself). */
export interface WidgetEdit {
  path: string;
  value: Json;
}
