import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { apiRoutes } from '@/lib/schemas/api-routes';
import { listSections } from '@/lib/server/classes/sections';
import { joinSection, joinWithNewAccount } from '@/lib/server/people/join-section';
import { makeDeviceCookie, type SignInSource, signInSource } from '@/lib/server/people/known-devices';
import { setPasswordByCode } from '@/lib/server/people/one-time-codes';
import { changePassword } from '@/lib/server/people/own-account';
import {
  addSecondFactor,
  makeSecondFactorKey,
  removeSecondFactor,
  renewRecoveryCodes,
} from '@/lib/server/people/second-factor';
import { makeSignInCookie } from '@/lib/server/people/sign-in-token';
import type { SignInRow } from '@/lib/server/people/sign-ins';
import { throttleCodes } from '@/lib/server/people/throttle';
import { signOut } from '@/lib/server/people/viewer';
import { jsonBody, jsonResponse, makeResource, problemResponses, valueOrRefusal } from './api';

const tags = ['people'];

/** Signs a person in on the browser that asks, which their account knows from now on. */
async function setSignInCookies(c: Context, signIn: SignInRow, from: SignInSource): Promise<void> {
  c.header('Set-Cookie', await makeSignInCookie(signIn), { append: true });
  c.header('Set-Cookie', await makeDeviceCookie(signIn.userId, from), { append: true });
}

/** Calls for people who are not signed in. */
export const publicPeopleRoutes = makeResource();

publicPeopleRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/accounts',
    tags,
    summary:
      'Makes an account, enrols it in the class of a code (its own, or that of a pair in it) and signs it in',
    request: jsonBody(apiRoutes['POST /api/accounts'].body),
    responses: { 201: jsonResponse(apiRoutes['POST /api/accounts'].answer, 'Made'), ...problemResponses },
  }),
  async (c) => {
    const from = signInSource(c.req.raw.headers);
    const joined = await throttleCodes(from, () => joinWithNewAccount(c.req.valid('json'), from, new Date()));
    const { sectionId, signIn } = valueOrRefusal(c, joined);
    await setSignInCookies(c, signIn, from);
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
    const from = signInSource(c.req.raw.headers);
    const set = await throttleCodes(from, () => setPasswordByCode(c.req.valid('json'), from, new Date()));
    const { email, signIn } = valueOrRefusal(c, set);
    await setSignInCookies(c, signIn, from);
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
    summary: 'Enrols the viewer in the class of a code: its own, or that of a pair in it',
    request: jsonBody(apiRoutes['POST /api/enrollments'].body),
    responses: {
      200: jsonResponse(apiRoutes['POST /api/enrollments'].answer, 'Enrolled'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const { viewer } = c.var;
    const joined = await throttleCodes(viewer, () => joinSection(viewer, c.req.valid('json'), new Date()));
    return c.json(valueOrRefusal(c, joined), 200);
  },
);

peopleRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/account/password',
    tags,
    summary: 'Changes the password of the viewer and signs them out everywhere else',
    request: jsonBody(apiRoutes['POST /api/account/password'].body),
    responses: {
      200: jsonResponse(apiRoutes['POST /api/account/password'].answer, 'Changed'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const from = signInSource(c.req.raw.headers);
    const { viewer } = c.var;
    valueOrRefusal(c, await changePassword(viewer, c.req.valid('json'), from, new Date()));
    // The device is known by the password.
    c.header('Set-Cookie', await makeDeviceCookie(viewer.userId, from), { append: true });
    return c.json({}, 200);
  },
);

peopleRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/account/second-factor/keys',
    tags,
    summary: 'Makes a key for an app that shows codes; nothing is stored before a first code confirms it',
    request: jsonBody(apiRoutes['POST /api/account/second-factor/keys'].body),
    responses: {
      200: jsonResponse(apiRoutes['POST /api/account/second-factor/keys'].answer, 'The key'),
      ...problemResponses,
    },
  }),
  async (c) => c.json(valueOrRefusal(c, await makeSecondFactorKey(c.var.viewer, new Date())), 200),
);

peopleRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/account/second-factor',
    tags,
    summary:
      'Adds a second factor to the account of somebody who teaches, and signs them out everywhere else',
    request: jsonBody(apiRoutes['POST /api/account/second-factor'].body),
    responses: {
      200: jsonResponse(apiRoutes['POST /api/account/second-factor'].answer, 'Added'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const from = signInSource(c.req.raw.headers);
    const added = await addSecondFactor(c.var.viewer, c.req.valid('json'), from, new Date());
    return c.json(valueOrRefusal(c, added), 200);
  },
);

peopleRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/account/second-factor/recovery-codes',
    tags,
    summary: 'Makes new recovery codes in place of those before',
    request: jsonBody(apiRoutes['POST /api/account/second-factor/recovery-codes'].body),
    responses: {
      200: jsonResponse(apiRoutes['POST /api/account/second-factor/recovery-codes'].answer, 'Made'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const from = signInSource(c.req.raw.headers);
    const renewed = await renewRecoveryCodes(c.var.viewer, c.req.valid('json'), from, new Date());
    return c.json(valueOrRefusal(c, renewed), 200);
  },
);

peopleRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/account/second-factor/removal',
    tags,
    summary: 'Removes the second factor by password and code, and signs the viewer out everywhere else',
    request: jsonBody(apiRoutes['POST /api/account/second-factor/removal'].body),
    responses: {
      200: jsonResponse(apiRoutes['POST /api/account/second-factor/removal'].answer, 'Removed'),
      ...problemResponses,
    },
  }),
  async (c) => {
    const from = signInSource(c.req.raw.headers);
    valueOrRefusal(c, await removeSecondFactor(c.var.viewer, c.req.valid('json'), from, new Date()));
    return c.json({}, 200);
  },
);
