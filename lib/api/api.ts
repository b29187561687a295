import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Viewer } from '@/lib/server/people/viewer';
import type { Refusal, RefusalCode, Result } from '../server/result';

/** What the middlewares of the app have established before a resource's handler runs. */
export interface ApiEnv {
  Variables: { viewer: Viewer };
}

export const problemSchema = z
  .object({
    code: z.string().openapi({ example: 'not-found' }),
    message: z.string().openapi({ description: 'One sentence for people' }),
  })
  .openapi('Problem');

const statusOf: Record<RefusalCode, 400 | 403 | 404 | 409 | 429> = {
  'not-found': 404,
  'no-such-code': 404,
  'bad-request': 400,
  closed: 409,
  'not-open': 409,
  revealed: 409,
  'handed-in': 409,
  'no-attempts-left': 409,
  'waiting-for-partner': 409,
  'token-reused': 409,
  'numbers-changed': 409,
  'already-paired': 409,
  'not-your-seat': 404,
  'wrong-password': 403,
  throttled: 429,
};

/** Answers a refusal with its status; the body is the same for everything that is missing or foreign. */
export function answerRefusal(c: Context, refusal: Refusal) {
  if (refusal.retryAfterSeconds !== undefined) c.header('Retry-After', String(refusal.retryAfterSeconds));
  return c.json({ code: refusal.code, message: refusal.message }, statusOf[refusal.code]);
}

/** The responses every signed-in call may give besides its own; for the description of the interface. */
export const problemResponses = {
  400: problem('The body is not JSON, or not of the shape'),
  401: problem('Not signed in'),
  403: problem('From a foreign origin, or a wrong password'),
  404: problem('Missing, or not yours'),
  409: problem('Refused; the code says why'),
  413: problem('Larger than 64 KB'),
  429: problem('Too many failures; Retry-After says when to come back'),
} as const;

function problem(description: string) {
  return { description, content: { 'application/json': { schema: problemSchema } } };
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
