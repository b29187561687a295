import type { WidgetEdit } from '@/lib/client/field-edits';
import type { Json } from '@/lib/schemas/json';
import type { FieldView } from '@/lib/schemas/pair-view';

/** A part whose fields hold what an exploration asks of the pair, such as a prediction. Paths are relative to the part. */
export interface PredictionPart {
  fields: Readonly<Record<string, FieldView>>;
  isReadOnly: boolean;
  commit(edits: WidgetEdit[]): void;
}

/** What every exploration gets: a figure to play with, placed in a question by its author. */
export interface ExplorationProps {
  /** As written under `with` in the worksheet. */
  settings: { readonly [name: string]: Json };
  /** The pair's own: the same on both devices. */
  seed: string;
  /** Parts named in the settings' `parts`, by the name they have there; missing ones are absent. */
  parts: Readonly<Record<string, PredictionPart>>;
  /** Numbers that the explorations of one page share, a temperature say. */
  shared: Readonly<Record<string, number>>;
  share(name: string, value: number): void;
  /** Adds a sentence to the explanation in a part; null where no part in the settings takes one. */
  attach: ((partId: string, sentence: string) => void) | null;
  announce(message: string): void;
}
