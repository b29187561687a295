import { z } from 'zod';
import { sectionResults } from './class-results';
import { decisionInput, groupDecided, groupDecisionInput, madeDecision } from './decisions';
import { joinCost } from './join-cost';
import { json } from './json';
import { opsInput, opsResult } from './ops';
import { ownSections } from './own-sections';
import {
  driverInput,
  handInInput,
  joinAnswerInput,
  joinInput,
  leaveInput,
  newNumbersInput,
  newPairInput,
  partActionInput,
  predictionInput,
  presenceInput,
  proposalInput,
  seatInput,
  submissionInput,
} from './pair-calls';
import { pairView } from './pair-view';
import { claimed, claimInput, flagInput, queuePage, savedComment, savedCommentInput } from './review-queue';
import { submissionView } from './submission';

const nothing = z.object({});
/** What lets new people into a class: its own code, or that of a pair in it which has a free place. */
const door = { code: z.string().max(40).optional(), pairCode: z.string().max(40).optional() };
const isOneDoor = (body: { code?: string | undefined; pairCode?: string | undefined }) =>
  (body.code === undefined) !== (body.pairCode === undefined);
const oneDoor = 'Send the code of a class, or that of a pair.';
/** The code of the second factor, where the account has one. */
const signInCode = z.string().max(100);
const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
const enrolled = z.object({ sectionId: z.string() });

const waitingToJoin = z.object({
  state: z.literal('waiting'),
  /** Of who asks. */
  name: z.string(),
  waitsFor: z.array(z.string()),
  costs: z.array(joinCost),
});

/**
 * Every call of the JSON interface by method and path: the body that it takes, and the answer that it gives when it
 * succeeds. The server checks bodies and describes the interface by these schemas; the browser takes its types from
 * them.
 */
