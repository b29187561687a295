import { createRoute } from '@hono/zod-openapi';
import { apiRoutes } from '@/lib/schemas/api-routes';
import { databaseKind } from '@/lib/server/database/db';
import { isDatabaseSound } from '@/lib/server/database/health';
import packageJson from '../../package.json';
import { jsonResponse, makeResource } from './api';

export const healthRoutes = makeResource();

const health = apiRoutes['GET /api/health'].answer;

healthRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/health',
    summary: 'Whether the server and its database answer, and what people do can be stored',
    responses: {
      200: jsonResponse(health, 'Both answer, and work can be stored'),
      503: jsonResponse(health, 'The database does not answer, or cannot store anything'),
    },
  }),
  async (c) => {
    const shared = { database: databaseKind(), version: packageJson.version };
    return (await isDatabaseSound())
      ? c.json({ status: 'ok' as const, ...shared }, 200)
      : c.json({ status: 'unavailable' as const, ...shared }, 503);
  },
);
