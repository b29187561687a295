import type { Json } from '@/lib/schemas/json';

/** A field whose value the partner changed meanwhile; the person decides which one stays. */
export interface FieldConflict {
  path: string;
  mine: Json;
  theirs: Json;
  /** Name of the person who wrote the other value. */
  by: string;
}

/** One edit that a widget asks for; paths are relative to the part ('' is the part itself). */
export interface WidgetEdit {
  path: string;
  value: Json;
}
