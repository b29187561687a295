import type { HttpBindings } from '@hono/node-server';
import { OpenAPIHono, type z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { problem, type RefusalCode } from '@/lib/schemas/refusal';
import type { Viewer } from '@/lib/server/people/viewer';
import type { Refusal, Result } from '../server/result';

/** What a resource's handler finds in its context. */
export interface ApiEnv {
  /** Node's own request and response; in development Next stands between. */
  Bindings: Partial<HttpBindings>;
  /** What the middlewares of the app have established before. */
  Variables: { viewer: Viewer };
}

const statusOf: Record<RefusalCode, 400 | 403 | 404 | 409 | 429 | 503> = {
  'not-found': 404,
  'no-such-code': 404,
  removed: 403,
  'bad-request': 400,
  closed: 409,
  'not-open': 409,
  revealed: 409,
  'from-solution': 409,
  'handed-in': 409,
  disagreeing: 409,
  'not-disagreeing': 409,
  'no-attempts-left': 409,
  'waiting-for-partner': 409,
  'token-reused': 409,
  'numbers-changed': 409,
  'already-paired': 409,
  spends: 409,
  changed: 409,
  declined: 409,
  'no-return': 409,
  'not-your-seat': 404,
  'wrong-password': 403,
  'code-needed': 403,
  'wrong-code': 403,
  'sign-in-again': 403,
  'too-much-history': 409,
  throttled: 429,
  'too-fast': 429,
  busy: 503,
  unavailable: 503,
};

/** Answers a refusal with its status; the body is the same for everything that is missing or foreign. */
export function answerRefusal(c: Context, refusal: Refusal) {
  if (refusal.retryAfterSeconds !== undefined) c.header('Retry-After', String(refusal.retryAfterSeconds));
  const { code, message, pairSessionId, present } = refusal;
  return c.json(
    { code, message, ...(pairSessionId && { pairSessionId }), ...(present && { present }) },
    statusOf[code],
  );
}

/** The responses every signed-in call may give besides its own; for the description of the interface. */
export const problemResponses = {
  400: problemResponse('The body is not JSON, or not of the shape'),
  401: problemResponse('Not signed in'),
  403: problemResponse(
    'From a foreign origin, with a wrong password or code, or by somebody taken out of the class',
  ),
  404: problemResponse('Missing, or not yours'),
  409: problemResponse('Refused; the code says why'),
  413: problemResponse('Larger than 64 KB'),
  429: problemResponse('Too many failures, or too much in a short time; Retry-After says when to come back'),
  503: problemResponse(
    'Too much at once, or nothing can be read or stored just now; Retry-After says when to come back',
  ),
} as const;

function problemResponse(description: string) {
  return { description, content: { 'application/json': { schema: problem } } };
}

/** A JSON answer for the description of the interface. */
export function jsonResponse<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** A JSON body for the description of the interface; bodies of another content type are refused. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { body: { required: true as const, content: { 'application/json': { schema } } } };
}

/** A resource's sub-app: what does not fit its schemas is answered with 400 and one sentence. */
export function makeResource(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      const [issue] = result.error.issues;
      const where = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
      return c.json(
        { code: 'bad-request', message: `The request does not fit${where}: ${issue?.message ?? ''}` },
        400,
      );
    },
  });
}

/** The value of a result, or an answer thrown to the app's error handler; keeps handlers at a few lines. */
export function valueOrRefusal<T>(c: Context, result: Result<T>): T {
  if (result.ok) return result.value;
  throw new HTTPException(statusOf[result.code], { res: answerRefusal(c, result) });
}
