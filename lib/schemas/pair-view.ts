import type { CellVerdict, ConceptVerdict, Feedback, FieldVerdict } from './grading';
import type { Json } from './json';
import type { Policy } from './policy';

/** A draft value as the pair sees it. Version 0 was never written. */
export interface FieldView {
  value: Json;
  version: number;
  verdict?: FieldVerdict;
  /** Id of the seat that wrote it. */
  by: string;
}

export interface SeatView {
  id: string;
  name: string;
  /** Seen within the last 20 seconds. */
  present: boolean;
  /** Not seen for five minutes; a seat that is neither present nor this is away. */
  hasLeft: boolean;
  /** One of the seats that this browser has proved. */
  isYours: boolean;
}

export interface PartView {
  id: string;
  kind: string;
  spec: Json;
  /** Markdown with $mathematics$. */
  prompt: string;
  points: number;
  isScored: boolean;
  /** An exploration asks for it and keeps it: it has no card. */
  isPrediction: boolean;
  /** null is without limit. */
  attempts: number | null;
  hasInstantCheck: boolean;
}

export interface SubmissionView {
  id: string | null;
  partId: string;
  attempt: number | null;
  outcome: 'correct' | 'partial' | 'incorrect' | 'ungradable' | 'needs-review';
  earned: number;
  total: number;
  feedback: Feedback[];
  cells?: CellVerdict[][];
  signature?: string;
  provisional?: boolean;
  concepts?: ConceptVerdict[];
  /** Graded by itself from what stood in the fields. */
  automatic?: boolean;
}

/** What counts now for one part. */
export interface CurrentScore {
  attempts: number;
  attemptsLeft: number | null;
  outcome: string | null;
  earned: number;
  total: number;
  provisional: boolean;
  /** A person has decided; stands until a person changes it. */
  overridden: boolean;
}

export interface ProposalView {
  purpose: 'hand-in' | 'reveal' | 'disagreement';
  partId: string;
  /** Id of the seat that asks. */
  by: string;
}

/** Everything a pair's page shows; never a key of a part whose page has not been turned. */
export interface PairView {
  id: string;
  /** What the partner types to join; null when no place is free. */
  code: string | null;
  assignmentId: string;
  status: 'not-open' | 'open' | 'closed';
  opensAt: string | null;
  closesAt: string | null;
  policy: Policy;
  seed: string;
  /** Rounds of numbers, by question: those for which the pair may ask for new ones. */
  rounds: Record<string, number>;
  /** True while a partner is required and missing. */
  waitsForPartner: boolean;
  /** An instructor has split the pair: each member works on in a copy. */
  isSplit: boolean;
  seats: SeatView[];
  parts: PartView[];
  fields: Record<string, FieldView>;
  submissions: Record<string, SubmissionView>;
  scores: Record<string, CurrentScore>;
  revealed: string[];
  /** What the turned pages show, by part. */
  keys: Record<string, Json>;
  handedIn: string[];
  proposals: ProposalView[];
  /** The seat that drives; null until roles were taken, or where the assignment has them switched off. */
  driverSeatId: string | null;
  /** Ids of questions for which the pair has decided who drives. */
  drivenQuestions: string[];
  seq: number;
}

/** One edit of one field: its whole new value. */
export interface ValueOp {
  opId: string;
  path: string;
  /** The version the edit was made on. */
  base: number;
  value: Json;
}

/** One edit inside a long text: a Yjs update, as base64. It is merged, whatever version it was made on. */
export interface TextOp {
  opId: string;
  path: string;
  textUpdate: string;
}

/** An op as it comes in: either of the two. */
export interface OpInput {
  opId: string;
  path: string;
  base?: number | undefined;
  value?: Json | undefined;
  textUpdate?: string | undefined;
}

export interface OpConflict {
  opId: string;
  value: Json;
  version: number;
  /** Id of the seat that wrote the current value. */
  by: string;
}

export interface OpsResult {
  seq: number;
  accepted: string[];
  conflicts: OpConflict[];
  verdicts: Record<string, FieldVerdict>;
  /** The version of each accepted op's field after that op. */
  versions: Record<string, number>;
}
