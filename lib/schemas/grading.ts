/** One remark on a response: a stable code for programs, a sentence for people. Never contains a value of the key. */
export interface Feedback {
  code: string;
  message: string;
}

/** What a check says of one cell of a submitted response. */
export type CellVerdict = 'correct' | 'incorrect' | 'invalid' | 'blank';

/** What the instant check says of one field; `more-digits` counts as incorrect. */
export type FieldVerdict = CellVerdict | 'more-digits';

/** What the rubric engine found of one concept in a written response. */
export interface ConceptVerdict {
  id: string;
  verdict: 'found' | 'contradicted' | 'conflict' | 'unknown';
  /** The words of the response that decided it, verbatim. */
  quote?: string;
}

/** A response that could be graded. `earned` and `total` are points. */
export interface Graded {
  outcome: 'correct' | 'partial' | 'incorrect' | 'needs-review';
  earned: number;
  total: number;
  /** True until a person has looked, where the automatic grade alone is not to be trusted. */
  provisional: boolean;
  feedback: Feedback[];
  cells?: CellVerdict[][];
  /** The code of the known wrong idea that explains the response best. */
  signature?: string;
  concepts?: ConceptVerdict[];
  /** 0…1, of the automatic grade of a written response. */
  confidence?: number;
  route?: 'auto' | 'review';
}

/** A response that is not ready: it costs nothing, is not stored and is no attempt. */
export interface Ungradable {
  outcome: 'ungradable';
  earned: 0;
  total: number;
  feedback: Feedback[];
  cells?: CellVerdict[][];
}

export type Grading = Graded | Ungradable;
