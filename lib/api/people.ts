import { createRoute, z } from '@hono/zod-openapi';
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
    request: jsonBody(z.object({ code: z.string().max(100), password: z.string().max(1_000) })),
    responses: { 200: jsonResponse(z.object({ email: z.string() }), 'Set'), ...problemResponses },
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
