import { OpenAPIHono } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import { reportFailure } from '@/lib/server/database/report-failure';
import { isOwnOrigin } from '@/lib/server/people/own-origin';
import { rememberedViewer } from '@/lib/server/people/remembered-viewer';
import { viewerFromHeaders } from '@/lib/server/people/viewer';
import { perProcess } from '@/lib/server/per-process';
import packageJson from '../../package.json';
import { makeBudget, tooFast } from '../server/budget';
import { requestProblems } from '../server/refusals';
import { notFound } from '../server/result';
import { type ApiEnv, answerRefusal } from './api';
import { authRoutes } from './auth';
import { healthRoutes } from './health';
import { pairEventRoutes } from './pair-events';
import { pairSessionRoutes } from './pair-sessions';
import { peopleRoutes, publicPeopleRoutes } from './people';
import { isSentByItself, takesRememberedViewer } from './remembered-calls';
import { resultsRoutes } from './results';
import { reviewRoutes } from './reviews';
import { isStorableJson, nestsTooDeeply } from './storable-json';

/** Calls of one person, on all devices: a page makes a few a second while somebody types. */
const requests = perProcess('requests-budget', () => makeBudget(3_000, 100));

/** Whether a body can be stored, if it is JSON. What is none, the route refuses. */
function isStorableBody(text: string): boolean {
  if (nestsTooDeeply(text)) return false;
  try {
    return isStorableJson(JSON.parse(text));
  } catch {
    return true;
  }
}

/**
 * The JSON interface: one app, mounted in Next for development and before Next in production. It reads bodies whole, so
 * whoever mounts it limits them.
 */
export const api = new OpenAPIHono<ApiEnv>().basePath('/api');

api.onError((error, c) => {
  if (error instanceof HTTPException) {
    if (error.res) return error.res;
    // 415: a body that does not call itself JSON.
    if (error.status === 400 || error.status === 415) return c.json(requestProblems.notJson, 400);
  }
  const failure = reportFailure(error, { method: c.req.method, route: c.req.routePath });
  const { status, code, message, retryAfterSeconds } = failure;
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
  return c.json({ code, message }, status);
});

api.notFound((c) => answerRefusal(c, notFound));

api.use(async (c, next) => {
  // Set before the answer is made: Hono copies an answer whose headers change, at twice the cost of making it.
  c.header('Cache-Control', 'private, no-store');
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (!isRead && !isOwnOrigin(c.req.raw.headers)) {
    return c.json(requestProblems.foreignOrigin, 403);
  }
  if (!isRead && !isStorableBody(await c.req.text())) {
    return c.json(
      {
        code: 'bad-request',
        message: 'The body has characters that cannot be stored, or is nested too deeply.',
      },
      400,
    );
  }
  return next();
});

api.route('/', healthRoutes);
api.doc('/openapi.json', {
  openapi: '3.0.0',
  info: {
    title: 'Duet',
    version: packageJson.version,
    description: 'Auto-graded worksheets that two people solve together',
  },
});
api.route('/', authRoutes);
api.route('/', publicPeopleRoutes);

api.use(async (c, next) => {
  const { headers } = c.req.raw;
  const readViewer = takesRememberedViewer(c) ? rememberedViewer : viewerFromHeaders;
  const viewer = await readViewer(headers, new Date(), isSentByItself(c) ? 'nothing' : 'use');
  if (!viewer) return c.json({ code: 'not-signed-in', message: 'Please sign in first.' }, 401);
  c.set('viewer', viewer);
  const seconds = requests.secondsToWait(viewer.userId);
  if (seconds > 0) return answerRefusal(c, tooFast(seconds, 'This is more than one person can ask for.'));
  requests.spend(viewer.userId, 1);
  // No id holds the character zero, and PostgreSQL fails on a query with it.
  return c.req.url.includes('%00') ? answerRefusal(c, notFound) : next();
});
api.route('/', peopleRoutes);
api.route('/', pairSessionRoutes);
api.route('/', pairEventRoutes);
api.route('/', resultsRoutes);
api.route('/', reviewRoutes);
