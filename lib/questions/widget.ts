import type { ReactNode } from 'react';
import type { FieldConflict, WidgetEdit } from '@/lib/client/field-edits';
import type { FieldVerdict, RubricLine } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';
import type { FieldView } from '@/lib/schemas/pair-view';
import type { SubmissionView } from '@/lib/schemas/submission';

/** Another part of the pair's, to be looked at beside this one. */
interface Comparison {
  partId: string;
  /** What the pair entered there, by path relative to that part; null until it is finished. */
  fields: Readonly<Record<string, FieldView>> | null;
}

/**
 * What every widget gets. The widget shows `fields`, asks for edits, and knows nothing of the network.
 *
 * `draft` stores what is being typed on this device (and, for fields without an instant check, saves it for
 * the pair after a short pause); `commit` saves at once and lets the server check it. Several edits in one
 * `commit` are one atomic batch: a paste, a fill.
 */
export interface WidgetProps<Spec = Json> {
  partId: string;
  spec: Spec;
  /** By path relative to the part. Unsaved typing of this device takes precedence over drafts. */
  fields: Readonly<Record<string, FieldView>>;
  conflicts: readonly FieldConflict[];
  /** The newest submission of this part, if any. */
  submission: SubmissionView | null;
  /** The key, once the page is turned. */
  revealedKey: Json | null;
  isReadOnly: boolean;
  /** What the verdict of a field means, where there is more to say than its name. */
  verdictHelp: { readonly [Verdict in FieldVerdict]?: string | undefined };
  /** null where the author compares this part with no other. */
  comparison: Comparison | null;
  /** What the pair says in the parts that the author named, in words, by part; none where nothing is said yet. */
  said: Readonly<Record<string, readonly string[]>>;
  /** Where the partner is now: path → name. */
  partnerAt: Readonly<Record<string, string>>;
  /** What the partner is typing and has not saved: path → text. Fields without an instant check are saved as typed. */
  partnerTyping: Readonly<Record<string, string>>;
  /** The partner's caret in a long text: path → index of the character after it. */
  partnerCarets: Readonly<Record<string, number>>;
  draft(edit: WidgetEdit): void;
  commit(edits: WidgetEdit[]): void;
  resolve(path: string, choice: 'keep' | 'replace'): void;
  /** Tells the partner where this person is; in a long text also where the caret is. */
  focus(path: string | null, caret?: number): void;
  /** Says that a long text is about to be edited, so that what both partners write is merged. */
  joinText(path: string): void;
  /** Ids of elements that label and describe the part, for aria attributes. */
  labelledBy: string;
  describedBy?: string;
}

/** The instructor's view of a response. */
export interface ReviewProps<Spec = Json> {
  spec: Spec;
  response: Json;
  submission: SubmissionView;
  revealedKey: Json;
  /** What the pair says in the parts that the author named, in words, by part. */
  said: Readonly<Record<string, readonly string[]>>;
  /** Empty where the kind has none. */
  rubric: readonly RubricLine[];
}

export type ReviewView<Spec = Json> = (props: ReviewProps<Spec>) => ReactNode;
