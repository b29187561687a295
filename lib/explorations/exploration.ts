import type { Evidence } from '@/lib/reading/evidence';
import type { Json } from '@/lib/schemas/json';

/** Somebody of the pair, with what they predicted before trying things out. */
export interface Predicting {
  seatId: string;
  name: string;
  /** Sits at this screen. */
  isYours: boolean;
  hasPredicted: boolean;
  /**
   * Responses by the names that the settings give their parts; null where nothing is predicted, or while only its author
   * may read it.
   */
  responses: Readonly<Record<string, Json>> | null;
}

/** Whether something was stored; with a sentence where it was not. */
export type Stored = { ok: true } | { ok: false; message: string };

/** How far the pair is with a part that the settings of an exploration name. */
export interface NamedPart {
  state: PartState;
  /** What the pair entered, by path within the part; nothing of the key. */
  fields: Readonly<Record<string, Json>>;
}

type PartState = 'open' | 'checked' | 'handed-in' | 'revealed';

/** What every exploration gets: a figure to play with, placed in a question by its author. */
export interface ExplorationProps {
  /** As written under `with` in the worksheet. */
  settings: { readonly [name: string]: Json };
  /** The pair's own: the same on both devices. */
  seed: string;
  /** Those who sit here, and others who have predicted here. */
  people: readonly Predicting[];
  /** Stores what one of the people predicts, once and for good; null where nothing can be predicted (any more). */
  predict: ((seatId: string, responses: Readonly<Record<string, Json>>) => Promise<Stored>) | null;
  /** Numbers that the explorations of one page share, a temperature say. */
  shared: Readonly<Record<string, number>>;
  share(name: string, value: number): void;
  /** Brings a view to the text in a field; null where no field in the settings takes one. */
  attach: ((path: string, evidence: Evidence) => Stored) | null;
  announce(message: string): void;
  /** The parts that the settings name under `after` or `untrainedAfter`, by id. */
  after: Readonly<Record<string, NamedPart>>;
  /** The lines of the code in the settings as HTML, highlighted by the server; empty where there is none. */
  codeLines: readonly string[];
  /**
   * Numbers that both devices of the pair share here, as the exploration declares them; null where nothing can be stored
   * (any more).
   */
  pairFields: {
    readonly values: Readonly<Record<string, Json>>;
    set(changes: Readonly<Record<string, number>>): void;
  } | null;
}
