import { createRoute, z } from '@hono/zod-openapi';
import { clientAddress } from '../server/client-address';
import { clearCookie, readCookies, signInCookieName } from '../server/cookies';
import { findOneTimeCode, joinSection, joinWithNewAccount, setPasswordByCode } from '../server/people';
import { refuse } from '../server/result';
import { clearSeatCookies, readSeatCookies } from '../server/seat-cookies';
import { listSections } from '../server/sections';
import { endSignIns } from '../server/sign-ins';
import { throttleCodes } from '../server/throttle';
import { viewerFromHeaders } from '../server/viewer';
import { jsonBody, jsonResponse, makeResource, problemResponses, valueOrRefusal } from './api';

const tags = ['people'];

/** Calls for people who are not signed in. */
export const publicPeopleRoutes = makeResource();

publicPeopleRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/accounts',
    tags,
    summary: 'Makes an account and enrols it in the section of a join code',
    request: jsonBody(
      z.object({
        code: z.string().max(40),
        name: z.string().max(200),
        email: z.string().max(320),
        password: z.string().max(1_000),
      }),
    ),
    responses: { 201: jsonResponse(z.object({ sectionId: z.string() }), 'Made'), ...problemResponses },
  }),
  async (c) => {
    const who = { address: clientAddress(c.req.raw.headers) };
    const joined = await throttleCodes(who, () => joinWithNewAccount(c.req.valid('json')));
    return c.json(valueOrRefusal(c, joined), 201);
  },
);

publicPeopleRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/passwords',
    tags,
    summary: 'Sets a password by a one-time code',
    request: jsonBody(z.object({ code: z.string().max(100), password: z.string().max(1_000) })),
    responses: { 200: jsonResponse(z.object({ email: z.string() }), 'Set'), ...problemResponses },
  }),
  async (c) => {
    const { code, password } = c.req.valid('json');
    const who = { address: clientAddress(c.req.raw.headers) };
    const set = await throttleCodes(who, async () =>
      (await findOneTimeCode(code, new Date()))
        ? setPasswordByCode(code, password, new Date())
        : refuse('no-such-code', 'This link was used already or is too old. Ask for a new one.'),
    );
    return c.json(valueOrRefusal(c, set), 200);
  },
);

publicPeopleRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/sign-out',
    tags,
    summary: 'Ends the sign-in of everybody at this screen and leads to the sign-in page',
    responses: { 303: { description: 'Signed out' }, 403: problemResponses[403] },
  }),
  async (c) => {
    const { headers } = c.req.raw;
    const cookies = readCookies(headers);
    const viewer = await viewerFromHeaders(headers);
    if (viewer) {
      const partners = readSeatCookies(cookies, viewer.signInId, new Date());
      await endSignIns([viewer.signInId, ...partners.map(({ signInId }) => signInId)], new Date());
    }
    for (const cookie of [clearCookie(signInCookieName()), ...clearSeatCookies(cookies)]) {
      c.header('Set-Cookie', cookie, { append: true });
    }
    return c.redirect('/sign-in', 303);
  },
);

/** Calls for people who are signed in. */
export const peopleRoutes = makeResource();

const meSchema = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  sections: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      role: z.enum(['STUDENT', 'ASSISTANT', 'INSTRUCTOR']),
      assignments: z.array(
        z.object({
          id: z.string(),
          state: z.enum(['not-open', 'open', 'closed']),
          worksheet: z.object({ slug: z.string(), title: z.string() }),
          pairSessionId: z.string().nullable(),
        }),
      ),
    }),
  ),
});

peopleRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/me',
    tags,
    summary: 'Who is signed in, and the sections and assignments of that person',
    responses: { 200: jsonResponse(meSchema, 'The viewer'), ...problemResponses },
  }),
  async (c) => {
    const { userId: id, name, email } = c.var.viewer;
    const sections = await listSections(c.var.viewer, new Date());
    return c.json(
      {
        user: { id, name, email },
        sections: sections.map(({ id: sectionId, title, role, assignments }) => ({
          id: sectionId,
          title,
          role,
          assignments: assignments.map(({ id: assignmentId, phase, worksheet, pairSessionId }) => ({
            id: assignmentId,
            state: phase,
            worksheet,
            pairSessionId,
          })),
        })),
      },
      200,
    );
  },
);

peopleRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/enrollments',
    tags,
    summary: 'Enrols the viewer in the section of a join code',
    request: jsonBody(z.object({ code: z.string().max(40) })),
    responses: { 200: jsonResponse(z.object({ sectionId: z.string() }), 'Enrolled'), ...problemResponses },
  }),
  async (c) => {
    const { viewer } = c.var;
    const joined = await throttleCodes(viewer, () => joinSection(viewer, c.req.valid('json').code));
    return c.json(valueOrRefusal(c, joined), 200);
  },
);
