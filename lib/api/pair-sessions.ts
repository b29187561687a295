import { createRoute, z } from '@hono/zod-openapi';
import { apiRoutes } from '@/lib/schemas/api-routes';
import { cancelProposal, handInPart, revealPart } from '@/lib/server/pair/agreements';
import { applyOps, getTextState } from '@/lib/server/pair/apply-ops';
import { disagreeOnPart } from '@/lib/server/pair/disagreements';
import { changeDriver } from '@/lib/server/pair/drivers';
import { findPairAccess } from '@/lib/server/pair/find-room';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { drawNewNumbers } from '@/lib/server/pair/new-numbers';
import { notePresence, tellPlaces } from '@/lib/server/pair/note-presence';
import { predict } from '@/lib/server/pair/predict';
import {
  addSeat,
  answerJoinRequest,
  createPairSession,
  joinPairSession,
  leavePairSession,
  returnToPairSession,
} from '@/lib/server/pair/seating';
import { submitResponse } from '@/lib/server/pair/submissions';
import { signInSource } from '@/lib/server/people/known-devices';
import { seatPartner } from '@/lib/server/people/seat-partner';
import { throttleCodes } from '@/lib/server/people/throttle';
import { notFound, ok } from '../server/result';
import { jsonBody, jsonResponse, makeResource, problemResponses, valueOrRefusal } from './api';

const params = z.object({
  id: z
    .string()
    .max(64)
    .openapi({ param: { name: 'id', in: 'path' } }),
});
const tags = ['pair sessions'];
/** Joining answers with the pair session, or with 202 where those who sit there have to agree. */
const [joinedPair, waitingToJoin] = apiRoutes['POST /api/pair-sessions/join'].answer.options;
const [returned] = apiRoutes['POST /api/pair-sessions/{id}/return'].answer.options;
/** Turning a page answers with the key, or with 202 where the partner has to agree. */
const [revealed, proposed] = apiRoutes['POST /api/pair-sessions/{id}/reveals'].answer.options;

export const pairSessionRoutes = makeResource();

pairSessionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions',
    tags,
    summary: 'Makes a pair session with the viewer in its first seat, or answers with the one held already',
    request: jsonBody(apiRoutes['POST /api/pair-sessions'].body),
    responses: {
      201: jsonResponse(apiRoutes['POST /api/pair-sessions'].answer, 'Made'),
      ...problemResponses,
    },
  }),
  async (c) =>
    c.json(valueOrRefusal(c, await createPairSession(c.var.viewer, c.req.valid('json'), new Date())), 201),
);

pairSessionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/join',
    tags,
    summary: "Joins a partner's pair session by its code",
    request: jsonBody(apiRoutes['POST /api/pair-sessions/join'].body),
    responses: {
      200: jsonResponse(joinedPair, 'Joined'),
      202: jsonResponse(waitingToJoin, 'Waits until those who sit there have agreed to what it costs them'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const { viewer } = c.var;
    const joined = await throttleCodes(viewer, () =>
      joinPairSession(viewer, c.req.valid('json'), new Date()),
    );
    const value = valueOrRefusal(c, joined);
    return 'id' in value
      ? c.json(value, 200)
      : c.json({ state: 'waiting' as const, name: viewer.name, ...value }, 202);
  },
);

pairSessionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/{id}/seats',
    tags,
    summary: 'Seats the second person at the same screen and sets a signed cookie of that seat',
    request: { params, ...jsonBody(apiRoutes['POST /api/pair-sessions/{id}/seats'].body) },
    responses: {
      200: jsonResponse(apiRoutes['POST /api/pair-sessions/{id}/seats'].answer, 'Seated'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    // Checked first, so that nobody can try passwords at the pair session of others.
    const access = await findPairAccess(c.var.viewer, id, new Date());
    valueOrRefusal(c, access ? ok(access) : notFound);
    const from = signInSource(c.req.raw.headers);
    const { agreesTo } = c.req.valid('json');
    const seated = await seatPartner(c.var.viewer, c.req.valid('json'), from, (userId) =>
      addSeat(c.var.viewer, { pairSessionId: id, userId, agreesTo }, new Date()),
    );
    const { seatId, cookies } = valueOrRefusal(c, seated);
    for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true });
    return c.json({ seatId }, 200);
  },
);

pairSessionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/{id}/return',
    tags,
    summary: 'Goes back to a pair that the viewer left within the last ten minutes',
    request: { params, ...jsonBody(apiRoutes['POST /api/pair-sessions/{id}/return'].body) },
    responses: {
      200: jsonResponse(returned, 'Back'),
      202: jsonResponse(waitingToJoin, 'Waits until those who sit there have agreed to what it costs them'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const { viewer } = c.var;
    const input = { pairSessionId: c.req.valid('param').id };
    const value = valueOrRefusal(c, await returnToPairSession(viewer, input, new Date()));
    return 'id' in value
      ? c.json(value, 200)
      : c.json({ state: 'waiting' as const, name: viewer.name, ...value }, 202);
  },
);

pairSessionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/{id}/join-answers',
    tags,
    summary: 'Answers somebody who wants to join at a cost for those who sit there',
    request: { params, ...jsonBody(apiRoutes['POST /api/pair-sessions/{id}/join-answers'].body) },
    responses: {
      200: jsonResponse(apiRoutes['POST /api/pair-sessions/{id}/join-answers'].answer, 'Where it stands'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { pairSessionId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(valueOrRefusal(c, await answerJoinRequest(c.var.viewer, input, new Date())), 200);
  },
);

pairSessionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/{id}/leave',
    tags,
    summary: 'Leaves the pair session; what the pair did stays with it',
    request: { params, ...jsonBody(apiRoutes['POST /api/pair-sessions/{id}/leave'].body) },
    responses: {
      200: jsonResponse(apiRoutes['POST /api/pair-sessions/{id}/leave'].answer, 'Left'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const { seatId } = c.req.valid('json');
    const input = { pairSessionId: c.req.valid('param').id, ...(seatId && { seatId }) };
    valueOrRefusal(c, await leavePairSession(c.var.viewer, input, new Date()));
    return c.json({}, 200);
  },
);

pairSessionRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/pair-sessions/{id}',
    tags,
    summary: 'Everything the pair sees; never a key of a part whose page was not turned',
    request: { params },
    responses: {
      200: jsonResponse(apiRoutes['GET /api/pair-sessions/{id}'].answer, 'The pair session'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const now = new Date();
    const view = valueOrRefusal(c, await getPairView(c.var.viewer, c.req.valid('param').id, now));
    // A page without a live connection polls this call, so each call counts as presence.
    const yours = view.seats.filter(({ isYours }) => isYours);
    tellPlaces(
      view.id,
      yours.map(({ id }) => id),
      now,
    );
    return c.json(view, 200);
  },
);

pairSessionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/{id}/ops',
    tags,
    summary: 'Applies edits of fields; each once, however often it is sent',
    request: { params, ...jsonBody(apiRoutes['POST /api/pair-sessions/{id}/ops'].body) },
    responses: {
      200: jsonResponse(
        apiRoutes['POST /api/pair-sessions/{id}/ops'].answer,
        'What was accepted, what conflicts',
      ),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { pairSessionId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(valueOrRefusal(c, await applyOps(c.var.viewer, input, new Date())), 200);
  },
);

pairSessionRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/pair-sessions/{id}/texts',
    tags,
    summary: 'The state of a long text, from which a browser joins in editing it',
    request: { params, query: z.object({ path: z.string().max(120) }) },
    responses: {
      200: jsonResponse(apiRoutes['GET /api/pair-sessions/{id}/texts'].answer, 'A Yjs state, as base64'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { pairSessionId: c.req.valid('param').id, path: c.req.valid('query').path };
    return c.json(valueOrRefusal(c, await getTextState(c.var.viewer, input, new Date())), 200);
  },
);

pairSessionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/{id}/submissions',
    tags,
    summary: 'Grades a response as an attempt; the same token again gets the same submission',
    request: { params, ...jsonBody(apiRoutes['POST /api/pair-sessions/{id}/submissions'].body) },
    responses: {
      200: jsonResponse(apiRoutes['POST /api/pair-sessions/{id}/submissions'].answer, 'The submission'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { pairSessionId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(valueOrRefusal(c, await submitResponse(c.var.viewer, input, new Date())), 200);
  },
);

pairSessionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/{id}/reveals',
    tags,
    summary: 'Turns the page of a part, or proposes it where both have to agree',
    request: { params, ...jsonBody(apiRoutes['POST /api/pair-sessions/{id}/reveals'].body) },
    responses: {
      200: jsonResponse(revealed, 'The key'),
      202: jsonResponse(proposed, 'Waits for the partner'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { pairSessionId: c.req.valid('param').id, ...c.req.valid('json') };
    const value = valueOrRefusal(c, await revealPart(c.var.viewer, input, new Date()));
    return value.state === 'revealed' ? c.json({ key: value.key }, 200) : c.json({ state: value.state }, 202);
  },
);

pairSessionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/{id}/hand-ins',
    tags,
    summary:
      "Proposes that a part is finished, or confirms the partner's proposal of the same content; or lets each hand in an own answer",
    request: { params, ...jsonBody(apiRoutes['POST /api/pair-sessions/{id}/hand-ins'].body) },
    responses: {
      200: jsonResponse(apiRoutes['POST /api/pair-sessions/{id}/hand-ins'].answer, 'Where it stands'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { pairSessionId: c.req.valid('param').id, ...c.req.valid('json') };
    const verb = input.disagree ? disagreeOnPart : handInPart;
    return c.json(valueOrRefusal(c, await verb(c.var.viewer, input, new Date())), 200);
  },
);

pairSessionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/{id}/cancellations',
    tags,
    summary: 'Takes back or declines a proposal',
    request: { params, ...jsonBody(apiRoutes['POST /api/pair-sessions/{id}/cancellations'].body) },
    responses: {
      200: jsonResponse(apiRoutes['POST /api/pair-sessions/{id}/cancellations'].answer, 'Gone'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { pairSessionId: c.req.valid('param').id, ...c.req.valid('json') };
    valueOrRefusal(c, await cancelProposal(c.var.viewer, input, new Date()));
    return c.json({}, 200);
  },
);

pairSessionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/{id}/presence',
    tags,
    summary: 'Tells the partner where this person is; kept in memory only',
    request: { params, ...jsonBody(apiRoutes['POST /api/pair-sessions/{id}/presence'].body) },
    responses: {
      200: jsonResponse(apiRoutes['POST /api/pair-sessions/{id}/presence'].answer, 'Told'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { pairSessionId: c.req.valid('param').id, ...c.req.valid('json') };
    valueOrRefusal(c, await notePresence(c.var.viewer, input, new Date()));
    return c.json({}, 200);
  },
);

pairSessionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/{id}/driver-changes',
    tags,
    summary: 'Sets who drives; roles are advice and lock nothing',
    request: { params, ...jsonBody(apiRoutes['POST /api/pair-sessions/{id}/driver-changes'].body) },
    responses: {
      200: jsonResponse(apiRoutes['POST /api/pair-sessions/{id}/driver-changes'].answer, 'Changed'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { pairSessionId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(valueOrRefusal(c, await changeDriver(c.var.viewer, input, new Date())), 200);
  },
);

pairSessionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/{id}/predictions',
    tags,
    summary:
      'Stores what a person predicts before trying things out, once; the partner reads it when both have',
    request: { params, ...jsonBody(apiRoutes['POST /api/pair-sessions/{id}/predictions'].body) },
    responses: {
      200: jsonResponse(apiRoutes['POST /api/pair-sessions/{id}/predictions'].answer, 'What is stored'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { pairSessionId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(valueOrRefusal(c, await predict(c.var.viewer, input, new Date())), 200);
  },
);

pairSessionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/pair-sessions/{id}/new-numbers',
    tags,
    summary: 'Draws new numbers for an extra question; asked again for the same round, it draws once',
    request: { params, ...jsonBody(apiRoutes['POST /api/pair-sessions/{id}/new-numbers'].body) },
    responses: {
      200: jsonResponse(apiRoutes['POST /api/pair-sessions/{id}/new-numbers'].answer, 'The round now'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const input = { pairSessionId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(valueOrRefusal(c, await drawNewNumbers(c.var.viewer, input, new Date())), 200);
  },
);