export const apiRoutes = {
  'GET /api/health': {
    answer: z.object({
      status: z.enum(['ok', 'unavailable']),
      database: z.enum(['sqlite', 'postgresql']),
      version: z.string(),
    }),
  },
  'GET /api/me': { answer: ownSections },
  'POST /api/accounts': {
    body: z
      .object({
        ...door,
        name: z.string().max(200),
        email: z.string().max(320),
        password: z.string().max(1_000),
        signInCode: signInCode.optional(),
      })
      .refine(isOneDoor, oneDoor),
    answer: enrolled,
  },
  'POST /api/passwords': {
    body: z.object({
      code: z.string().max(100),
      password: z.string().max(1_000),
      signInCode: signInCode.optional(),
    }),
    answer: z.object({ email: z.string() }),
  },
  'POST /api/account/password': {
    body: z.object({ present: z.string().max(1_000), password: z.string().max(1_000) }),
    answer: nothing,
  },
  'POST /api/account/second-factor/keys': {
    body: nothing,
    answer: z.object({ key: z.string(), address: z.string(), sealed: z.string() }),
  },
  'POST /api/account/second-factor': {
    body: z.object({ present: z.string().max(1_000), signInCode, sealed: z.string().max(1_000) }),
    answer: recoveryCodes,
  },
  'POST /api/account/second-factor/recovery-codes': { body: z.object({ signInCode }), answer: recoveryCodes },
  'POST /api/account/second-factor/removal': {
    body: z.object({ present: z.string().max(1_000), signInCode }),
    answer: nothing,
  },
  'POST /api/enrollments': { body: z.object(door).refine(isOneDoor, oneDoor), answer: enrolled },
  'POST /api/pair-sessions': { body: newPairInput, answer: z.object({ id: z.string(), code: z.string() }) },
  'POST /api/pair-sessions/join': {
    body: joinInput,
    /**
     * `readOnly` for those who teach or assist the class: they get no seat. With 202 where those who sit there have to
     * agree to what it costs them.
     */
    answer: z.union([z.object({ id: z.string(), readOnly: z.literal(true).optional() }), waitingToJoin]),
  },
  'GET /api/pair-sessions/{id}': { answer: pairView },
  'POST /api/pair-sessions/{id}/seats': { body: seatInput, answer: z.object({ seatId: z.string() }) },
  'POST /api/pair-sessions/{id}/return': {
    body: nothing,
    answer: z.union([z.object({ id: z.string() }), waitingToJoin]),
  },
  'POST /api/pair-sessions/{id}/join-answers': {
    body: joinAnswerInput,
    answer: z.object({ state: z.enum(['joined', 'waiting', 'declined']) }),
  },
  'POST /api/pair-sessions/{id}/leave': { body: leaveInput, answer: nothing },
  'POST /api/pair-sessions/{id}/ops': { body: opsInput, answer: opsResult },
  'GET /api/pair-sessions/{id}/texts': { answer: z.object({ state: z.string() }) },
  'POST /api/pair-sessions/{id}/submissions': { body: submissionInput, answer: submissionView },
  'POST /api/pair-sessions/{id}/reveals': {
    body: partActionInput,
    /** With 202 where the partner has to agree. */
    answer: z.union([z.object({ key: json }), z.object({ state: z.literal('proposed') })]),
  },
  'POST /api/pair-sessions/{id}/hand-ins': {
    body: handInInput,
    answer: z.object({ state: z.enum(['proposed', 'handed-in', 'agreed']) }),
  },
  'POST /api/pair-sessions/{id}/cancellations': { body: proposalInput, answer: nothing },
  'POST /api/pair-sessions/{id}/presence': { body: presenceInput, answer: nothing },
  'POST /api/pair-sessions/{id}/driver-changes': {
    body: driverInput,
    answer: z.object({ driverSeatId: z.string() }),
  },
  'POST /api/pair-sessions/{id}/predictions': {
    body: predictionInput,
    answer: z.object({ predictions: z.record(z.string(), json) }),
  },
  'POST /api/pair-sessions/{id}/new-numbers': {
    body: newNumbersInput,
    answer: z.object({ round: z.number().int() }),
  },
  'POST /api/pair-sessions/{id}/split': {
    body: nothing,
    answer: z.object({ copies: z.array(z.object({ pairSessionId: z.string(), name: z.string() })) }),
  },
  'GET /api/sections/{id}/results': { answer: sectionResults },
  'POST /api/pair-sessions/{id}/decisions': { body: decisionInput, answer: madeDecision },
  'POST /api/sections/{id}/decisions': { body: groupDecisionInput, answer: groupDecided },
  'GET /api/sections/{id}/review-queue': { answer: queuePage },
  'POST /api/sections/{id}/claims': { body: claimInput, answer: claimed },
  'POST /api/pair-sessions/{id}/flags': {
    body: flagInput,
    answer: z.object({ flaggedBy: z.string().nullable() }),
  },
  'POST /api/sections/{id}/saved-comments': { body: savedCommentInput, answer: savedComment },
  'POST /api/saved-comments/{id}/removal': { body: nothing, answer: nothing },
  'POST /api/submissions/{id}/overrides': {
    body: z.object({
      earned: z.number().min(0),
      reason: z.string().trim().min(1).max(2_000),
      seatId: z.string().max(64).optional(),
    }),
    answer: z.object({ id: z.string() }),
  },
} as const satisfies Record<string, { body?: z.ZodType; answer: z.ZodType }>;

type ApiRoutes = typeof apiRoutes;

export type ApiRoute = keyof ApiRoutes;
/** What a call answers when it succeeds. */
export type ApiAnswer<Route extends ApiRoute> = z.infer<ApiRoutes[Route]['answer']>;
/** What a call takes as its body; undefined where it takes none. */
export type ApiBody<Route extends ApiRoute> = ApiRoutes[Route] extends { body: infer Body extends z.ZodType }
  ? z.input<Body>
  : undefined;
