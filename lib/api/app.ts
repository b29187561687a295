import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { HonoRequest } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { newId } from '@/lib/server/database/ids';
import { isOwnOrigin } from '@/lib/server/people/own-origin';
import { rememberedViewer } from '@/lib/server/people/remembered-viewer';
import { viewerFromHeaders } from '@/lib/server/people/viewer';
import packageJson from '../../package.json';
import { log } from '../server/log';
import { requestProblems } from '../server/refusals';
import { notFound } from '../server/result';
import { type ApiEnv, answerRefusal } from './api';
import { healthRoutes } from './health';
import { pairEventRoutes } from './pair-events';
import { pairSessionRoutes } from './pair-sessions';
import { peopleRoutes, publicPeopleRoutes } from './people';
import { takesRememberedViewer } from './remembered-calls';
import { resultsRoutes } from './results';
import { isStorableJson } from './storable-json';

/** A body parsed as JSON; null where it is no JSON, which the route then refuses. */
async function jsonOf(request: HonoRequest): Promise<unknown> {
  try {
    return JSON.parse(await request.text());
  } catch {
    return null;
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
  const incident = newId().slice(0, 8);
  log.error('request failed', { incident, method: c.req.method, route: c.req.routePath, error });
  return c.json(
    { code: 'failed', message: `Something went wrong on our side (incident ${incident}). Please try again.` },
    500,
  );
});

api.notFound((c) => answerRefusal(c, notFound));

api.use(async (c, next) => {
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (!isRead && !isOwnOrigin(c.req.raw.headers)) {
    return c.json(requestProblems.foreignOrigin, 403);
  }
  if (!isRead && !isStorableJson(await jsonOf(c.req))) {
    return c.json(
      {
        code: 'bad-request',
        message: 'The body has characters that cannot be stored, or is nested too deeply.',
      },
      400,
    );
  }
  await next();
  // An event stream has sent its own headers, and with others Hono would send them again.
  if (c.res === RESPONSE_ALREADY_SENT) return;
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'private, no-store');
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
api.route('/', publicPeopleRoutes);

api.use(async (c, next) => {
  const { headers } = c.req.raw;
  const viewer = await (takesRememberedViewer(c) ? rememberedViewer(headers) : viewerFromHeaders(headers));
  if (!viewer) return c.json({ code: 'not-signed-in', message: 'Please sign in first.' }, 401);
  c.set('viewer', viewer);
  // No id holds the character zero, and PostgreSQL fails on a query with it.
  return c.req.url.includes('%00') ? answerRefusal(c, notFound) : next();
});
api.route('/', peopleRoutes);
api.route('/', pairSessionRoutes);
api.route('/', pairEventRoutes);
api.route('/', resultsRoutes);
