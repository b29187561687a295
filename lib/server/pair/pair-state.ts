import type { FieldVerdict, Grading } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';
import type { OpConflict } from '@/lib/schemas/ops';
import type { ProposalView } from '@/lib/schemas/pair-view';
import type { MemberDecision, PartReview } from '@/lib/schemas/part-review';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import type { Rounds } from '@/lib/worksheets/worksheet-for';
import type { PairNews } from '../live/bus';
import type { Refusal } from '../result';
import type { PairAccess } from './pair-access';

/** A draft value that both partners see. */
export interface FieldState {
  path: string;
  value: Json;
  version: number;
  verdict: string | null;
  bySeatId: string;
  /** The first value that was checked; null while none was. */
  firstValue: Json | null;
  firstVerdict: string | null;
  wrongCount: number;
}

/** What later decisions need to know of a submission. */
export interface PastSubmission {
  partId: string;
  round: number;
  attempt: number;
  /** SHA-256 of the part and the response's canonical form, in hex. */
  bodyHash: string;
  origin: string;
}

/** What people may see of a submission. */
export interface SubmissionFacts {
  id: string;
  partId: string;
  attempt: number;
  outcome: string;
  earned: number;
  total: number;
  provisional: boolean;
  feedback: unknown;
  cells: unknown;
  signature: string | null;
  concepts: unknown;
  origin: string;
}

/** The newest submission of a part, with who made it and when. */
export type LatestSubmission = PastSubmission & SubmissionFacts & { seatId: string; createdAt: string };

/** The submission that a token stands for. */
export type TokenSubmission = SubmissionFacts & {
  bodyHash: string;
  seatId: string;
  createdAt: string;
  /** The token came with a check of what was checked already: it made no submission of its own. */
  isRepeat: boolean;
};

export interface NewSubmission extends SubmissionFacts, PastSubmission {
  origin: 'checked' | 'automatic' | 'disagreement';
  token: string;
  seatId: string;
  response: Json;
  confidence: number | null;
}

export interface ProposalState {
  partId: string;
  purpose: ProposalView['purpose'];
  contentHash: string;
  bySeatId: string;
  /** In ISO 8601. */
  createdAt: string;
}

/** An answer of one seat alone; what it says is in the seat's own fields. */
export interface OwnAnswer {
  id: string;
  partId: string;
  seatId: string;
  /** In ISO 8601; null while the seat writes. */
  confirmedAt: string | null;
  /** What it was graded as. */
  submissionId: string | null;
  /** What its writer has by it, once it is graded. */
  outcome: string | null;
  earned: number | null;
  provisional: boolean;
}

/** What a person predicted in one part. */
export interface PredictionState {
  seatId: string;
  userId: string;
  partId: string;
  response: Json;
}

export interface SummaryState {
  partId: string;
  attempts: number;
  countingSubmissionId: string | null;
  outcome: string | null;
  earned: number;
  total: number;
  provisional: boolean;
  firstOutcome: string | null;
  signature: string | null;
  overriddenEarned: number | null;
  memberDecisions: readonly MemberDecision[] | null;
  decidedHash: string | null;
  review: PartReview;
  version: number;
  canonicalFirst: string | null;
  canonicalNow: string | null;
  answersEver: string;
  ideaFirst: string | null;
  ideasEver: string;
  /** Packed verdicts, here and below; null until the server has filled a row that is older. */
  cellsFirst: string | null;
  cellsNow: string | null;
  isRevealed: boolean;
  isHandedIn: boolean;
  disagreed: boolean;
  filledFields: number;
  /** When something was submitted last; in ISO 8601, as the times below. */
  submittedAt: string | null;
  firstCorrectAt: string | null;
  /** To within half a minute. */
  lastWorkAt: string | null;
}

/**
 * All that a change of a pair session may be decided by, as seen by the seat that acts. Of documents and earlier answers
 * it holds those that the verb asks for.
 */
