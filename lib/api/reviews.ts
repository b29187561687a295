import { createRoute, z } from '@hono/zod-openapi';
import { apiRoutes } from '@/lib/schemas/api-routes';
import { queueQuery } from '@/lib/schemas/review-queue';
import { decideGroup, decidePart } from '@/lib/server/classes/decide-part';
import { claimReviews, flagReview } from '@/lib/server/classes/review-claims';
import { getReviewQueue } from '@/lib/server/classes/review-queue';
import { removeSavedComment, saveComment } from '@/lib/server/classes/saved-comments';
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

reviewRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/sections/{id}/review-queue',
    tags,
    summary: 'The responses to one part that somebody should read, a page at a time; equal ones as one',
    request: { params, query: queueQuery },
    responses: {
      200: jsonResponse(apiRoutes['GET /api/sections/{id}/review-queue'].answer, 'A page of responses'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { sectionId: c.req.valid('param').id, ...c.req.valid('query') };
    return c.json(valueOrRefusal(c, await getReviewQueue(c.var.viewer, input, new Date())), 200);
  },
);

reviewRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/sections/{id}/claims',
    tags,
    summary: 'Says which responses the viewer reads now, for two minutes; answers who else reads which',
    request: { params, ...jsonBody(apiRoutes['POST /api/sections/{id}/claims'].body) },
    responses: {
      200: jsonResponse(apiRoutes['POST /api/sections/{id}/claims'].answer, 'Who else reads them'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { sectionId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(valueOrRefusal(c, await claimReviews(c.var.viewer, input, new Date())), 200);
  },
);

reviewRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/{id}/flags',
    tags,
    summary: 'Asks colleagues to look at a part of a pair, or no more',
    request: { params, ...jsonBody(apiRoutes['POST /api/pair-sessions/{id}/flags'].body) },
    responses: {
      200: jsonResponse(apiRoutes['POST /api/pair-sessions/{id}/flags'].answer, 'Who asks'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { pairSessionId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(valueOrRefusal(c, await flagReview(c.var.viewer, input, new Date())), 200);
  },
);

reviewRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/sections/{id}/saved-comments',
    tags,
    summary: 'Stores a comment to be used again',
    request: { params, ...jsonBody(apiRoutes['POST /api/sections/{id}/saved-comments'].body) },
    responses: {
      200: jsonResponse(apiRoutes['POST /api/sections/{id}/saved-comments'].answer, 'Stored'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { sectionId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(valueOrRefusal(c, await saveComment(c.var.viewer, input, new Date())), 200);
  },
);

reviewRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/saved-comments/{id}/removal',
    tags,
    summary: 'Removes a stored comment',
    request: { params, ...jsonBody(apiRoutes['POST /api/saved-comments/{id}/removal'].body) },
    responses: {
      200: jsonResponse(apiRoutes['POST /api/saved-comments/{id}/removal'].answer, 'Removed'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { id: c.req.valid('param').id };
    return c.json(valueOrRefusal(c, await removeSavedComment(c.var.viewer, input)), 200);
  },
);
