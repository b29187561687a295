import { createRoute, z } from '@hono/zod-openapi';
import { databaseKind, pingDatabase } from '@/lib/server/database/db';
import packageJson from '../../package.json';
import { jsonResponse, makeResource } from './api';

export const healthRoutes = makeResource();

const healthSchema = z.object({
  status: z.enum(['ok', 'unavailable']),
  database: z.enum(['sqlite', 'postgresql']),
  version: z.string(),
});

healthRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/health',
    summary: 'Whether the server and its database answer',
    responses: {
      200: jsonResponse(healthSchema, 'Both answer'),
      503: jsonResponse(healthSchema, 'The database does not answer'),
    },
  }),
  async (c) => {
    const shared = { database: databaseKind(), version: packageJson.version };
    return (await pingDatabase())
      ? c.json({ status: 'ok' as const, ...shared }, 200)
      : c.json({ status: 'unavailable' as const, ...shared }, 503);
  },
);