export interface PairState extends PairAccess {
  seq: number;
  /** The rounds that the people saw when they asked for the change. */
  roundsBefore: Rounds;
  fields: ReadonlyMap<string, FieldState>;
  /** Paths of those whose last writer had seen the part's key by then. */
  informed: ReadonlySet<string>;
  /** Fields that one seat alone sees; by {@link ownFieldKey}. */
  ownFields: ReadonlyMap<string, FieldState>;
  ownAnswers: readonly OwnAnswer[];
  /** Yjs states of the long texts among the fields. */
  documents: ReadonlyMap<string, Uint8Array>;
  submissions: readonly PastSubmission[];
  /** The newest submission of each part that is no own answer. */
  latest: ReadonlyMap<string, LatestSubmission>;
  /** The submission that the same token stands for. */
  repeated: TokenSubmission | null;
  /** Names of all who ever sat here, by seat. */
  names: ReadonlyMap<string, string>;
  /** Ids of the people who ever sat here, by seat. */
  userIds: ReadonlyMap<string, string>;
  /** First answers to ops that are sent again, by op id. */
  accepted: ReadonlyMap<string, { opId: string; path: string; version: number; verdict: string | null }>;
  refused: ReadonlyMap<string, OpConflict>;
  proposals: readonly ProposalState[];
  summaries: ReadonlyMap<string, SummaryState>;
  predictions: readonly PredictionState[];
  /** Questions for which the pair has decided who drives. */
  drivenQuestions: ReadonlySet<string>;
}

export interface AcceptedOp {
  opId: string;
  path: string;
  base: number;
  value: Json;
  version: number;
  verdict: FieldVerdict | null;
  textUpdate: Uint8Array | null;
  /** Of a field that only the seat that acts sees. */
  isOwn: boolean;
}

/** What a decision changes, all of it by the seat that acts; what is left out stays. Summaries follow from it. */
export interface PairChange {
  ops?: readonly AcceptedOp[];
  refusedOps?: readonly OpConflict[];
  /** As they are after the ops, by path. */
  fields?: ReadonlyMap<string, FieldState>;
  documents?: ReadonlyMap<string, Uint8Array>;
  /** As they are afterwards; by {@link ownFieldKey}. */
  ownFields?: ReadonlyMap<string, FieldState>;
  /** New ones, and others as they are afterwards. */
  ownAnswers?: readonly OwnAnswer[];
  /** These end, and what is in their fields is deleted. */
  endedOwnAnswers?: readonly OwnAnswer[];
  submissions?: readonly NewSubmission[];
  /** A check of what the newest submission says: its token stands for that one from now on. */
  repeatedCheck?: { token: string; submission: LatestSubmission };
  withdrawn?: readonly ProposalState[];
  /** An older one of the same part and purpose has to be withdrawn. */
  proposed?: Omit<ProposalState, 'createdAt'>;
  reveal?: { partId: string };
  handIn?: {
    partId: string;
    contentHash: string;
    seatIds: string[];
    disagreement?: { submissionId: string; seatId: string }[];
  };
  newNumbers?: { questionId: string; round: number };
  predictions?: readonly Pick<PredictionState, 'partId' | 'response'>[];
  driver?: { seatId: string; questionId: string | null };
  /** Summaries that are older than what they tell of first values are filled. */
  fillsOldSummaries?: true;
  /** The seat that acts becomes history. */
  leaves?: true;
}

/** The answer to a request: a refusal, or a value with what has to be stored and published for it. */
export type Decision<Value> =
  | Refusal
  | { ok: true; value: Value; change?: PairChange; news?: readonly { news: PairNews; partId?: string }[] };

/** What a decision needs besides the state; it comes from outside, so that the decision stays pure. */
export interface DecisionTools {
  newId(): string;
  /** Grades a response; once, however often it is asked. */
  grade(part: LoadedPart, response: unknown): { grading: Grading; bodyHash: string };
}

/**
 * Pure: the same state and tools always come to the same decision. Only the bytes of a long text differ, in which each
 * edit carries a random name of its writer.
 */
export type Decide<Value> = (state: PairState, tools: DecisionTools) => Decision<Value>;
