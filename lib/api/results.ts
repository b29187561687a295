import { createRoute, z } from '@hono/zod-openapi';
import { apiRoutes } from '@/lib/schemas/api-routes';
import { exportResults } from '@/lib/server/classes/export-results';
import { overrideSubmission } from '@/lib/server/classes/overrides';
import { getSectionResults } from '@/lib/server/classes/results';
import { splitPairSession } from '@/lib/server/pair/split-pair-session';
import { jsonBody, jsonResponse, makeResource, problemResponses, valueOrRefusal } from './api';

const tags = ['results'];
const params = z.object({
  id: z
    .string()
    .max(64)
    .openapi({ param: { name: 'id', in: 'path' } }),
});
const query = z.object({ assignmentId: z.string().max(64).optional() });

export const resultsRoutes = makeResource();

/** Asks for a piece only once the client has taken the one before. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

resultsRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/sections/{id}/results',
    tags,
    summary: 'Per pair and part: the counting score, attempts and state; for instructors and assistants',
    request: { params, query },
    responses: {
      200: jsonResponse(apiRoutes['GET /api/sections/{id}/results'].answer, 'The class table'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { sectionId: c.req.valid('param').id, ...c.req.valid('query') };
    return c.json(valueOrRefusal(c, await getSectionResults(c.var.viewer, input, new Date())), 200);
  },
);

resultsRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/sections/{id}/results.csv',
    tags,
    summary: 'The same as a CSV file, one row per person and part, safe to open in a spreadsheet',
    request: { params, query },
    responses: {
      200: { description: 'The file', content: { 'text/csv': { schema: z.string() } } },
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { sectionId: c.req.valid('param').id, ...c.req.valid('query') };
    const pieces = valueOrRefusal(c, await exportResults(c.var.viewer, input, new Date()));
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', 'attachment; filename="results.csv"');
    return c.body(streamOf(pieces), 200);
  },
);

resultsRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/submissions/{id}/overrides',
    tags,
    summary: 'A decision on a submission, for the pair or one member; append-only, the newest counts',
    request: {
      params,
      ...jsonBody(apiRoutes['POST /api/submissions/{id}/overrides'].body),
    },
    responses: {
      201: jsonResponse(apiRoutes['POST /api/submissions/{id}/overrides'].answer, 'Kept'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { submissionId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(valueOrRefusal(c, await overrideSubmission(c.var.viewer, input, new Date())), 201);
  },
);

resultsRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/{id}/split',
    tags,
    summary:
      'Splits a pair: one member stays, each other one goes on in a copy of everything; for instructors',
    request: { params, ...jsonBody(apiRoutes['POST /api/pair-sessions/{id}/split'].body) },
    responses: {
      200: jsonResponse(apiRoutes['POST /api/pair-sessions/{id}/split'].answer, 'Split'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { pairSessionId: c.req.valid('param').id };
    return c.json(valueOrRefusal(c, await splitPairSession(c.var.viewer, input, new Date())), 200);
  },
);
