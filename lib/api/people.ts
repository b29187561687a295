import { createRoute } from '@hono/zod-openapi';
import { apiRoutes } from '@/lib/schemas/api-routes';
import { listSections } from '@/lib/server/classes/sections';
import { clientAddress } from '@/lib/server/people/client-address';
import { joinSection, joinWithNewAccount } from '@/lib/server/people/join-section';
import { setPasswordByCode } from '@/lib/server/people/one-time-codes';
import { makeSignInCookie } from '@/lib/server/people/sign-in-token';
import { throttleCodes } from '@/lib/server/people/throttle';
import { signOut } from '@/lib/server/people/viewer';
import { jsonBody, jsonResponse, makeResource, problemResponses, valueOrRefusal } from './api';

const tags = ['people'];

/** Calls for people who are not signed in. */
export const publicPeopleRoutes = makeResource();

publicPeopleRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/accounts',
    tags,
    summary: 'Makes an account, enrols it in the section of a join code and signs it in',
    request: jsonBody(apiRoutes['POST /api/accounts'].body),
    responses: { 201: jsonResponse(apiRoutes['POST /api/accounts'].answer, 'Made'), ...problemResponses },
  }),
  async (c) => {
    const who = { address: clientAddress(c.req.raw.headers) };
    const joined = await throttleCodes(who, () => joinWithNewAccount(c.req.valid('json'), new Date()));
    const { sectionId, signIn } = valueOrRefusal(c, joined);
    c.header('Set-Cookie', await makeSignInCookie(signIn), { append: true });
    return c.json({ sectionId }, 201);
  },
);

publicPeopleRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/passwords',
    tags,
    summary: 'Sets a password by a one-time code and signs the person in',
    request: jsonBody(apiRoutes['POST /api/passwords'].body),
    responses: { 200: jsonResponse(apiRoutes['POST /api/passwords'].answer, 'Set'), ...problemResponses },
  }),
  async (c) => {
    const who = { address: clientAddress(c.req.raw.headers) };
    const set = await throttleCodes(who, () => setPasswordByCode(c.req.valid('json'), new Date()));
    const { email, signIn } = valueOrRefusal(c, set);
    c.header('Set-Cookie', await makeSignInCookie(signIn), { append: true });
    return c.json({ email }, 200);
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
    for (const cookie of await signOut(c.req.raw.headers)) c.header('Set-Cookie', cookie, { append: true });
    return c.redirect('/sign-in', 303);
  },
);

/** Calls for people who are signed in. */
export const peopleRoutes = makeResource();

peopleRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/me',
    tags,
    summary: 'Who is signed in, and the sections and assignments of that person',
    responses: { 200: jsonResponse(apiRoutes['GET /api/me'].answer, 'The viewer'), ...problemResponses },
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
    request: jsonBody(apiRoutes['POST /api/enrollments'].body),
    responses: {
      200: jsonResponse(apiRoutes['POST /api/enrollments'].answer, 'Enrolled'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const { viewer } = c.var;
    const joined = await throttleCodes(viewer, () => joinSection(viewer, c.req.valid('json').code));
    return c.json(valueOrRefusal(c, joined), 200);
  },
);
