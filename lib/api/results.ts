import { createRoute, z } from '@hono/zod-openapi';
import { overrideSubmission } from '@/lib/server/classes/overrides';
import { getSectionResults } from '@/lib/server/classes/results';
import { toResultsCsv } from '@/lib/server/classes/results-csv';
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

const cellSchema = z.object({
  partId: z.string(),
  isScored: z.boolean(),
  state: z.enum(['untouched', 'in-progress', 'correct', 'partial', 'incorrect', 'needs-review']),
  earned: z.number(),
  automatic: z.number().nullable(),
  points: z.number(),
  attempts: z.number().int(),
  isProvisional: z.boolean(),
  isOverridden: z.boolean(),
  isRevealed: z.boolean(),
  isHandedIn: z.boolean(),
  disagreed: z.boolean(),
  signature: z.string().nullable(),
});

const resultsSchema = z
  .object({
    sectionId: z.string(),
    sectionTitle: z.string(),
    assignments: z.array(
      z.object({ id: z.string(), title: z.string(), phase: z.enum(['not-open', 'open', 'closed']) }),
    ),
    assignmentId: z.string().nullable(),
    columns: z.array(z.object({ id: z.string(), points: z.number(), isScored: z.boolean() })),
    rows: z.array(
      z.object({
        pairSessionId: z.string(),
        seats: z.array(
          z.object({ id: z.string(), name: z.string(), email: z.string(), isPresent: z.boolean() }),
        ),
        cells: z.array(cellSchema),
        total: z.object({ earned: z.number(), total: z.number(), waiting: z.number() }),
        memberOverrides: z.record(z.string(), z.record(z.string(), z.number())),
      }),
    ),
    unpaired: z.array(z.object({ name: z.string(), email: z.string() })),
  })
  .openapi('SectionResults');

export const resultsRoutes = makeResource();

resultsRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/sections/{id}/results',
    tags,
    summary: 'Per pair and part: the counting score, attempts and state; for instructors and assistants',
    request: { params, query },
    responses: { 200: jsonResponse(resultsSchema, 'The class table'), ...problemResponses },
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
    const results = valueOrRefusal(c, await getSectionResults(c.var.viewer, input, new Date()));
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', 'attachment; filename="results.csv"');
    return c.body(toResultsCsv(results), 200);
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
      ...jsonBody(
        z.object({
          earned: z.number().min(0),
          reason: z.string().trim().min(1).max(2_000),
          seatId: z.string().max(64).optional(),
        }),
      ),
    },
    responses: { 201: jsonResponse(z.object({ id: z.string() }), 'Kept'), ...problemResponses },
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
    request: { params, ...jsonBody(z.object({})) },
    responses: {
      200: jsonResponse(
        z.object({ copies: z.array(z.object({ pairSessionId: z.string(), name: z.string() })) }),
        'Split',
      ),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { pairSessionId: c.req.valid('param').id };
    return c.json(valueOrRefusal(c, await splitPairSession(c.var.viewer, input, new Date())), 200);
  },
);
