import { createRoute, z } from '@hono/zod-openapi';
import { apiRoutes } from '@/lib/schemas/api-routes';
import { decideGroup, decidePart } from '@/lib/server/classes/decide-part';
import { jsonBody, jsonResponse, makeResource, problemResponses, valueOrRefusal } from './api';

const tags = ['reviews'];
const params = z.object({
  id: z
    .string()
    .max(64)
    .openapi({ param: { name: 'id', in: 'path' } }),
});

export const reviewRoutes = makeResource();

reviewRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/{id}/decisions',
    tags,
    summary:
      'A decision on a part of a pair, submitted or not, or one taken back; append-only, the newest counts; for instructors and assistants',
    request: { params, ...jsonBody(apiRoutes['POST /api/pair-sessions/{id}/decisions'].body) },
    responses: {
      201: jsonResponse(apiRoutes['POST /api/pair-sessions/{id}/decisions'].answer, 'Stored'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { pairSessionId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(valueOrRefusal(c, await decidePart(c.var.viewer, input, new Date())), 201);
  },
);

reviewRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/sections/{id}/decisions',
    tags,
    summary: 'One decision for many pairs that said the same, or such a batch taken back',
    request: { params, ...jsonBody(apiRoutes['POST /api/sections/{id}/decisions'].body) },
    responses: {
      200: jsonResponse(apiRoutes['POST /api/sections/{id}/decisions'].answer, 'For whom it was stored'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { sectionId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(valueOrRefusal(c, await decideGroup(c.var.viewer, input, new Date())), 200);
  },
);
